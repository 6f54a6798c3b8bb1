from copy import deepcopy
from uuid import uuid4

import pytest

from annotations.models import Act, Coding, Span, SpanTag
from tests.helpers.places import place_of
from tests.views.workbench import Bench, text_in

WRITES = {
    "passages/": {"start": 20, "end": 24, "words": "Both"},
    "annotations/1/tags/": {"tag": "x"},
    "annotations/1/delete/": {},
    "spans/1/move/": {"start": 20, "end": 24, "words": "Both"},
    "undo/": {},
    "redo/": {},
    "annotations/add/": {"content": "20-24", "content_words": "Both"},
    "attributions/": {"content": "20-24", "content_words": "Both"},
    "annotations/1/update/": {"content": "20-24", "content_words": "Both"},
}


@pytest.mark.parametrize("rest", WRITES)
@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), (None, 302)])
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_not_write(cast, as_, rest, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)

    response = client.post(f"/articles/{cast.project_article.pk}/{rest}", WRITES[rest], htmx=htmx)

    assert response.status_code == status
    assert not Coding.objects.exists()
    assert not Act.objects.exists()


@pytest.mark.parametrize("rest", [rest for rest in WRITES if rest != "annotations/add/"])
def test_a_get_writes_nothing(bench, rest):
    assert bench.client.get(bench.base + rest).status_code == 405


@pytest.mark.parametrize("who", ["owner", "manager", "curator", "admin"])
def test_who_may_write(cast, as_, tag, who):
    bench = Bench(as_(getattr(cast, who)), cast.project_article)

    bench.mark("Both sides", tag)

    assert Span.objects.get().words == "Both sides"
    assert bench.coding.analyst == getattr(cast, who)


def test_without_htmx_the_page_comes_anew(bench, tag):
    response = bench.client.post(bench.base + "passages/", bench.passage("Both sides", [tag]))

    assert response.status_code == 302
    assert response["Location"] == bench.base + "#card-1"


def test_a_write_swaps_what_it_touched_and_no_more(bench, tag):
    response = bench.mark("Both sides", tag)

    content = response.content.decode()
    assert 'id="p1"' in content
    assert 'id="p0"' not in content
    assert 'id="p2"' not in content
    assert response["X-Attache-Annotation"] == "1"
    assert bench.cards == [1]
    assert text_in(bench.page, "counts") == "1 passage 0 attributions"


def test_cards_go_where_a_reader_meets_them(bench, tag):
    for words in ("what comes next", "Both sides", "sticks to", "Both sides feel", "Envoys"):
        bench.mark(words, tag)

    assert bench.cards == [5, 4, 2, 3, 1]


def test_overlaps_over_two_paragraphs(bench, tag, other_tag):
    bench.mark("cornered", tag)
    bench.mark("again\n\n“Both sides feel", other_tag)
    bench.mark("sides feel they are being cornered", tag)

    marks = bench.page.get_element_by_id("p1").xpath(".//mark")
    assert ["".join(mark.itertext()) for mark in marks][:2] == ["“Both ", "sides feel"]


def test_every_act_leaves_the_page_as_a_fresh_one_would_be(bench, tag, other_tag):
    bench.mark("Both sides", tag)
    bench.mark("sides feel they", other_tag)
    bench.act("annotations/1/tags/", tag=other_tag.pk)
    bench.act("annotations/1/tags/", tag=tag.pk)
    bench.act("spans/1/move/", **bench.passage("Nobody knows"))
    assert bench.cards == [2, 1]
    bench.act("spans/1/move/", **bench.passage("Nobody knows, says"))
    bench.act("annotations/2/delete/")
    assert bench.cards == [1]
    for _ in range(7):
        bench.act("undo/")
    assert bench.cards == []
    for _ in range(7):
        bench.act("redo/")
    assert bench.cards == [1]


def test_a_place_that_reads_otherwise_is_refused_and_shown_again(bench, tag):
    place = bench.passage("Both sides", [tag]) | {"words": "Both ends"}

    response = bench.send("passages/", expected=409, **place)

    assert 'id="p1"' in response.content.decode()
    assert "Both sides" in text_in(bench.page, "notice")
    assert not Span.objects.exists()
    assert not Coding.objects.exists()


