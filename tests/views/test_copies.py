from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from annotations.actions.appearing import appear_in_copies
from annotations.models import (
    Appearance,
    Article,
    Coding,
    SourceKind,
    Story,
    StoryArticle,
    StoryMove,
)
from tests.domain.stories.wire import OTHER, WIRE, added_to, cut
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.factories.stories import add_copies, make_story
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
DAY = date(2026, 3, 3)
SAID = "“We have not failed, we have run out of time,”"


@pytest.fixture
def rows(cast):
    """Two newspapers and the agency that they copied; the owner annotated the first."""
    agency = make_source("Northern Wire", kind=SourceKind.AGENCY)
    rows = add_copies(cast.project, [WIRE, cut(5)])
    rows.append(add_article(cast.project, make_article(added_to(), agency)))
    make_story(rows[2].article)
    coding = make_coding(rows[0], cast.owner)
    make_attribution(coding, SAID, cue="said", mention="Ada Quill", speaker=make_actor("Ada Quill"))
    appear_in_copies(project_article=rows[0].pk)
    return rows


@pytest.fixture
def lone(cast):
    row = add_article(cast.project, make_article(OTHER))
    make_story(row.article)
    return row


@pytest.fixture
def addresses(rows):
    here = [rows[1].pk]
    appearance = Appearance.objects.get(project_article=rows[1])
    return {
        "list": reverse("copy-list", args=here),
        "difference": reverse("copy-difference", args=here),
        "merge": reverse("copy-merge", args=here),
        "split": reverse("copy-split", args=here),
        "undo": reverse("move-undo", args=[*here, uuid4()]),
        **{
            name: reverse(f"appearance-{name}", args=[*here, appearance.pk])
            for name in ("remove", "restore", "detach")
        },
    }


READS = ["list", "difference"]
WRITES = ["merge", "split", "undo", "remove", "restore", "detach"]


def text(response):
    return words_of(parse(response.content))


def story_of(row):
    return StoryArticle.objects.get(article=row.article_id).story


def test_it_shows_who_printed_it_and_which_is_likely_the_original(cast, as_, addresses, rows):
    for user in (cast.owner, cast.reader, cast.second):
        page = parse(as_(user).get(addresses["list"]).content)
        printed = [one for one in page.iter("li") if one.get("id", "").startswith("printed-")]
        assert [one.get("id") for one in printed] == [
            f"printed-{rows[place].pk}" for place in (2, 0, 1)
        ]
        assert "Likely the original others name it as their source" in words_of(printed[0])
        assert "this article" in words_of(printed[2])


def test_each_copy_leads_to_how_it_differs_and_the_original_does_not(cast, as_, addresses, rows):
    page = parse(as_(cast.reader).get(addresses["list"]).content)

    links = {
        row.pk: page.xpath(f"//a[@href='{reverse('copy-difference', args=[row.pk])}']")
        for row in rows
    }
    assert [len(links[row.pk]) for row in rows] == [1, 1, 0]
    assert words_of(links[rows[1].pk][0]) == f"How it differs: {rows[1].article.source.name}"


@pytest.mark.parametrize("view", ["", "?beside"])
def test_a_copy_is_read_beside_the_likely_original_by_word(cast, as_, rows, view):
    softer = added_to().replace("Nobody will be asked", "Somebody will be asked")
    row = add_article(cast.project, make_article(softer))
    make_story(row.article)

    page = parse(as_(cast.reader).get(reverse("copy-difference", args=[row.pk]) + view).content)

    assert [words_of(each) for each in page.xpath("//del")] == ["Nobody"]
    assert [words_of(each) for each in page.xpath("//ins")] == ["Somebody"]
    assert "Likely the original: Harbour talks end without a treaty · Northern Wire" in words_of(
        page
    )


def test_of_a_copy_that_was_cut_whole_paragraphs_are_marked_and_no_line_ends(cast, as_, addresses):
    page = parse(as_(cast.owner).get(addresses["difference"]).content)

    assert all(words_of(each) for each in page.xpath("//del"))
    assert not page.xpath("//ins")


