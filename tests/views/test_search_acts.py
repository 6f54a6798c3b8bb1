"""Results of a search tagged, added to a project and assigned, after a look at what that does."""

import pytest
from django.urls import reverse

from annotations.actions.indexing import index_due
from annotations.models import (
    Addition,
    ArticleTag,
    Assignment,
    AttributionTag,
    Bearer,
    BulkAct,
    ProjectArticle,
    Role,
)
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

TEXT = "Grain news\n\n“We will sell grain,” she said. Grain is short."
LOOK, DO = "search-act", "search-act-do"


def put(cast, project=None, text=TEXT):
    """An article with a statement, and a passage, of the owner's."""
    row = add_article(project or cast.project, make_article(text))
    coding = make_coding(row, cast.owner)
    said = make_attribution(coding, "We will sell grain", stance="supportive")
    make_passage(coding, "Grain is short")
    return row, said


@pytest.fixture
def found(cast):
    """Two articles about grain; a tag for annotations, and one for articles."""
    rows = [put(cast) for _n in range(2)]
    index_due()
    return rows


@pytest.fixture
def tag(cast):
    return make_tag(cast.project.codebook, "Trade")


@pytest.fixture
def topic(cast):
    return make_tag(cast.project.codebook, "Economy", applies_to=[Bearer.ARTICLE])


def of(kind="statements", act="tag", chosen=(), **more):
    """What the page sends; all that were found, where nothing is chosen."""
    data = {"query": f"?q=grain&kind={kind}", "act": act}
    data |= {"chosen": [str(key) for key in chosen]} if chosen else {"all": "on"}
    return data | {name: str(value) for name, value in more.items()}


def span_of(said):
    return said.spans.get().pk


def post(client, name, data, **more):
    return client.post(reverse(name), data, **more)


def told(response, name="act"):
    return words_of(parse(response.content).get_element_by_id(name))


def test_it_says_where_only_the_newest_are_looked_through(cast, as_, found, tag, monkeypatch):
    client = as_(cast.owner)
    sentence = "Only the newest 1 of them are looked through"
    assert sentence not in told(post(client, LOOK, of(tag=tag.pk)))

    monkeypatch.setattr("annotations.queries.search_inside.MOST_SAYING", 1)

    assert sentence in told(post(client, LOOK, of(tag=tag.pk)))
    # What was chosen by hand is all there.
    chosen = [span_of(said) for _row, said in found]
    assert sentence not in told(post(client, LOOK, of(tag=tag.pk, chosen=chosen)))


def test_what_was_done_to_the_newest_says_so(cast, as_, found, tag, monkeypatch):
    sentence = "Only the newest 1 of them are looked through"
    other = make_project("Straits")
    join(other, cast.manager, Role.MANAGER)
    client, manager = as_(cast.owner), as_(cast.manager)
    monkeypatch.setattr("annotations.queries.search_inside.MOST_SAYING", 1)

    done = post(client, DO, of(tag=tag.pk), follow=True)
    assert sentence in told(done, "bulk")
    data = of(act="add", project=other.pk)
    assert sentence in told(post(manager, DO, data, follow=True), "addition")

    monkeypatch.undo()
    done = post(client, DO, of(act="untag", tag=tag.pk), follow=True)
    assert sentence not in told(done, "bulk")


def test_the_page_offers_what_the_reader_may_do(cast, as_, found):
    def offered(user):
        page = parse(as_(user).get(reverse("search"), {"q": "grain"}).content)
        return page.xpath("//form[@id='choose']//button[@name='act']/@value")

    assert offered(cast.manager) == ["tag", "untag", "add", "assign"]
    assert offered(cast.owner) == ["tag", "untag"]
    assert offered(cast.reader) == []
    page = parse(as_(cast.reader).get(reverse("search"), {"q": "grain"}).content)
    assert page.xpath("//input[@name='chosen']") == []


def test_statements_that_were_ticked_get_a_tag(cast, as_, found, tag):
    client = as_(cast.owner)
    [_row, said], _other = found
    page = parse(client.get(reverse("search"), {"q": "grain", "kind": "statements"}).content)
    [form] = page.xpath("//form[@id='choose']")
    assert "All 2 that were found" in words_of(form)
    assert len(page.xpath("//input[@name='chosen'][@form='choose']")) == 2

    data = dict(form.fields) | {"chosen": str(span_of(said)), "act": "tag"}
    data.pop("all")
    asked = parse(client.post(form.get("action"), data).content)
    [form] = asked.xpath("//form[@id='act']")
    data = dict(form.fields) | {"tag": str(tag.pk)}
    looked = post(client, LOOK, data)
    assert "1 annotation gets the tag." in told(looked)
    assert not BulkAct.objects.exists()

    [form] = parse(looked.content).xpath("//form[@id='act']")
    done = client.post(form.get("action"), dict(form.fields), follow=True)
    assert "gave the tag “Trade” 1 time" in told(done, "bulk")
    assert AttributionTag.objects.get().attribution == said
    back = parse(done.content).xpath("//a[text()='Back to the search']/@href")
    assert back == [f"{reverse('search')}?q=grain&kind=statements"]


