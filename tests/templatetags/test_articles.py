from uuid import uuid4

from lxml import html

from annotations.queries.article_rows import ListedArticle, ListedCoding
from annotations.templatetags.articles import article_rows
from tests.helpers.page import words_of

PLAIN = ListedArticle(
    uuid4(), "<i>Talks</i> & more", "", None, "", uuid4(), "<b>Wire</b>", None, 0, 0
)


def shown(can_annotate=False, sees_all=False, **more):
    row = PLAIN._replace(**more)
    table = html.fragment_fromstring(
        f"<table>{article_rows([row], can_annotate, sees_all)}</table>"
    )
    return table.find(".//tr")


def test_what_people_wrote_is_text():
    row = shown()

    assert [words_of(cell) for cell in row] == ["<i>Talks</i> & more", "<b>Wire</b>", "undated"]


def test_a_flag_shows_and_is_read_out():
    assert words_of(shown(flags=2)[0]) == "<i>Talks</i> & more Flagged"


def test_each_reader_gets_what_they_may_see():
    own = shown(can_annotate=True, state="done", annotation_count=3)
    coding = ListedCoding(str(uuid4()), "Bo <b>", "done", 7)

    assert [words_of(cell) for cell in own[-2:]] == ["Done", "3"]
    assert words_of(shown(can_annotate=True, state="open")[-2]) == "In work"
    assert words_of(shown(sees_all=True)[-1]) == "nobody yet"
    assert words_of(shown(sees_all=True, codings=[coding])[-1]) == "Bo <b> 7 done"
    assert len(shown()) == 3


def test_copies_lead_to_their_page():
    assert shown().find(".//td//a[@href]").get("href").startswith("/sources/")
    assert words_of(shown(copies=1)[0]).endswith("1 copy")
    assert words_of(shown(copies=3)[0]).endswith("3 copies")
    assert shown(copies=3)[0].findall(".//a")[1].get("href").endswith("/copies/")