def test_a_copy_word_for_word_says_so(cast, as_, addresses, rows):
    row = add_article(cast.project, make_article(added_to()))
    make_story(row.article)
    client = as_(cast.owner)

    assert "word for word" in text(client.get(reverse("copy-difference", args=[row.pk])))
    assert "word for word" not in text(client.get(addresses["difference"]))


def test_the_original_and_what_has_no_copies_differ_from_nothing(cast, as_, rows, lone):
    for row in (rows[2], lone, cast.project_article):
        address = reverse("copy-difference", args=[row.pk])
        assert as_(cast.owner).get(address).status_code == 404


def test_strangers_find_nothing_and_nobody_signs_in(cast, as_, addresses):
    for name, address in addresses.items():
        for user, status in ((cast.stranger, 404), (None, 302)):
            client = as_(user)
            ask = client.get if name in READS else client.post
            assert ask(address).status_code == status


@pytest.mark.parametrize("name", WRITES)
def test_readers_change_nothing(cast, as_, addresses, name):
    assert as_(cast.reader).post(addresses[name]).status_code == 403
    assert b'<button class="button primary"' not in as_(cast.reader).get(addresses["list"]).content


@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_each_address_has_its_method(cast, as_, addresses, name):
    client = as_(cast.owner)
    ask = client.post if name in READS else client.get
    assert ask(addresses[name]).status_code == 405


def test_an_article_without_copies_says_that_they_are_found_by_themselves(cast, as_):
    address = reverse("copy-list", args=[cast.project_article.pk])

    assert "No copies in this project" in text(as_(cast.owner).get(address))
    assert as_(cast.owner).post(f"{address}merge/").status_code == 404


def test_articles_are_put_together_and_taken_apart_again(cast, as_, addresses, rows, lone):
    client = as_(cast.owner)

    response = client.post(addresses["merge"], {"other": lone.pk}, follow=True)
    assert "They are copies of one another now." in text(response)
    assert story_of(lone) == story_of(rows[0])

    move = StoryMove.objects.get()
    undo = reverse("move-undo", args=[rows[1].pk, move.pk])
    assert "back where they were" in text(client.post(undo, follow=True))
    assert story_of(lone) != story_of(rows[0])
    assert "undone already" in text(client.post(undo, follow=True))


def test_only_articles_of_the_project_are_put_together(cast, as_, addresses):
    hidden = add_article(make_project("Elsewhere"), make_article(OTHER))
    make_story(hidden.article)

    assert as_(cast.owner).post(addresses["merge"], {"other": hidden.pk}).status_code == 422


def offered(response):
    options = parse(response.content).xpath("//select[@name='other']/option[@value!='']")
    return [words_of(option).split(" · ")[0] for option in options]


@pytest.fixture
def many(cast, rows, monkeypatch):
    """Three articles in stories of their own, of which two are offered; the last is far away."""
    monkeypatch.setattr("annotations.forms.nearest.MOST_OFFERED", 2)
    made = []
    Article.objects.update(published_on=DAY)
    for days, title in enumerate(["Grain levy", "Levy on flour", "Bridge of the valley"]):
        fields = {"title": title, "published_on": DAY + timedelta(days)}
        made.append(add_article(cast.project, make_article(f"{title}\n\n{OTHER[50:]}", **fields)))
        StoryArticle.objects.create(
            article=made[-1].article,
            story=Story.objects.create(created_at=NOW),
            fingerprints=0,
            gathered_at=NOW,
        )
    return made


def test_the_nearest_articles_are_offered_and_the_others_are_found_by_their_titles(
    cast, as_, addresses, rows, many
):
    client = as_(cast.owner)

    assert offered(client.get(addresses["list"])) == ["Grain levy", "Levy on flour"]
    assert offered(client.get(addresses["list"], {"q": "valley BRIDGE"})) == [
        "Bridge of the valley"
    ]
    assert offered(client.get(addresses["list"], {"q": "levy flour"})) == ["Levy on flour"]

    client.post(addresses["merge"], {"other": many[2].pk})
    assert story_of(many[2]) == story_of(rows[0])


