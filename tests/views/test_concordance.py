"""Words in context: the lines, their order, their neighbours, and what may leave as a table."""

import pytest
from django.http import QueryDict

from annotations.actions.indexing import index_due
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

URL, TABLE = "/search/lines/", "/search/lines/table.csv"
TEXT = "The cheap grain deal failed. “No grain ship sails,” said Ada Quill of a big grain deal."


def text_of(response):
    return words_of(parse(response.content.decode()))


def table_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.fixture
def row(cast):
    row = add_article(cast.project, make_article(TEXT, title="Harvest", kinds=()))
    coding = make_coding(row, cast.owner)
    make_attribution(coding, "No grain ship sails", speaker=make_actor("Ada Quill"))
    index_due()
    return row


def lines(page):
    return [
        tuple(words_of(cell) for cell in line.xpath("./*")[:4])
        for line in parse(page.content.decode()).xpath(
            "//table[contains(@class, 'concordance')]//tbody/tr"
        )
    ]


@pytest.mark.parametrize(
    ("by", "nth", "after"),
    [
        ("date", "1", ["deal", "ship", "deal."]),
        ("right", "1", ["deal", "deal.", "ship"]),
        ("left", "1", ["deal.", "deal", "ship"]),
        ("speaker", "1", ["ship", "deal", "deal."]),
    ],
)
def test_each_place_is_a_line_in_the_order_that_is_asked_for(cast, as_, row, by, nth, after):
    found = lines(as_(cast.owner).get(URL, {"q": "grain", "by": by, "nth": nth}))

    assert [line[1] for line in found] == ["grain"] * 3
    assert [line[2].split()[0] for line in found] == after


def test_the_speaker_is_told_to_whoever_may_see_the_statement(cast, as_, row):
    def speakers(user):
        return {line[3] for line in lines(as_(user).get(URL, {"q": "ship"}))}

    assert speakers(cast.owner) == {"Ada Quill"}
    assert speakers(cast.curator) == {"Ada Quill"}
    assert speakers(cast.second) == {""}


@pytest.mark.parametrize("query", [{"q": "grain"}, {"q": "gr[ae]in", "pattern": "on"}])
def test_a_stranger_gets_no_line(cast, as_, row, query):
    assert len(lines(as_(cast.owner).get(URL, query))) == 3
    assert lines(as_(cast.stranger).get(URL, query)) == []
    assert "grain" not in table_of(as_(cast.stranger).get(TABLE, query))


def test_neighbours_are_told_with_their_figure(cast, as_, row):
    page = text_of(as_(cast.owner).get(URL, {"q": "grain", "window": "1"}))

    assert "Drawn to it" in page
    assert "cheap" not in page.partition("Drawn to it")[2]
    assert "deal20" in page.partition("Drawn to it")[2].replace(" ", "")


def neighbours_on(page):
    return parse(page.content.decode()).xpath("//table[@class='collocates']/tbody/tr/th/bdi/text()")


@pytest.fixture
def german(cast):
    text = "Die Ernte: für die Ernte und für die Häfen. Der Rest ist anders geschrieben."
    add_article(cast.project, make_article(text, language="de", kinds=()))
    index_due()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, []),
        ({"stop_words": "on"}, ["für", "die"]),
        ({"pattern": "on"}, []),
        ({"pattern": "on", "stop_words": "on"}, ["für", "die"]),
    ],
)
def test_neighbours_are_no_stop_words_unless_asked_for(cast, as_, german, query, words):
    page = as_(cast.owner).get(URL, {"q": "Ernte", "window": "2", **query})

    assert neighbours_on(page) == words
    assert ("Stop words such as “the” are left out" in text_of(page)) is not bool(words)
    [box] = parse(page.content.decode()).xpath("//input[@name='stop_words']")
    assert (box.get("checked") is not None) is bool(words)


def test_the_table_keeps_the_choice_in_its_address_and_all_lines_whatever_it_is(cast, as_, german):
    page = as_(cast.owner).get(URL, {"q": "Ernte", "stop_words": "on"})

    [link] = parse(page.content.decode()).xpath("//p[@role='status']//a/@href")
    assert link == f"{TABLE}?q=Ernte&stop_words=on"
    without = table_of(as_(cast.owner).get(TABLE, {"q": "Ernte"}))
    assert table_of(as_(cast.owner).get(link)) == without


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(", "This is no regular expression."),
        (r"(.|..|.?.)+\d$", "This pattern takes too long."),
    ],
)
def test_a_pattern_that_cannot_be_ends_with_a_sentence(
    cast, as_, row, pattern, sentence, monkeypatch
):
    monkeypatch.setattr("annotations.domain.search.patterns.SECONDS", 0.2)
    query = {"q": pattern, "pattern": "on"}

    assert sentence in text_of(as_(cast.owner).get(URL, query))
    table = as_(cast.owner).get(TABLE, query)
    assert table.status_code == 422
    assert sentence in table.content.decode()


