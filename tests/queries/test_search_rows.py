"""What a page of a search shows of each annotation is there after one statement."""

import pytest
from django.utils import translation

from annotations.models import (
    Actor,
    Affiliation,
    Article,
    Attribution,
    Project,
    Relay,
    Source,
    Span,
    SpanRole,
    Tag,
    User,
)
from annotations.queries.asking import Understood
from annotations.queries.search_marks import said_rows
from annotations.queries.search_rows import shown_rows
from annotations.templatetags.annotations_found import annotations_found
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import queries_of

TEXT = "Grain is short. “We will sell grain and wheat,” she said, “but no barley.”"


@pytest.fixture
def keys(cast):
    """Of a passage, a statement that has everything, one that has nothing, and one in two places."""
    tags = [make_tag(cast.project.codebook, name) for name in ("Trade", "Food")]
    row = add_article(cast.project, make_article(TEXT, title="Harvest"))
    coding = make_coding(row, cast.owner)
    speaker, target, first, then = (make_actor(f"Person {n}") for n in range(4))
    post = make_affiliation(speaker, "Minister", make_actor("Ministry", "organisation"))
    passage = make_passage(coding, "Grain is short", *tags, note="Hm")
    whole = make_attribution(
        coding,
        "sell grain",
        tags[0],
        speaker=speaker,
        affiliation=post,
        target=target,
        stance="critical",
        relayer=first,
        note="Well",
    )
    Relay.objects.create(attribution=whole, position=2, actor=then)
    bare = make_attribution(make_coding(row, cast.second), "wheat")
    parted = make_attribution(coding, ["but no barley", "We will"], tags[1], relayer=first)
    spans = Span.objects.filter(role=SpanRole.CONTENT)
    contents = [
        spans.filter(attribution=said).order_by("start")[0] for said in (whole, bare, parted)
    ]
    return [passage.pk, *(span.pk for span in contents)]


def drawn(keys, user):
    rows = said_rows(shown_rows(keys), Understood(), Understood())
    with translation.override("en"):
        return annotations_found(rows, user, True)


def test_rows_come_in_the_order_of_their_keys(keys):
    rows = shown_rows([keys[2], keys[0], keys[3]])

    assert [row.span for row in rows] == [keys[2], keys[0], keys[3]]
    assert [row.parts for row in rows] == [
        ["wheat"],
        ["Grain is short"],
        ["We will", "but no barley"],
    ]
    assert [(row.prefix[-4:], row.suffix[:2]) for row in rows] == [
        ("and ", ",”"),
        ("", ". "),
        ("t. “", ".”"),
    ]
    assert [[tag.name for tag in row.tags] for row in rows] == [[], ["Trade", "Food"], ["Food"]]
    assert [[one.name for one in row.relayers] for row in rows] == [[], [], ["Person 2"]]


def test_what_is_gone_is_left_out(keys):
    Span.objects.filter(pk=keys[0]).delete()

    assert [row.span for row in shown_rows(keys)] == keys[1:]
    assert shown_rows([]) == []


def test_all_that_is_shown_is_drawn_without_asking_again(cast, keys):
    rows = said_rows(shown_rows(keys), Understood(), Understood())

    assert queries_of(lambda: annotations_found(rows, cast.reader, True)) == []
    html = drawn(keys, cast.reader)
    for said in ("Person 0", "Minister", "Ministry", "Person 1", "Person 2", "Person 3", "Well"):
        assert said in html
    assert html.count("chip ") == 4
    assert "Harvest" in html


def test_who_passed_it_on_is_told_from_the_speaker_outwards(cast, keys):
    words = words_of(parse(drawn(keys[1:2], cast.reader)))

    assert "relayed by Person 2, then Person 3" in words


def test_what_people_wrote_is_never_markup(cast, keys):
    """Names, titles, notes and words of texts."""
    hostile = "<b>&amp;"
    for number, source in enumerate(Source.objects.all()):
        Source.objects.filter(pk=source.pk).update(name=f"{hostile}{number}")
    for number, tag in enumerate(Tag.objects.all()):
        Tag.objects.filter(pk=tag.pk).update(name=f"{hostile}{number}")
    Actor.objects.update(name=hostile)
    Affiliation.objects.update(post=hostile)
    Article.objects.update(title=hostile)
    Project.objects.update(name=hostile)
    User.objects.update(name=hostile)
    Span.objects.update(prefix=hostile, suffix=hostile, note=hostile)
    Attribution.objects.update(note=hostile)

    html = drawn(keys, cast.reader)

    assert hostile not in html
    assert html.count("&lt;b&gt;&amp;amp;") > 30


def test_one_query_for_all_as_for_one(keys):
    for some in (keys[:1], keys[1:2], keys):
        assert len(queries_of(lambda some=some: shown_rows(some))) == 1
    assert queries_of(lambda: shown_rows([])) == []
