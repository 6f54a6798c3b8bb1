"""The hand-out of an article: numbered marks, and a note for each."""

import pytest

from annotations.models import Coding
from tests.bench.corpus import a_text, fill
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.page import parse, words_of
from tests.helpers.places import text_of
from tests.helpers.queries import assert_same_count, queries_of

AS_MANY_AS_THE_WORKBENCH = 9


def address(project_article, rest: str = "") -> str:
    return f"/articles/{project_article.pk}/handout/{rest}"


def show(client, project_article, rest: str = ""):
    return parse(client.get(address(project_article, rest)).content)


def notes_of(page) -> list[str]:
    return [words_of(note) for note in page.find_class("handout-note")]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("manager", 200),
        ("curator", 200),
        ("reader", 200),
        ("admin", 200),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_who_may_see_it(cast, as_, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(address(cast.project_article)).status_code == status
    assert client.post(address(cast.project_article)).status_code == (405 if who else 302)


def test_before_anything_is_marked_it_says_what_to_do(cast, as_):
    page = show(as_(cast.owner), cast.project_article)

    assert page.get_element_by_id("text").text_content() == text_of(cast.project_article)
    assert "What you mark on the annotating page" in page.text_content()
    assert not Coding.objects.exists()


def test_marks_and_notes_are_numbered_from_one_as_one_reads(cast, as_):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "being cornered")
    make_attribution(coding, "shared work")
    make_passage(coding, "Both sides")

    page = show(as_(cast.owner), cast.project_article)

    ends = {mark.get("data-ends"): mark.text for mark in page.iter("mark")}
    text = text_of(cast.project_article)
    in_order = sorted(["being cornered", "shared work", "Both sides"], key=text.index)
    assert ends == {str(number): words for number, words in enumerate(in_order, start=1)}
    assert [note.get("value") for note in page.find_class("handout-note")] == ["1", "2", "3"]
    assert all(words in note for words, note in zip(in_order, notes_of(page), strict=True))
    assert page.get_element_by_id("text").text_content() == text


def test_a_note_says_who_in_what_capacity_about_whom_how_and_why(cast, as_, tag):
    speaker, target = make_actor("Ada Quill"), make_actor("The Council", "organisation")
    post = make_affiliation(speaker, "Envoy", make_actor("Harbour Office", "organisation"))
    make_attribution(
        make_coding(cast.project_article, cast.owner),
        "shared work",
        tag,
        speaker=speaker,
        affiliation=post,
        target=target,
        relayer=make_actor("An aide", "unnamed"),
        stance="critical",
        certainty="possible",
        note="Said twice.",
    )

    (note,) = notes_of(show(as_(cast.owner), cast.project_article))

    for part in ("Ada Quill", "Envoy, Harbour Office", "shared work", "about The Council"):
        assert part in note
    for part in ("Critical", "Direct", "relayed by An aide", tag.name, "Said twice."):
        assert part in note


def test_what_somebody_wrote_stays_words(cast, as_):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides", note="<b>bold</b> & <script>x()</script>")

    page = show(as_(cast.owner), cast.project_article)

    assert "<b>bold</b> & <script>x()</script>" in page.find_class("note-note")[0].text_content()


def test_it_is_the_coding_that_was_asked_for(cast, as_):
    make_passage(make_coding(cast.project_article, cast.owner), "Both sides")
    other = make_coding(cast.project_article, cast.second)
    make_passage(other, "being cornered")

    page = show(as_(cast.manager), cast.project_article, f"?coding={other.pk}")

    assert "being cornered" in notes_of(page)[0]
    assert f"Annotated by {cast.second.shown_name}" in words_of(page)
    back = page.xpath("//div[contains(@class, 'handout-tools')]//a/@href")
    assert back == [f"/articles/{cast.project_article.pk}/?coding={other.pk}"]
    for wanted in (f"?coding={other.pk}", "?coding=nonsense"):
        assert as_(cast.owner).get(address(cast.project_article, wanted)).status_code == 404


def test_the_annotating_page_leads_to_it(cast, as_):
    other = make_coding(cast.project_article, cast.second)

    mine = parse(as_(cast.owner).get(f"/articles/{cast.project_article.pk}/").content)
    theirs = parse(as_(cast.reader).get(f"/articles/{cast.project_article.pk}/").content)

    assert address(cast.project_article) in mine.xpath("//a/@href")
    assert address(cast.project_article, f"?coding={other.pk}") in theirs.xpath("//a/@href")


def test_an_arabic_article_runs_from_right_to_left(cast, as_):
    article = make_article("عنوان\n\nقال الوزير إن العمل مستمر.", language="ar")
    project_article = add_article(cast.project, article)
    make_passage(make_coding(project_article, cast.owner), "العمل مستمر")

    page = show(as_(cast.owner), project_article)

    text = page.get_element_by_id("text")
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")
    assert [mark.get("data-ends") for mark in text.iter("mark")] == ["1"]
    assert page.find_class("note-words")[0].get("dir") == "auto"


def test_as_many_queries_for_five_hundred_notes_as_for_two(cast, as_, tag):
    def asked(spans: int) -> list[str]:
        text = a_text(6_000, spans)
        project_article = add_article(cast.project, make_article(text))
        fill(make_coding(project_article, cast.owner), text, spans, [tag])
        client = as_(cast.owner)
        return queries_of(lambda: client.get(address(project_article)))

    assert_same_count(asked(2), asked(500), at_most=AS_MANY_AS_THE_WORKBENCH)


WORDS = "Both sides feel they are being cornered"


@pytest.mark.parametrize(
    ("rights", "said", "notice"),
    [
        ({"may_leave": "excerpts", "excerpt_words": 4}, "“Both sides feel they…”", "let 4 words"),
        ({"may_leave": "excerpts", "excerpt_words": 7}, f"“{WORDS}”", "let 7 words"),
        ({"may_leave": "offsets"}, "“[20, 59)”", "let none of its words"),
    ],
)
def test_no_more_is_printed_than_may_leave(cast, as_, rights, said, notice):
    article = make_article(source=make_source("Example Herald", **rights))
    project_article = add_article(cast.project, article)
    make_attribution(make_coding(project_article, cast.owner), WORDS)

    page = show(as_(cast.owner), project_article)

    assert page.find_class("note-words")[0].text_content() == said.strip("“”")
    assert notice in words_of(page.get_element_by_id("text"))
    assert "professor of harbour law" not in page.text_content()
    assert article.title in page.xpath("string(//h1)")