def test_all_that_were_found_is_found_anew(cast, as_, found, tag):
    client = as_(cast.owner)
    data = of(tag=tag.pk)
    assert "2 annotations get the tag." in told(post(client, LOOK, data))
    put(cast)
    index_due()

    post(client, DO, data)
    assert AttributionTag.objects.filter(tag=tag).count() == 3


@pytest.mark.parametrize("kind", ["tagged", "notes", "comments"])
def test_other_annotations_get_a_tag(cast, as_, found, tag, kind):
    [row, said], _other = found
    coding = row.codings.get()
    make_passage(coding, "Grain is", note="Grain again")
    make_comment(make_thread(coding, said.number), cast.owner, "What of the grain?")

    looked = post(as_(cast.owner), LOOK, of(kind, tag=tag.pk))
    expected = {"tagged": "3 annotations get", "notes": "1 annotation gets"}
    assert expected.get(kind, "1 annotation gets") in told(looked)


def test_what_is_not_one_s_own_is_left_out(cast, as_, found, tag):
    client = as_(cast.manager)
    make_attribution(make_coding(found[0][0], cast.manager), "We will sell grain")
    other = make_project("Straits")
    join(other, cast.manager, Role.READER)
    row = add_article(other, make_article(TEXT))
    make_attribution(make_coding(row, cast.manager), "We will sell grain")
    done = add_article(cast.project, make_article(TEXT))
    make_attribution(make_coding(done, cast.manager, "done"), "We will sell grain")
    index_due()

    words = told(post(client, LOOK, of(tag=tag.pk)))
    assert "1 annotation gets the tag." in words
    for why in (
        "Somebody else’s annotation: 2",
        "In another project: 1",
        "The article is marked as done: 1",
    ):
        assert why in words


def test_the_tag_must_be_meant_for_it(cast, as_, found):
    strict = make_tag(cast.project.codebook, "Reply", condition="target")

    words = told(post(as_(cast.owner), LOOK, of(tag=strict.pk)))
    assert "Nothing would be changed." in words
    assert "Lacks what the tag needs: 2" in words


def test_a_codebook_without_such_tags_says_so_and_leads_to_them(cast, as_, found, tag):
    looked = post(as_(cast.owner), LOOK, of("text"))

    page = parse(looked.content)
    assert not page.xpath("//select[@name='tag']")
    [said] = page.xpath("//form[@id='act']//p[@class='notice']")
    assert "no tag for whole articles" in words_of(said)
    assert said.xpath("a/@href") == [reverse("codebook-detail", args=[cast.project.pk])]


def test_articles_get_a_tag_and_lose_it(cast, as_, found, topic):
    client = as_(cast.curator)
    data = of("text", tag=topic.pk)
    assert "2 articles get the tag in your coding" in told(post(client, LOOK, data))

    post(client, DO, data)
    assert ArticleTag.objects.filter(tag=topic, coding__analyst=cast.curator).count() == 2
    assert "It is so already: 2" in told(post(client, LOOK, data))
    post(client, DO, of("text", "untag", tag=topic.pk))
    assert not ArticleTag.objects.exists()


def test_chosen_articles_are_added_and_taken_back(cast, as_, found):
    other = make_project("Straits")
    join(other, cast.manager, Role.MANAGER)
    client = as_(cast.manager)
    data = of("text", "add", [found[0][0].article_id], project=other.pk)

    assert "1 article comes into Straits." in told(post(client, LOOK, data))
    done = post(client, DO, data, follow=True)
    assert "added 1 article" in told(done, "addition")
    assert other.project_articles.get().article == found[0][0].article
    client.post(reverse("addition-take-back", args=[Addition.objects.get().pk]))
    assert not other.project_articles.exists()


def test_articles_in_which_statements_stand_are_added(cast, as_, found):
    other = make_project("Straits")
    join(other, cast.manager, Role.MANAGER)

    post(as_(cast.manager), DO, of("statements", "add", project=other.pk))
    assert other.project_articles.count() == 2
    words = told(post(as_(cast.manager), LOOK, of("statements", "add", project=other.pk)))
    assert "Nothing would be changed." in words
    assert "It is so already: 2" in words


def test_articles_are_assigned_and_taken_back(cast, as_, found):
    cast.project.analysts_per_article = 2
    cast.project.save()
    client = as_(cast.manager)
    data = of("text", "assign", analyst=cast.second.pk)
    assert "2 assignments are made. In 2 articles." in told(post(client, LOOK, data))

    done = post(client, DO, data, follow=True)
    assert "Manager made 2 assignments" in told(done, "bulk")
    live = Assignment.objects.live().filter(analyst=cast.second)
    assert live.count() == 2
    assert "It is so already: 2" in told(post(client, LOOK, data))
    full = of("text", "assign", analyst=cast.manager.pk)
    assert "The article has all its analysts: 2" in told(post(client, LOOK, full))

    address = reverse("bulk-act-take-back", args=[BulkAct.objects.get().pk])
    assert "2 of them become" in told(client.get(address), "back")
    assert "took 2 changes back" in told(client.post(address, follow=True), "bulk")
    assert not live.exists()