def test_the_notice_goes_with_the_next_write(bench):
    bench.mark("Envoys")
    bench.send("passages/", expected=409, **bench.passage("Both") | {"words": "x"})

    bench.mark("Both")

    assert text_in(bench.page, "notice") == ""


def test_a_place_outside_the_text_is_refused(bench):
    bench.send("passages/", expected=409, start=100_000, end=100_004, words="Both")

    assert "outside the text" in text_in(bench.page, "notice")


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "x"},
        {"start": -1},
        {"end": 10**30},
        {"start": 24, "end": 20},
        {"start": 24, "end": 24},
        {"words": ""},
        {"tags": "nonsense"},
        {"tags": str(uuid4())},
        {"key": "nonsense"},
        {"seen": "nonsense"},
        {"note": "x" * 10_001},
    ],
)
def test_nonsense_is_refused_in_a_sentence(bench, wrong):
    bench.send("passages/", expected=422, **bench.passage("Both") | wrong)

    assert len(text_in(bench.page, "notice")) > 10
    assert not Act.objects.exists()


def test_without_htmx_a_refusal_is_a_message(bench):
    fields = bench.passage("Both") | {"words": "x"}

    response = bench.client.post(bench.base + "passages/", fields, follow=True)

    assert "The text says" in response.content.decode()


def test_an_act_whose_answer_was_lost_is_done_once(bench, tag):
    key, page = uuid4(), deepcopy(bench.page)
    bench.mark("Both sides", tag, key=key)

    # The page never got the answer: it sends the same again, knowing no more than before.
    bench.page = page
    bench.mark("Both sides", tag, key=key)

    assert Span.objects.count() == 1
    assert bench.cards == [1]


def test_an_act_sent_again_from_a_newer_page_changes_nothing(bench, tag):
    key = uuid4()
    bench.mark("Both sides", tag, key=key)
    bench.mark("Envoys", tag)

    bench.mark("Both sides", tag, key=key)

    assert Span.objects.count() == 2
    assert bench.cards == [2, 1]


def test_a_page_that_missed_acts_gets_them_with_its_own(bench, tag):
    other = Bench(bench.client, bench.project_article)
    other.mark("Envoys", tag)
    other.mark("what comes next", tag)

    bench.mark("Both sides", tag)

    assert bench.cards == [1, 3, 2]


def test_a_refusal_brings_a_page_up_to_date_as_well(bench, tag):
    bench.mark("Both sides", tag)
    other = Bench(bench.client, bench.project_article)
    other.act("annotations/1/delete/")

    bench.send("annotations/1/delete/", expected=409)

    assert "deleted meanwhile" in text_in(bench.page, "notice")
    assert bench.cards == []
    assert not bench.page.get_element_by_id("p1").xpath(".//mark")


@pytest.mark.parametrize("rest", ["undo/", "redo/"])
def test_nothing_to_undo_is_said(bench, rest):
    bench.send(rest, expected=409)

    assert text_in(bench.page, "notice").startswith("There is nothing to")


def test_a_done_article_is_not_changed_from_an_old_page(bench, tag):
    bench.mark("Both sides", tag)
    bench.client.post(bench.base + "finish/")

    bench.send("annotations/1/delete/", expected=409)

    assert Span.objects.exists()
    assert "done" in text_in(bench.page, "notice")


@pytest.mark.parametrize("number", ["99", str(10**18)])
def test_an_annotation_that_is_not_there(bench, number):
    bench.mark("Both sides")

    bench.send(f"annotations/{number}/delete/", expected=409)
    bench.send(f"spans/{number}/move/", expected=409, **bench.passage("Both"))


def test_a_tag_of_another_codebook_is_refused(bench):
    from tests.factories.projects import make_codebook, make_tag

    foreign = make_tag(make_codebook("Other"), "Foreign")
    bench.mark("Both sides")

    bench.send("annotations/1/tags/", expected=422, tag=foreign.pk)

    assert not SpanTag.objects.exists()


def test_crlf_in_words_is_what_forms_make_of_line_ends(bench):
    place = place_of(bench.project_article, "again\n\n“Both")

    bench.act("passages/", start=place.start, end=place.end, words="again\r\n\r\n“Both")

    assert Span.objects.get().words == "again\n\n“Both"