def test_a_table_has_each_line_with_where_it_stands(cast, as_, row):
    table = table_of(as_(cast.owner).get(TABLE, {"q": "ship"}))

    start = TEXT.index("ship")
    assert f"Ada Quill,Harvest,{row.article.source.name},2026-03-03,{start},{start + 4}" in table
    assert "No grain ,ship" in table


def test_the_menu_shows_how_many_neighbours_are_looked_at(cast, as_, row):
    page = parse(as_(cast.owner).get(URL, {"q": "grain"}).content.decode())

    assert page.xpath("//select[@name='window']/option[@selected]/@value") == ["5"]


def test_of_a_source_of_which_nothing_may_leave_no_word_does(cast, as_):
    source = make_source("Tight Herald", may_leave="offsets")
    add_article(cast.project, make_article(TEXT, source=source, title="Harvest", kinds=()))
    index_due()

    table = table_of(as_(cast.owner).get(TABLE, {"q": "ship"}))

    assert "Tight Herald" in table
    assert "ship" not in table
    assert "sails" not in table


def test_what_narrows_the_lines_is_shown_taken_away_and_printed(cast, as_, row):
    """A source comes along in the address from the search, and has no field here."""
    source, client = row.article.source, as_(cast.owner)
    page = parse(client.get(URL, {"q": "grain", "source": source.pk, "nth": "2"}).content)
    [chip] = page.xpath("//ul[@class='chips']//a")

    assert source.name in words_of(chip)
    assert chip.get("href") == "?q=grain&nth=2"
    assert page.xpath("//p[@class='only-print']/bdi[.='grain']")
    # What narrows another kind of search does not narrow this one.
    other = parse(client.get(URL, {"q": "grain", "kind": "people", "country": "DE"}).content)
    assert not other.xpath("//ul[@class='chips']")
    # What has a field says it there.
    narrowed = parse(client.get(URL, {"q": "grain", "project": cast.project.pk}).content)
    assert not narrowed.xpath("//ul[@class='chips']")


def test_without_words_it_says_what_to_do(cast, as_):
    assert "Every place, one below the other" in text_of(as_(cast.owner).get(URL))
    assert table_of(as_(cast.owner).get(TABLE)).count("\n") == 1


def test_a_fragment_is_what_the_whole_page_shows(cast, as_, row):
    whole = as_(cast.owner).get(URL, {"q": "grain"}).content.decode()
    part = as_(cast.owner).get(URL, {"q": "grain"}, headers={"HX-Request": "true"}).content.decode()

    page = parse(as_(cast.owner).get(URL, {"q": "rye"}).content)
    update_page(page, part, "results")

    assert_same_page(page, parse(whole), "results")
    assert "<html" not in part


@pytest.mark.parametrize("url", [URL, TABLE])
def test_the_door(cast, as_, client, url):
    assert client.get(url).status_code == 302
    assert as_(cast.owner).post(url).status_code == 405


def test_as_many_queries_with_many_as_with_one(cast, as_, row):
    client = as_(cast.owner)
    one = queries_of(lambda: client.get(URL, {"q": "ship"}))
    for language in ("en", "de", "fr", "ar"):
        add_article(cast.project, make_article(TEXT, language=language, kinds=()))
    index_due()

    assert_same_count(one, queries_of(lambda: client.get(URL, {"q": "ship"})), at_most=16)


@pytest.mark.parametrize(
    ("languages", "direction"),
    [(["ar", "ar"], "rtl"), (["en", "de"], "ltr"), (["en", "ar"], None), (["", "ar"], None)],
)
def test_lines_stand_as_they_are_read_where_all_go_one_way(cast, as_, languages, direction):
    for number, language in enumerate(languages):
        article = make_article("Sarn said so", title=f"Number {number}", language=language)
        add_article(cast.project, article)
    index_due()

    page = parse(as_(cast.owner).get(URL, {"q": "Sarn"}).content)

    [table] = page.xpath("//table[contains(@class, 'concordance')]")
    assert len(table.xpath("./tbody/tr")) == 2
    assert table.get("dir") == direction