def test_the_search_is_there_only_where_it_helps(cast, as_, addresses, many):
    client = as_(cast.owner)

    assert "only those of the nearest days" in text(client.get(addresses["list"]))
    assert not offers_search(as_(cast.reader).get(addresses["list"]))
    assert offers_search(client.get(addresses["list"]))
    nothing = client.get(addresses["list"], {"q": "tariff"})
    assert "No other article of this project has these words" in text(nothing)
    assert b'value="tariff"' in nothing.content

    StoryArticle.objects.filter(article=many[2].article_id).delete()
    assert not offers_search(client.get(addresses["list"]))


def offers_search(page):
    """In the page itself; the search of everything stands above it."""
    return bool(parse(page.content).xpath("//main//form[@role='search']"))


def test_words_that_make_no_sense_are_no_words(cast, as_, addresses, many):
    page = as_(cast.owner).get(addresses["list"], {"q": "levy\0"})

    assert offered(page) == ["Grain levy", "Levy on flour"]
    assert "Null characters are not allowed" in text(page)


def test_a_copy_that_is_none_is_taken_out(cast, as_, addresses, rows):
    client = as_(cast.owner)

    response = client.post(addresses["split"], {"articles": [rows[2].article_id]}, follow=True)
    assert "no copies of the others any more" in text(response)
    assert story_of(rows[2]) != story_of(rows[0])

    assert "Choose the articles" in text(client.post(addresses["split"], {}, follow=True))


def test_what_is_carried_is_taken_away_put_back_and_detached(cast, as_, addresses, rows):
    client = as_(cast.owner)
    assert "Ada Quill · annotated in" in text(client.get(addresses["list"]))

    assert "taken away here" in text(client.post(addresses["remove"], follow=True))
    assert "It counts here again." in text(client.post(addresses["restore"], follow=True))
    client.post(addresses["detach"])

    assert Coding.objects.get(project_article=rows[1]).annotation_count == 1
    assert client.post(addresses["detach"]).status_code == 404


def test_what_others_annotated_is_theirs(cast, as_, addresses):
    assert "Ada Quill" not in text(as_(cast.second).get(addresses["list"]))
    assert as_(cast.second).post(addresses["detach"]).status_code == 404
    assert "Ada Quill" in text(as_(cast.curator).get(addresses["list"]))
    told = text(as_(cast.curator).post(addresses["remove"], follow=True))
    assert "Only who made an annotation decides" in told


def test_articles_of_projects_that_one_does_not_see_are_not_counted(cast, as_, addresses, rows):
    elsewhere = make_project("Elsewhere")
    make_story(add_article(elsewhere, make_article(cut(6))).article)

    assert "more in another project" not in text(as_(cast.owner).get(addresses["list"]))
    assert "1 more in another project" in text(as_(cast.admin).get(addresses["list"]))


def test_the_list_of_articles_tells_of_copies(cast, as_, rows):
    page = text(as_(cast.owner).get(reverse("article-list", args=[cast.project.pk])))

    assert page.count("2 copies") == 3


def test_as_many_queries_with_many_copies_as_with_few(cast, as_, addresses, rows):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(addresses["list"]))
    few_apart = queries_of(lambda: client.get(addresses["difference"]))

    for paragraphs in (6, 7, 8):
        row = add_article(cast.project, make_article(cut(paragraphs)))
        make_story(row.article)
        coding = make_coding(row, cast.owner)
        make_passage(coding, "harbour treaty")
        make_attribution(coding, "eleven harbours", speaker=make_actor(f"Speaker {paragraphs}"))
        appear_in_copies(project_article=row.pk)

    assert_same_count(few, queries_of(lambda: client.get(addresses["list"])), at_most=16)
    many_apart = queries_of(lambda: client.get(addresses["difference"]))
    assert_same_count(few_apart, many_apart, at_most=10)


def test_the_list_of_annotations_tells_in_how_many_copies_each_stands(cast, as_, rows):
    renamed = WIRE.replace("Ada Quill", "Vera Lindt")
    make_story(add_article(cast.project, make_article(renamed)).article)
    appear_in_copies(project_article=rows[0].pk)
    page = text(as_(cast.owner).get(reverse("annotation-list", args=[rows[0].pk])))

    assert "Also in 2 copies, does not fit 1 copy" in page
