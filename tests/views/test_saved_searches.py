"""Searches that are kept: by whom, what is set for them, how much is new, and as a feed."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from lxml import etree

from annotations.actions.feed_tokens import renew_feed_token
from annotations.actions.following import follow
from annotations.actions.indexing import index_due
from annotations.actions.saved_searches import MOST, CannotSaveSearch, save_search
from annotations.models import SavedSearch, SearchKind, Source
from annotations.web.saved_searches import look
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

THEN = datetime(2026, 3, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 2, tzinfo=UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LIST = "/search/saved/"


def text_of(response):
    return words_of(parse(response.content))


def save(owner, name="Grain", query="q=grain", kind=SearchKind.TEXT):
    return save_search(by=owner, at=THEN, name=name, query=query, kind=kind, look=look)


def take_in(project, title="Harvest", text="Grain is <b>short</b>.", **fields):
    return add_article(project, make_article(text, title=title, kinds=(), **fields))


def look_again(saved):
    index_due()
    follow(search=saved.pk, look=look, at=LATER)
    saved.refresh_from_db()


@pytest.fixture
def saved(cast):
    """With one thing that is new."""
    kept = save(cast.owner)
    take_in(cast.project)
    look_again(kept)
    return kept


def act(client, verb, saved, **data):
    return client.post(reverse(f"saved-search-{verb}", args=[saved.pk]), data)


def test_a_search_is_kept_from_its_page(cast, as_, saved):
    client = as_(cast.owner)

    done = client.post(
        reverse("saved-search-create"),
        {"name": " Wheat  too ", "query": "q=wheat&kind=notes&page=x&saved=y"},
    )

    assert done["Location"] == LIST
    kept = SavedSearch.objects.get(owner=cast.owner, name="Wheat too")
    assert (kept.query, kept.kind) == ("q=wheat&kind=notes", "notes")
    assert "Wheat too" in text_of(client.get(LIST))
    assert "Wheat too" in text_of(client.get("/search/"))


def test_what_looks_for_nothing_is_not_kept(cast, as_):
    client = as_(cast.owner)
    done = client.post(reverse("saved-search-create"), {"name": "All", "query": "q=&kind=text"})

    assert done["Location"] == "/search/?q=&kind=text"
    assert not SavedSearch.objects.exists()


def test_people_of_a_country_are_followed_without_words(cast, as_):
    make_actor("Ada Quill", country="AT")
    as_(cast.owner).post(
        reverse("saved-search-create"), {"name": "There", "query": "kind=people&country=AT"}
    )
    kept = SavedSearch.objects.get(name="There")
    another = make_actor("Otto Feder", country="AT")
    make_actor("Somebody", country="DE")

    look_again(kept)

    assert list(kept.finds.filter(round__gt=0).values_list("key", flat=True)) == [another.pk]


@pytest.mark.parametrize(("name", "why"), [("", "null|blank|cannot"), ("Grain", "already")])
def test_a_name_is_needed_and_once(cast, saved, name, why):
    with pytest.raises(CannotSaveSearch, match=why):
        save(cast.owner, name)


def test_there_are_so_many_and_no_more(cast, saved):
    for number in range(MOST - 1):
        save(cast.owner, str(number))
    with pytest.raises(CannotSaveSearch):
        save(cast.owner, "One more")


def test_what_is_new_is_on_each_page_until_it_is_seen(cast, as_, saved):
    client = as_(cast.owner)
    detail = reverse("saved-search-detail", args=[saved.pk])
    for address in ("/", "/search/", LIST):
        assert "1 new" in text_of(client.get(address))
    page = client.get(detail)
    assert "New 1 Harvest Grain is <b>short</b>." in text_of(page)

    shown = parse(page.content).xpath("//input[@name='round']/@value")
    assert act(client, "see", saved, round=shown[0])["Location"] == LIST

    for address in ("/", "/search/", LIST):
        assert "1 new" not in text_of(client.get(address))
    assert "Nothing new; seen before" in text_of(client.get(detail))


def test_every_empty_page_says_how_to_begin(cast, as_):
    client = as_(cast.owner)
    for address in ("/", LIST):
        page = parse(client.get(address).content)
        assert "save" in words_of(page).lower()
        assert page.xpath("//main//a[@href='/search/']")


def test_nobody_else_has_it(cast, as_, saved):
    stranger = as_(cast.second)
    assert "Grain" not in text_of(stranger.get(LIST))
    assert stranger.get(reverse("saved-search-detail", args=[saved.pk])).status_code == 404
    for verb in ("ask", "see", "change", "move", "delete", "restore"):
        assert act(stranger, verb, saved).status_code == 404
        assert (
            as_(cast.owner).get(reverse(f"saved-search-{verb}", args=[saved.pk])).status_code == 405
        )
        assert "/accounts/login/" in act(as_(None), verb, saved)["Location"]
    assert as_(cast.owner).get(reverse("saved-search-create")).status_code == 405
    assert as_(cast.owner).post(LIST).status_code == 405
    assert SavedSearch.objects.filter(pk=saved.pk, deleted_at=None).exists()


def test_it_is_renamed_muted_and_moved(cast, as_, saved):
    client = as_(cast.owner)
    other = save(cast.owner, "Rye", "q=rye")

    act(client, "change", saved, name="Corn", often="never", project="")
    act(client, "move", other, up="1")

    saved.refresh_from_db()
    assert (saved.name, saved.often) == ("Corn", "never")
    assert re.search("Rye.*Corn", text_of(client.get(LIST)))
    act(client, "change", saved, name="Rye", often="never", project="")
    assert "already" in text_of(client.get(LIST))
    act(client, "change", saved, name="Corn", often="hourly", project="")
    saved.refresh_from_db()
    assert (saved.name, saved.often) == ("Corn", "never")


def test_its_question_is_changed_on_the_page_of_the_search(cast, as_, saved):
    client = as_(cast.owner)
    page = parse(client.get(f"/search/?q=rye&saved={saved.pk}").content)
    [form] = page.xpath(f"//form[@action='{reverse('saved-search-ask', args=[saved.pk])}']")

    act(client, "ask", saved, query=form.xpath("input[@name='query']/@value")[0])

    saved.refresh_from_db()
    assert saved.query == "q=rye"
    assert not saved.finds.exists()
    for unknown in ("x", cast.owner.pk):
        assert client.get("/search/", {"q": "rye", "saved": unknown}).status_code == 200


def test_what_is_deleted_comes_back(cast, as_, saved):
    client = as_(cast.owner)
    act(client, "delete", saved)
    page = text_of(client.get(LIST))
    assert "“Grain” is deleted." in page
    assert "You keep no search yet" in page
    assert "1 new" not in text_of(client.get("/"))

    act(client, "restore", saved)

    assert "1 new" in text_of(client.get(LIST))


def test_members_take_up_what_is_shared_with_them(cast, as_, saved):
    act(as_(cast.owner), "change", saved, name="Grain", often="daily", project=cast.project.pk)
    member = as_(cast.second)
    assert "Shared in your projects Grain" in text_of(member.get(LIST))
    assert "Shared" not in text_of(as_(cast.stranger).get(LIST))
    taking = {"shared": saved.pk, "name": "Grain"}

    assert as_(cast.stranger).post(reverse("saved-search-create"), taking).status_code == 404
    member.post(reverse("saved-search-create"), taking)

    taken = SavedSearch.objects.get(owner=cast.second)
    assert (taken.query, taken.kind) == ("q=grain", "text")
    assert not taken.finds.filter(round__gt=0).exists()


def test_nobody_shares_with_a_project_of_others(cast, as_, saved):
    other = make_project("Another study")
    act(as_(cast.owner), "change", saved, name="Grain", often="daily", project=other.pk)

    saved.refresh_from_db()
    assert saved.project is None


def test_pages_take_as_many_queries_with_one_as_with_many(cast, as_, saved):
    client = as_(cast.owner)
    detail = reverse("saved-search-detail", args=[saved.pk])

    addresses = ("/", LIST, detail)
    few = [queries_of(lambda url=url: client.get(url)) for url in addresses]
    for number in range(4):
        save(cast.owner, f"Another {number}", "q=rye")
        take_in(cast.project, f"Harvest {number}")
    look_again(saved)

    for url, before in zip(addresses, few, strict=True):
        assert_same_count(before, queries_of(lambda url=url: client.get(url)), 20)


def test_lists_say_in_words_what_is_looked_for(cast, as_, saved):
    herald, quill = make_source("Herald"), make_actor("Ada Quill")
    narrow = save(
        cast.owner,
        "Narrow",
        f"kind=statements&q=rye&source={herald.pk}&speaker={quill.pk}&stance=critical"
        f"&since=2026-05-01&tag={quill.pk}",
        SearchKind.STATEMENTS,
    )
    act(as_(cast.owner), "change", narrow, name="Narrow", often="daily", project=cast.project.pk)
    said = (
        "Statements · rye · Published from: 1 May 2026 · Source: Herald · Speaker: Ada Quill · "
        "Stance: Critical · Tag: –"
    )

    for url in (LIST, "/search/", reverse("saved-search-detail", args=[narrow.pk])):
        assert said in text_of(as_(cast.owner).get(url)), url
    assert said in text_of(as_(cast.second).get(LIST))
    assert "Articles · grain" in text_of(as_(cast.owner).get(LIST))


def test_words_for_filters_take_as_many_queries_with_one_as_with_many(cast, as_, saved):
    def narrow(number):
        herald, quill = make_source(f"Herald {number}"), make_actor(f"Quill {number}")
        query = f"q=rye&kind=statements&source={herald.pk}&target={quill.pk}"
        save(cast.owner, f"Narrow {number}", query, SearchKind.STATEMENTS)

    client = as_(cast.owner)
    narrow(1)
    few = [queries_of(lambda url=url: client.get(url)) for url in (LIST, "/search/")]
    for number in range(2, 6):
        narrow(number)

    for url, before in zip((LIST, "/search/"), few, strict=True):
        assert_same_count(before, queries_of(lambda url=url: client.get(url)), 20)


def test_one_that_looks_through_the_newest_passages_only_says_so(cast, as_, client, monkeypatch):
    make_attribution(make_coding(cast.project_article, cast.owner), "shared work")
    index_due()
    monkeypatch.setattr("annotations.queries.search_inside.MOST_SAYING", 0)
    kept = save(cast.owner, query="q=shared&kind=statements", kind=SearchKind.STATEMENTS)
    token = renew_feed_token(user=cast.owner, by=cast.owner)
    pages = [LIST, reverse("saved-search-detail", args=[kept.pk])]
    feed = reverse("saved-search-feed", args=[kept.pk, token])
    sentence = "Only the newest 2,000 of them are looked through"

    assert [sentence in text_of(as_(cast.owner).get(page)) for page in pages] == [True, True]
    told = etree.fromstring(client.get(feed).content)
    assert sentence in told.findtext("a:subtitle", namespaces=ATOM)

    monkeypatch.undo()
    look_again(kept)

    assert [sentence in text_of(as_(cast.owner).get(page)) for page in pages] == [False, False]
    assert etree.fromstring(client.get(feed).content).find("a:subtitle", namespaces=ATOM) is None


class TestAsAFeed:
    def feed(self, client, saved, token, **headers):
        address = reverse("saved-search-feed", args=[saved.pk, token])
        return client.get(address, headers=headers)

    @pytest.fixture
    def token(self, cast):
        return renew_feed_token(user=cast.owner, by=cast.owner)

    def entries(self, page):
        return etree.fromstring(page.content).xpath("//a:entry", namespaces=ATOM)

    def test_its_address_is_where_the_reader_is(self, cast, as_, saved, token):
        """Not where mails say that the site is: nobody needs to have set that."""
        page = as_(cast.owner).get(LIST, headers={"host": "testserver:8765"})

        address = reverse("saved-search-feed", args=[saved.pk, token])
        assert f"http://testserver:8765{address}" in text_of(page)

    def test_it_is_for_whoever_has_the_token(self, cast, client, saved, token):
        other = renew_feed_token(user=cast.second, by=cast.second)

        page = self.feed(client, saved, token)

        assert page["Content-Type"].startswith("application/atom+xml")
        [entry] = self.entries(page)
        told = {child.tag.split("}")[1]: child for child in entry}
        assert told["title"].text == "Harvest"
        assert told["link"].get("href").endswith("#p0")
        assert told["updated"].text == LATER.isoformat()
        assert told["id"].text == saved.finds.get().key.urn
        # A summary is HTML, and what an outlet wrote is none.
        assert told["summary"].get("type") == "html"
        assert told["summary"].text == "Grain is &lt;b&gt;short&lt;/b&gt;."
        for wrong in (other, "wrong"):
            assert self.feed(client, saved, wrong).status_code == 404
        new = renew_feed_token(user=cast.owner, by=cast.owner)
        assert self.feed(client, saved, token).status_code == 404
        assert self.feed(client, saved, new).status_code == 200

    def test_it_tells_only_what_its_owner_may_see_now(self, cast, client, saved, token):
        cast.project.memberships.filter(user=cast.owner).delete()

        page = self.feed(client, saved, token)

        assert page.status_code == 200
        assert not self.entries(page)

    def test_no_more_words_leave_than_the_source_lets_go(self, cast, client, saved, token):
        Source.objects.update(may_leave="offsets")

        [entry] = self.entries(self.feed(client, saved, token))

        assert "Grain" not in etree.tostring(entry, encoding="unicode")

    def test_an_entry_keeps_its_id_and_its_time(self, cast, client, saved, token):
        before = self.entries(self.feed(client, saved, token))
        take_in(cast.project, "Second")
        look_again(saved)

        after = self.entries(self.feed(client, saved, token))

        assert len(after) == 2
        assert etree.tostring(before[0]).split(b"</entry>")[0] in etree.tostring(after[1])

    @pytest.mark.parametrize("is_empty", [False, True])
    def test_whoever_has_it_already_is_told_that_nothing_changed(
        self, cast, client, saved, token, is_empty
    ):
        if is_empty:
            saved.finds.all().delete()
        page = self.feed(client, saved, token)

        assert self.feed(client, saved, token, if_none_match=page["ETag"]).status_code == 304
        since = page["Last-Modified"]
        assert self.feed(client, saved, token, if_modified_since=since).status_code == 304
        take_in(cast.project, "Second")
        follow_at = datetime(2027, 1, 1, tzinfo=UTC)
        index_due()
        follow(search=saved.pk, look=look, at=follow_at)
        assert self.feed(client, saved, token, if_none_match=page["ETag"]).status_code == 200
        assert self.feed(client, saved, token, if_modified_since=since).status_code == 200

    def test_words_that_xml_cannot_say_do_not_break_it(self, cast, client, saved, token):
        take_in(cast.project, "Bell \x07 and grain")
        look_again(saved)

        assert len(self.entries(self.feed(client, saved, token))) == 2

    def test_the_page_shows_its_address_to_copy(self, cast, as_, saved, token):
        client = as_(cast.owner)
        page = parse(client.get(LIST).content)
        [button] = page.xpath("//button[@data-copy]")
        address = page.get_element_by_id(button.get("data-copy")).text
        assert address.endswith(reverse("saved-search-feed", args=[saved.pk, token]))

        back = client.post(reverse("feed-token-renew"), {"next": LIST})

        assert back["Location"] == LIST
        assert token not in client.get(LIST).content.decode()
