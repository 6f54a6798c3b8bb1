"""Filters of a search: each count is what choosing it finds, and the address keeps them all."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from annotations.actions.indexing import index_due
from annotations.models import Carry, CodingState, Project, SearchKind
from tests.factories.actors import make_actor, make_affiliation, make_name
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article, make_project, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.worlds import made_once

URL = "/search/"
TEXT = "Grain is short. “We will sell wheat,” she said. Barley, “none at all”, said Feder."


@pytest.fixture
@made_once
def annotated(cast):
    """Three articles: annotated by two people, agreed, and carried over."""
    quill, feder = make_actor("Ada Quill", country="AT"), make_actor("Otto Feder", country="DE")
    office = make_actor("The Grain Office", kind="organisation")
    post = make_affiliation(quill, office, kind="government", represents="FR")
    food = make_tag(cast.project.codebook, "Food")
    cereals = make_tag(cast.project.codebook, "Cereals", parent=food)
    heralds = [make_source(f"Herald {n}") for n in range(2)]
    for number in range(3):
        language, source = ["en", "fr"][number // 2], heralds[number % 2]
        article = make_article(TEXT, source, title=f"Harvest {number}", language=language)
        row = add_article(cast.project, article)
        for analyst in (cast.owner, cast.second):
            coding = make_coding(row, analyst)
            said = make_attribution(
                coding,
                "We will sell wheat",
                cereals,
                speaker=quill,
                affiliation=post if number else None,
                stance="critical",
                target=feder,
                note="Barley is meant",
            )
            make_attribution(coding, "none at all", food, speaker=feder, mode="indirect")
            make_passage(coding, "Grain is short", food if number else cereals, note="Barley")
            make_comment(make_thread(coding, said.number), analyst, text="Barley is meant")
        if number == 1:
            gold = make_coding(row, None, kind="gold", state=CodingState.DONE)
            make_attribution(gold, "We will sell wheat", food, speaker=quill, note="Barley")
            make_passage(gold, "Grain is short", food, note="Barley")
        if number == 2:
            Carry.objects.create(
                project=cast.project,
                coding=coding,
                origin=coding,
                annotation=said.number,
                start=0,
                outcome="same",
                places=[],
            )
    index_due()


def found_at(client, query):
    """How many the page says there are."""
    page = words_of(parse(client.get(URL, query).content.decode()))
    match = re.search(r"([\d,]+) (?:passages? )?found", page)
    return int(match[1]) if match else 0


def choices_at(client, query):
    """Each filter that the page offers, as the search it leads to, with its count."""
    page = client.get(URL, query).content.decode()
    aside = page[page.index('<aside class="facets"') : page.index("</aside>")]
    link = re.compile(r'<a [^>]*?href="([^"]+)".*?<span class="num">([\d,]+)</span>', re.DOTALL)
    found = link.findall(aside)
    assert len(found) == aside.count("<a ") > 0
    return [
        (dict(parse_qsl(urlsplit(url.replace("&amp;", "&")).query)), int(count))
        for url, count in found
    ]


QUERIES = [
    {"kind": "text", "q": "grain OR harvest"},
    {"kind": "statements", "q": "wheat OR none"},
    {"kind": "statements", "stance": "critical"},
    {"kind": "statements", "q": "wheat", "whose": "each"},
    {"kind": "tagged", "q": "grain"},
    {"kind": "notes", "q": "barley"},
    {"kind": "comments", "q": "barley"},
    {"kind": "people", "q": "quill"},
    {"kind": "people", "q": "fed"},
    {"kind": "people", "speaker_kind": "person"},
    {"kind": "people", "country": "DE"},
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: "-".join(query.values()))
def test_each_count_is_what_choosing_it_finds(cast, as_, annotated, query):
    client = as_(cast.manager)
    total = found_at(client, query)

    for chosen, count in choices_at(client, query):
        if set(chosen.items()) > set(query.items()):
            assert found_at(client, chosen) == count <= total, chosen


def test_filters_commute(cast, as_, annotated):
    """Whatever is chosen first: the counts of the second say what both find."""
    client = as_(cast.manager)
    base = {"kind": "statements", "q": "wheat OR none"}
    for first, _count in choices_at(client, base):
        for both, count in choices_at(client, first):
            if set(both.items()) > set(first.items()):
                assert found_at(client, both) == count, both


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 9),
        ({"whose": "gold"}, 1),
        ({"whose": "each"}, 13),
        ({"whose": "mine"}, 0),
        ({"origin": "carried"}, 1),
        ({"origin": "own"}, 8),
        ({"origin": "carried", "whose": "gold"}, 0),
        ({"country": "FR"}, 2),
        ({"country": "AT"}, 3),
        ({"post_kind": "government"}, 2),
        ({"speaker_kind": "person"}, 9),
    ],
    ids=str,
)
def test_statements_of_each_sort_are_found(cast, as_, annotated, chosen, count):
    query = {"kind": "statements", "q": "wheat OR none", **chosen}

    assert found_at(as_(cast.manager), query) == count


def test_a_filter_in_force_is_shown_and_taken_away_with_the_others_kept(cast, as_, annotated):
    query = {"kind": "statements", "q": "wheat", "stance": "critical", "since": "2020-01-01"}
    page = as_(cast.manager).get(URL, query).content.decode()
    chips = page[page.index('<ul class="chips"') :]
    chips = chips[: chips.index("</ul>")]

    assert words_of(parse(chips)).split("×")[0].split() == [
        "Published",
        "from",
        "1",
        "January",
        "2020",
    ]
    assert 'href="?kind=statements&amp;q=wheat&amp;stance=critical"' in chips
    assert 'href="?kind=statements&amp;q=wheat&amp;since=2020-01-01"' in chips


def test_a_filter_of_another_kind_is_kept_but_not_in_force(cast, as_, annotated):
    query = {"kind": "text", "q": "grain", "stance": "critical"}
    page = as_(cast.manager).get(URL, query).content.decode()

    assert '<ul class="chips"' not in page
    assert '<input type="hidden" name="stance" value="critical"' in page


def test_names_that_the_reader_may_not_know_are_not_told(cast, as_, annotated):
    elsewhere = make_project("Elsewhere")
    tag = make_tag(elsewhere.codebook, "Secret")
    query = {
        "kind": "statements",
        "tag": tag.pk,
        "project": elsewhere.pk,
        "coder": cast.stranger.pk,
    }

    page = as_(cast.manager).get(URL, query).content.decode()

    assert "Secret" not in page
    assert "Elsewhere" not in page
    assert "Stranger" not in page
    assert Project.objects.filter(pk=elsewhere.pk).exists()


def people_at(client, **query):
    page = parse(client.get(URL, {"kind": "people", **query}).content.decode())
    return [words_of(title) for title in page.xpath("//ul[@role='list']//a[@class='title']")], page


def test_a_kind_or_a_country_finds_people_without_words(cast, as_, annotated):
    client = as_(cast.stranger)

    assert people_at(client, speaker_kind="organisation")[0] == ["The Grain Office"]
    names, page = people_at(client, country="AT")
    assert names == ["Ada Quill"]
    labels = page.xpath("//form[@id='filter']//*[contains(@class, 'filters')]//label")
    assert [words_of(label) for label in labels] == ["Country (optional)", "Kind (optional)"]
    names, page = people_at(client, country="AT", speaker_kind="organisation")
    assert names == []
    assert "Nothing found Take a filter away." in words_of(page)
    # What narrows other kinds of search asks for nobody.
    assert people_at(client, stance="critical")[0] == []
    tabs = client.get("/search/counts/", {"country": "AT"}).content.decode()
    assert "People 1" in words_of(parse(tabs))


def test_people_without_words_come_by_alphabet_and_in_pages(cast, as_, annotated):
    client = as_(cast.owner)
    for number in range(21):
        make_actor(f"Nobody {number:02}", country="PE")

    names, page = people_at(client, country="PE")
    (further,) = page.xpath("//a[@rel='next']/@href")
    rest = parse(client.get(URL + further).content.decode())

    assert names == [f"Nobody {number:02}" for number in range(20)]
    assert found_at(client, {"kind": "people", "country": "PE"}) == 21
    assert "Nobody 20" in words_of(rest)
    assert "Nobody 19" not in words_of(rest)


def test_people_of_a_country_take_as_many_queries_however_many_they_are(cast, as_, annotated):
    client = as_(cast.owner)
    make_actor("Nobody", country="PE")

    query = {"kind": "people", "country": "PE"}
    few = queries_of(lambda: client.get(URL, query))
    for number in range(9):
        make_actor(f"Nobody {number}", country="PE")

    assert_same_count(few, queries_of(lambda: client.get(URL, query)), at_most=8)


def test_somebody_found_by_another_name_is_shown_with_it(cast, as_):
    make_name(make_actor("Ada Quill"), "Adelheid Feder")

    _names, page = people_at(as_(cast.owner), q="adelheid")

    assert "Person · Adelheid Feder" in words_of(page)


COUNTED = re.compile(r"(Articles|Statements|Tagged passages|People|Notes|Comments) ([\d,]*)")


@pytest.mark.parametrize("q", ["grain", "wheat OR none", "barley", "feder", "the", "nothing"])
@pytest.mark.parametrize("who", ["manager", "second", "stranger"])
def test_tabs_count_what_their_pages_find(cast, as_, annotated, q, who):
    client = as_(getattr(cast, who))
    tabs = words_of(parse(client.get("/search/counts/", {"q": q}).content.decode()))
    counts = {label: int(n or 0) for label, n in COUNTED.findall(tabs)}

    kinds = ["text", "statements", "tagged", "people", "notes", "comments"]
    assert list(counts.values()) == [found_at(client, {"kind": kind, "q": q}) for kind in kinds]


def test_tabs_that_came_later_are_those_of_a_page_that_counts_at_once(cast, as_, annotated):
    query = {"q": "grain", "kind": "statements", "stance": "critical"}
    client = as_(cast.manager)
    page = client.get(URL, query).content.decode()
    assert (
        'hx-get="/search/counts/?q=grain&amp;kind=statements&amp;stance=critical&amp;counted=0"'
        in page
    )
    assert "?q=grain&amp;kind=statements&amp;stance=critical&amp;counts=on" in page

    later = client.get("/search/counts/", query).content.decode().strip()
    at_once = client.get(URL, {**query, "counts": "on"}).content.decode()

    assert later in at_once.replace("&amp;counts=on", "")


def test_a_page_that_found_nothing_says_what_else_finds_something(cast, as_, annotated):
    """At once where all is counted, else as soon as it is."""
    client, query = as_(cast.manager), {"q": "wheat", "kind": "comments"}
    page = parse(client.get(URL, query).content.decode())
    (address,) = page.xpath("//nav[@id='tabs']/@hx-get")
    [place] = page.xpath("//*[@id='elsewhere']")
    assert words_of(place) == ""

    later = parse(f"<div>{client.get(address).content.decode()}</div>")
    at_once = parse(client.get(URL, {**query, "counts": "on"}).content.decode())

    [told], [same] = (one.xpath("//*[@id='elsewhere']") for one in (later, at_once))
    assert words_of(told) == words_of(same)
    assert (told.get("hx-swap-oob"), same.get("hx-swap-oob")) == ("true", None)
    links = told.xpath(".//a")
    assert links
    for link in links:
        *_label, number = words_of(link).split()
        whole = dict(parse_qsl(urlsplit(link.get("href")).query))
        assert whole.keys() == query.keys()
        assert found_at(client, whole) == int(number) > 0
    kinds = {dict(parse_qsl(urlsplit(link.get("href")).query))["kind"] for link in links}
    others = {kind for kind in SearchKind.values if found_at(client, {"q": "wheat", "kind": kind})}
    assert kinds == others


def test_a_page_that_found_something_has_no_place_for_what_else_does(cast, as_, annotated):
    client, query = as_(cast.manager), {"q": "wheat", "kind": "text"}
    page = parse(client.get(URL, query).content.decode())
    (address,) = page.xpath("//nav[@id='tabs']/@hx-get")

    assert not page.xpath("//*[@id='elsewhere']")
    assert b"elsewhere" not in client.get(address).content


def test_whoever_finds_nothing_anywhere_is_not_sent_elsewhere(cast, as_, annotated):
    page = as_(cast.stranger).get(URL, {"q": "wheat", "kind": "comments", "counts": "on"})
    [place] = parse(page.content.decode()).xpath("//*[@id='elsewhere']")

    assert words_of(place) == ""


@pytest.mark.parametrize("more", [{"kind": "text"}, {"kind": "statements", "stance": "critical"}])
def test_what_a_page_counted_itself_is_not_counted_once_more(cast, as_, annotated, more):
    query = {"q": "grain OR wheat", **more}
    client = as_(cast.manager)
    page = parse(client.get(URL, query).content.decode())
    (address,) = page.xpath("//nav[@id='tabs']/@hx-get")

    whole = dict(parse_qsl(urlsplit(address).query))
    assert whole.keys() - query.keys() == {"counted"}
    # What is pressed before the counts are there asks for its own address alone.
    assert not page.xpath("//nav[@id='tabs']/@hx-vals")

    alone = client.get("/search/counts/", query).content
    assert client.get("/search/counts/", whole).content == alone
    fewer = queries_of(lambda: client.get("/search/counts/", whole))
    assert len(fewer) < len(queries_of(lambda: client.get("/search/counts/", query)))


def test_annotations_are_not_counted_for_words_that_stand_nowhere(cast, as_, annotated):
    def is_counted(q, **more):
        asked = queries_of(lambda: as_(cast.manager).get("/search/counts/", {"q": q, **more}))
        return any('FROM "annotations_span"' in each for each in asked)

    assert not is_counted("zebra", stance="critical")
    assert is_counted("wheat", stance="critical")
    assert is_counted("barley", stance="critical")


def test_words_alone_are_counted_where_they_are_looked_up(cast, as_, annotated):
    def counted(**query):
        return queries_of(lambda: as_(cast.manager).get("/search/counts/", query))

    asked = counted(q="grain OR wheat")
    assert sum("FROM annotations_saying" in each for each in asked) == 1
    assert not any('FROM "annotations_span"' in each for each in asked)
    assert len(asked) == len(counted(q="zebra"))


@pytest.mark.parametrize("counted", ["-3", "1001", "99999999999", "²", "1 000", "a+", "+"])
def test_a_count_that_is_none_is_counted(cast, as_, annotated, counted):
    client = as_(cast.manager)

    page = client.get("/search/counts/", {"q": "grain", "counted": counted}).content

    assert page == client.get("/search/counts/", {"q": "grain"}).content


def test_the_page_says_where_annotations_were_looked_for_in_the_newest_passages_only(
    cast, as_, annotated, monkeypatch
):
    def page():
        return words_of(parse(as_(cast.manager).get(URL, query).content.decode()))

    query = {"q": "grain OR wheat", "kind": "statements"}
    assert "looked through" not in page()

    monkeypatch.setattr("annotations.queries.search_inside.MOST_SAYING", 0)

    assert "Only the newest 2,000 of them are looked through" in page()


def test_who_is_not_signed_in_counts_nothing(client, db):
    assert client.get("/search/counts/").status_code == 302


def test_counts_cannot_be_posted(cast, as_):
    assert as_(cast.owner).post("/search/counts/").status_code == 405


def test_tabs_are_counted_by_as_many_queries_with_many_as_with_one(cast, as_, annotated):
    client = as_(cast.manager)
    one = queries_of(lambda: client.get("/search/counts/", {"q": "grain"}))
    for _ in range(4):
        add_article(cast.project, make_article(TEXT))
    index_due()

    assert_same_count(
        one, queries_of(lambda: client.get("/search/counts/", {"q": "grain"})), at_most=30
    )
