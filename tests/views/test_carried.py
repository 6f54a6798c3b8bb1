"""What is carried from a copy, on the annotating page of the article that it stands in."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from annotations.actions.appearing import appear_in_copies
from annotations.models import Appearance, Coding
from tests.domain.stories.wire import WIRE, cut
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag
from tests.factories.stories import add_copies
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.workbench import Bench, text_in

SAID = "“We have not failed, we have run out of time,”"
WRITES = ["take", "leave", "restore"]


@pytest.fixture
def rows(cast):
    """The wire, which the owner annotated, and a copy of it."""
    wire, short = add_copies(cast.project, [WIRE, cut(5)])
    coding = make_coding(wire, cast.owner)
    make_attribution(
        coding, SAID, cue="said", mention="Ada Quill", speaker=make_actor("Ada Quill", "person")
    )
    tag = make_tag(cast.project.codebook, "Harbours", colour="teal")
    make_passage(coding, "harbour treaty", tag)
    appear_in_copies(project_article=wire.pk)
    return wire, short


@pytest.fixture
def bench(cast, as_, rows):
    return Bench(as_(cast.owner), rows[1])


def carried_cards(page):
    return page.find_class("carried") and page.xpath("//li[@data-kind='carried']")


def names(bench):
    return [card.get("data-a") for card in carried_cards(bench.page)]


def decide(bench, name, what, **fields):
    bench.act(f"carried/{UUID(name[1:])}/{what}/", **fields)


def marked(page, name):
    marks = page.xpath("//mark[contains(concat(' ', @data-a, ' '), concat(' ', $n, ' '))]", n=name)
    return [words_of(mark) for mark in marks]


def address_of(row, what):
    appearance = Appearance.objects.filter(project_article=row).order_by("pk").first()
    return reverse(f"carried-{what}", args=[row.pk, appearance.pk])


def test_it_stands_in_the_text_of_the_copy_and_says_where_it_comes_from(bench, rows):
    passage, said = carried_cards(bench.page)

    assert marked(bench.page, said.get("data-a")) == [SAID, "said", "Ada Quill"]
    assert marked(bench.page, passage.get("data-a")) == ["harbour treaty"]
    assert "Ada Quill" in words_of(said)
    origin = f"Carried from {rows[0].article.title}, {rows[0].article.source.name}"
    assert origin in words_of(said)
    assert origin in words_of(passage)
    assert "Harbours" in words_of(passage)
    assert said.xpath(f".//a[@href='/articles/{rows[0].pk}/#card-1']")


def test_it_is_told_apart_from_ones_own_and_is_not_counted(bench):
    said = carried_cards(bench.page)[1]
    mark = bench.page.xpath("//mark[@data-a=$n]", n=said.get("data-a"))[0]

    assert "carried-content" in mark.get("class")
    assert "content0" not in mark.get("class")
    assert bench.cards == []
    assert "Nothing marked yet" in text_in(bench.page, "counts")


def test_the_article_that_it_was_made_in_shows_it_once(cast, as_, rows):
    page = Bench(as_(cast.owner), rows[0]).page

    assert not carried_cards(page)


def test_marking_beside_it_leaves_it_as_it_is(bench):
    bench.mark("harbour")
    bench.mark("We have not failed")
    bench.act("undo/")

    assert len(names(bench)) == 2


def test_a_page_that_missed_something_gets_all_of_it(bench):
    bench.act("passages/", **bench.passage("harbour"), seen="")

    assert len(names(bench)) == 2


def test_taken_it_is_ones_own_in_place_of_what_was_carried(bench, rows):
    _, said = names(bench)

    decide(bench, said, "take")

    assert said not in names(bench)
    assert len(bench.cards) == 1
    bench.act("undo/")
    assert bench.cards == []


def test_taken_twice_under_one_key_it_is_taken_once(bench, rows):
    _, said = names(bench)
    key = uuid4()

    decide(bench, said, "take", key=key)
    decide(bench, said, "take", key=key)

    assert Coding.objects.get(project_article=rows[1]).annotation_count == 1


def test_not_here_takes_it_away_until_it_is_put_back(bench):
    passage, said = names(bench)

    decide(bench, said, "leave")
    assert names(bench) == [passage]
    assert "does not stand here any more" in text_in(bench.page, "notice")

    decide(bench, said, "restore")
    assert names(bench) == [passage, said]
    assert text_in(bench.page, "notice") == ""


def test_after_a_first_annotation_it_is_taken_away_and_put_back_as_well(bench):
    bench.mark("harbour")
    passage, said = names(bench)

    decide(bench, passage, "leave")
    decide(bench, passage, "restore")

    assert names(bench) == [passage, said]


def test_without_script_one_is_led_back_to_the_page(cast, as_, rows):
    client = as_(cast.owner)

    told = client.post(address_of(rows[1], "leave"), follow=True)
    assert "It does not stand here any more." in words_of(parse(told.content))
    told = client.post(address_of(rows[1], "restore"), follow=True)
    assert "It stands here again." in words_of(parse(told.content))
    response = client.post(address_of(rows[1], "take"))
    assert response.url == f"/articles/{rows[1].pk}/#card-1"


def test_what_a_changed_text_has_is_not_shown_where_it_stood_before(bench, rows):
    Appearance.objects.update(revision=rows[0].article.revisions.get())

    assert not carried_cards(bench.open())


def test_analysts_see_their_own_only(cast, as_, rows):
    assert not carried_cards(Bench(as_(cast.second), rows[1]).page)
    response = as_(cast.second).post(address_of(rows[1], "take"), htmx=True)
    assert response.status_code == 409
    for what in ("leave", "restore"):
        assert as_(cast.second).post(address_of(rows[1], what)).status_code == 404


def test_whoever_only_reads_sees_whose_it_is_and_changes_nothing(cast, as_, rows):
    page = Bench(as_(cast.reader), rows[1]).page
    coding = Coding.objects.get(project_article=rows[0])

    said = carried_cards(page)[1]
    assert said.xpath(f".//a[@href='/articles/{rows[0].pk}/?coding={coding.pk}#card-1']")
    assert not said.xpath(".//button")
    for what in WRITES:
        assert as_(cast.reader).post(address_of(rows[1], what)).status_code == 403


def test_beside_somebodys_annotations_stand_theirs(cast, as_, rows):
    make_passage(make_coding(rows[1], cast.second), "harbour")
    mine = make_coding(rows[1], cast.owner)
    make_passage(mine, "harbour")
    client = as_(cast.curator)
    base = f"/articles/{rows[1].pk}/"

    of_owner = parse(client.get(base, {"coding": mine.pk}).content)
    of_second = parse(client.get(base, {"coding": rows[1].codings.first().pk}).content)
    assert (len(carried_cards(of_owner)), len(carried_cards(of_second))) == (2, 0)
    told = client.post(address_of(rows[1], "leave"), htmx=True)
    assert told.status_code == 409
    assert "Only who made an annotation" in told.content.decode()


@pytest.mark.parametrize("what", WRITES)
def test_strangers_find_nothing_nobody_signs_in_and_it_is_no_page(cast, as_, rows, what):
    address = address_of(rows[1], what)

    assert as_(cast.stranger).post(address).status_code == 404
    assert as_(None).post(address).status_code == 302
    assert as_(cast.owner).get(address).status_code == 405


def test_the_hand_out_has_a_note_that_says_where_it_comes_from(cast, as_, rows):
    page = parse(as_(cast.owner).get(reverse("coding-handout", args=[rows[1].pk])).content)

    notes = [words_of(note) for note in page.find_class("handout-note")]
    assert len(notes) == 2
    assert all("Carried from" in note for note in notes)
    assert page.xpath("//mark[contains(@class, 'carried')]/@data-ends") == ["1", "2"]


def test_as_many_queries_with_many_as_with_one_and_none_where_nothing_is(cast, as_, rows):
    wire, short = rows
    bench = Bench(as_(cast.owner), short)
    bench.mark("harbour")
    few = queries_of(bench.fresh), queries_of(lambda: bench.send("undo/"))
    coding = Coding.objects.get(project_article=wire)
    for words in ("Nobody will be asked", "eleven harbours", "run out of time"):
        make_attribution(coding, words, speaker=make_actor(f"Speaker of {words}"))
    appear_in_copies(project_article=wire.pk)
    bench.open()
    bench.mark("harbour")

    many = queries_of(bench.fresh), queries_of(lambda: bench.send("undo/"))
    assert len(names(bench)) > 2
    for one, other in zip(few, many, strict=True):
        assert_same_count(one, other, at_most=26)
    Appearance.objects.all().delete()
    assert len(queries_of(bench.fresh)) == len(few[0]) - 1