def test_what_one_may_not_see_is_not_touched(cast, as_, found, tag):
    """Keys that somebody made up, of annotations that an analyst works on blind."""
    [_row, said], _other = found

    words = told(post(as_(cast.second), LOOK, of(chosen=[span_of(said)], tag=tag.pk)))
    assert "Nothing would be changed." in words
    assert "Somebody else’s" not in words


@pytest.mark.parametrize(
    "query",
    ["", "?kind=text", "?kind=statements", "?kind=people&q=grain", "?kind=statements&q=%25"],
)
def test_nothing_asked_is_nothing_found(cast, as_, found, topic, tag, query):
    both = {"text": topic, "people": topic}
    chosen = next((one for kind, one in both.items() if kind in query), None)
    meant = chosen or (tag if "statements" in query else topic)
    data = of(tag=meant.pk) | {"query": query}

    assert "Nothing would be changed." in told(post(as_(cast.owner), LOOK, data))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"all": ""}, "Choose some of what was found first."),
        ({"all": "", "chosen": "made,up"}, "There is no such row."),
        ({"act": "burn"}, "burn is not one of the available choices"),
    ],
    ids=["nothing", "made-up", "act"],
)
def test_what_makes_no_sense_is_told_on_the_search(cast, as_, found, change, sentence):
    for name in (LOOK, DO):
        page = post(as_(cast.owner), name, of() | change, follow=True)
        assert page.redirect_chain[0][0] == f"{reverse('search')}?q=grain&kind=statements"
        assert sentence in page.content.decode()


def test_what_is_not_said_yet_is_asked_for(cast, as_, found):
    client = as_(cast.owner)
    looked = post(client, LOOK, of())
    assert "would be" not in told(looked).replace("See what would be done", "")
    assert parse(looked.content).xpath("//*[@class='errorlist']") == []

    refused = post(client, DO, of())
    assert refused.status_code == 422
    assert not BulkAct.objects.exists()


@pytest.mark.parametrize("act", ["tag", "untag", "add", "assign"])
@pytest.mark.parametrize("name", [LOOK, DO])
def test_the_ladder(cast, as_, found, name, act):
    may = {"tag": 422, "untag": 422, "add": 422, "assign": 422} if name == DO else {}
    if name == DO and act == "add":
        may["add"] = 409
    expected = may.get(act, 200)
    data = of("text", act, project=cast.project.pk)
    manages = act in {"add", "assign"}
    people = {
        "manager": expected,
        "curator": 403 if manages else expected,
        "owner": 403 if manages else expected,
        "reader": 403,
    }
    for person, status in people.items():
        assert post(as_(getattr(cast, person)), name, data).status_code == status, person
    for person in ("stranger",):
        join(make_project("Straits"), getattr(cast, person), Role.MANAGER)
        assert post(as_(getattr(cast, person)), name, data).status_code == 404
    assert "login" in post(as_(None), name, data)["Location"]
    assert as_(cast.manager).get(reverse(name)).status_code == 405


def test_the_fragment_is_the_page_s_own_part(cast, as_, found, tag):
    client = as_(cast.owner)
    page = parse(post(client, LOOK, of()).content)
    swapped = post(client, LOOK, of(tag=tag.pk), htmx=True)
    update_page(page, swapped.content, "act")

    assert_same_page(page, parse(post(client, LOOK, of(tag=tag.pk)).content), "act")


@pytest.mark.parametrize("kind", ["statements", "text"])
def test_as_many_queries_for_many_results(cast, as_, found, tag, topic, kind):
    client = as_(cast.owner)
    data = of(kind, tag=tag.pk if kind == "statements" else topic.pk)
    few = queries_of(lambda: post(client, LOOK, data))
    for _n in range(5):
        put(cast)
    index_due()

    assert_same_count(few, queries_of(lambda: post(client, LOOK, data)), at_most=16)


def test_the_search_asks_as_often_for_many_results(cast, as_, found):
    client = as_(cast.owner)
    address = reverse("search")
    few = queries_of(lambda: client.get(address, {"q": "grain"}))
    for _n in range(5):
        put(cast)
    index_due()

    assert_same_count(few, queries_of(lambda: client.get(address, {"q": "grain"})), at_most=16)


def test_only_articles_of_the_project_are_tagged(cast, as_, found, topic):
    other = make_project("Straits")
    join(other, cast.owner)
    put(cast, other)
    index_due()

    data = of("text", tag=topic.pk, project=cast.project.pk)
    words = told(post(as_(cast.owner), LOOK, data))
    assert "2 articles get the tag" in words
    assert "The article is not in this project: 1" in words
    assert ProjectArticle.objects.filter(project=other).count() == 1