def keys(page):
    return [line[1] for line in lines(page)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # Each word is a line of its own, also beside another one that begins so.
        ("z*", ["Zoe", "Zeller", "zigzags"]),
        # A phrase stands only where all of it does, with what language passes over inside.
        ('"talks on the harbour"', ["talks on the harbour"]),
        ('"second round"', ["second round"]),
        ("second-round", ["second round"]),
        # Words that were typed one beside the other and stand so are one line.
        ("zeller zoe", ["Zoe Zeller"]),
        ("second talks", ["talks", "second", "second"]),
        ("talks OR round", ["talks", "round"]),
        ("round -wait", []),
    ],
)
def test_what_was_typed_is_what_stands_in_a_line(cast, as_, typed, found):
    text = "Zoe Zeller zigzags: talks on the harbour. The second round will wait a second."
    add_article(cast.project, make_article(text, title="Harvest", kinds=()))
    index_due()

    assert keys(as_(cast.owner).get(URL, {"q": typed})) == found


def test_a_pattern_that_fits_too_often_in_one_text_says_that_not_all_are_shown(cast, as_):
    add_article(cast.project, make_article("z" * 60, title="Harvest", kinds=()))
    index_due()
    client = as_(cast.owner)

    assert "50 lines · not all of them" in text_of(client.get(URL, {"q": "z", "pattern": "on"}))
    page = text_of(client.get(URL, {"q": "zz", "pattern": "on"}))
    assert "30 lines" in page
    assert "not all of them" not in page


@pytest.mark.parametrize(
    ("typed", "pattern", "found"),
    [
        ("the", r"\bthe\b", ["The", "The"]),
        ('"of a"', r"\bof\W+a\b", ["of a"]),
        ("of OR the", r"\b(of|the)\b", ["The", "The", "of", "of"]),
    ],
)
def test_words_without_places_in_the_index_are_found_by_a_pattern_that_is_offered(
    cast, as_, row, typed, pattern, found
):
    page = parse(as_(cast.owner).get(URL, {"q": typed, "nth": "2"}).content.decode())
    [link] = page.xpath("//div[@class='empty']//a/@href")

    assert "In some language these words stand in nearly every text" in words_of(page)
    assert QueryDict(link.partition("?")[2]).dict() == {"q": pattern, "pattern": "on", "nth": "2"}
    assert sorted(keys(as_(cast.owner).get(link))) == found


def test_words_that_only_some_languages_have_everywhere_are_told_beside_the_lines(cast, as_, row):
    add_article(cast.project, make_article("Die Ernte wird schlecht.", language="de", kinds=()))
    add_article(cast.project, make_article("Crops die.", title="Drought", kinds=()))
    index_due()

    page = as_(cast.owner).get(URL, {"q": "die"})
    [notice] = parse(page.content.decode()).xpath("//p[contains(@class, 'notice')]")

    assert keys(page) == ["die"]
    assert "In some languages these words stand in nearly every text" in words_of(notice)
    [link] = notice.xpath(".//a/@href")
    assert keys(as_(cast.owner).get(link)) == ["die", "Die"]
    assert "In some languages" not in text_of(as_(cast.owner).get(URL, {"q": "crops"}))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ('"grain', "A quotation mark has no other one"),
        ("gr*in", "A star stands at the end of a word"),
        ("grain NOT rye", "NOT was looked for as a word"),
        ("?!", "There is no word in what you typed"),
    ],
)
def test_what_was_not_understood_is_told(cast, as_, row, typed, sentence):
    assert sentence in text_of(as_(cast.owner).get(URL, {"q": typed}))
    assert sentence not in text_of(as_(cast.owner).get(URL, {"q": typed, "pattern": "on"}))


def test_a_file_of_a_part_is_not_called_all_of_them(cast, as_, row, monkeypatch):
    monkeypatch.setattr("annotations.views.concordance.SHOWN", 2)
    client = as_(cast.owner)
    assert "3 lines · All of them as CSV" in text_of(client.get(URL, {"q": "grain"}))

    monkeypatch.setattr("annotations.queries.concordance.MOST_PASSAGES", 1)
    add_article(cast.project, make_article("Grain.", title="Rye", kinds=()))
    index_due()
    page = text_of(client.get(URL, {"q": "grain OR deal"}))

    assert "not all of them" in page
    assert "All of them as CSV" not in page
