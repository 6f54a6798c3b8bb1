"""What spans say it, against a plain question to all of them, whichever way was taken."""

from datetime import date, timedelta

import pytest
from django.db import connection

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import Project, SpanRole
from annotations.queries import search_inside
from annotations.queries.asking import understand
from annotations.queries.search import Where
from annotations.queries.search_inside import _by_texts, _by_words, _in_order, inside_of
from annotations.queries.search_pages import Look
from annotations.queries.search_spread import Spread
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project

WAYS = pytest.mark.parametrize("way", [_by_words, _by_texts, _in_order])
TEXT = "Grain is short. “We will sell grain and wheat,” she said.\n\nThe wheats of 2026 ended."
PLAIN = """
    SELECT DISTINCT coalesce(span.attribution_id, span.id)
    FROM annotations_findable found
    JOIN annotations_coding coding ON coding.revision_id = found.revision
    JOIN annotations_span span ON span.coding_id = coding.id
    WHERE found.words @@ %(query)s::tsquery AND span.role = %(role)s
        AND span.start < found."end" AND span."end" > found.start
        AND array_to_tsvector(ARRAY['=' || found.configuration])
            || to_tsvector(found.configuration::regconfig, annotations_plain_words(span.words))
            || strip(to_tsvector('simple', annotations_plain_words(span.words)))
            @@ %(query)s::tsquery
"""
ROLES = [SpanRole.CONTENT, SpanRole.PASSAGE]


@pytest.fixture
def annotated(cast):
    """Six articles of two languages, on days that follow one another, the first two on one."""
    rows = []
    for number in range(6):
        article = make_article(
            TEXT,
            title=f"Grain {number}",
            language=["en", "fr"][number % 2],
            published_on=date(2026, 3, 3) + timedelta(days=max(number, 1)) if number < 5 else None,
        )
        row = add_article(cast.project, article)
        coding = make_coding(row, cast.owner)
        make_attribution(coding, "We will sell grain and wheat")
        make_passage(coding, "Grain is short")
        make_passage(coding, "The wheats of 2026")
        rows.append(row)
    index_due()
    return rows


def taking(monkeypatch, way):
    monkeypatch.setattr(search_inside, "_shortest", lambda look: way)


def plainly(understood, role):
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"query": understood.query, "role": str(role)})
        return {key for (key,) in cursor.fetchall()}


@WAYS
@pytest.mark.parametrize(
    "words",
    [
        "grain",
        "wheat",
        "wheats",
        "whe*",
        "gr* -wheat",
        "grain OR 2026",
        '"grain and wheat"',
        "rice",
    ],
)
def test_what_says_it_is_found_whichever_way_was_taken(cast, annotated, monkeypatch, words, way):
    taking(monkeypatch, way)
    understood = understand(asked(words))

    inside = inside_of(cast.owner, Where(), understood, ROLES)

    assert {*inside.statements} == plainly(understood, SpanRole.CONTENT)
    assert {*inside.passages} == plainly(understood, SpanRole.PASSAGE)
    assert not inside.is_more
    assert inside.looked_through is None


@WAYS
def test_only_what_is_wanted_is_looked_for(cast, annotated, monkeypatch, way):
    taking(monkeypatch, way)

    inside = inside_of(cast.owner, Where(), understand(asked("grain")), [SpanRole.CONTENT])

    assert len(inside.statements) == 6
    assert inside.passages == []


@WAYS
@pytest.mark.parametrize("most", [1, 2, 5, 11])
def test_of_very_many_passages_the_newest_are_looked_through(
    cast, annotated, monkeypatch, most, way
):
    """Of each article its title and its first paragraph say it, the title first."""
    taking(monkeypatch, way)
    monkeypatch.setattr(search_inside, "MOST_PASSAGES", most)
    newest = sorted(
        annotated[:5], key=lambda row: (row.article.published_on, row.article_id), reverse=True
    )
    said = [row.codings.get().attributions.get().pk for row in [*newest, annotated[5]]]

    inside = inside_of(cast.owner, Where(), understand(asked("grain")), ROLES)

    assert {*inside.statements} == {*said[: most // 2]}
    assert inside.is_more
    assert inside.looked_through == most


@WAYS
def test_what_others_annotate_takes_no_room(cast, annotated, monkeypatch, way):
    """The newest passages are those of texts that somebody annotates in the reader's projects."""
    taking(monkeypatch, way)
    monkeypatch.setattr(search_inside, "MOST_PASSAGES", 2)
    theirs: Project = make_project("Theirs")
    join(theirs, cast.stranger)
    mine = annotated[0]
    for row in annotated[1:]:
        own = row.codings.get()
        own.spans.all().delete()
        own.attributions.all().delete()
        own.delete()
        coding = make_coding(add_article(theirs, row.article), cast.stranger)
        make_attribution(coding, "We will sell grain and wheat")

    inside = inside_of(cast.owner, Where(), understand(asked("grain")), ROLES)

    assert inside.statements == [mine.codings.get().attributions.get().pk]
    assert not inside.is_more


@pytest.mark.parametrize(
    ("expected", "annotated", "way"),
    [
        (200, 20_000, _by_words),
        (20_000, 500, _by_texts),
        (90_000, 100_000, _in_order),
        (50_000, 20_000, _by_texts),
    ],
)
def test_the_way_with_the_fewest_passages_is_taken(monkeypatch, expected, annotated, way):
    spread = Spread(total=100_000, annotated=annotated)
    look = Look(None, Where(), understand(asked("")), spread)
    monkeypatch.setattr(search_inside, "expected_of", lambda look: expected)

    assert search_inside._shortest(look) is way


def test_a_small_project_is_not_read_in_the_order_of_all(monkeypatch, cast):
    """Most of what would be read is of other projects."""
    spread = Spread(total=100_000, annotated=5_000, projects={cast.project.pk: 0.05})
    look = Look([cast.project.pk], Where(), understand(asked("")), spread)
    monkeypatch.setattr(search_inside, "expected_of", lambda look: 4_500)

    assert search_inside._shortest(look) is _by_texts


def test_of_few_passages_nobody_asks_how_many_to_expect(monkeypatch):
    spread = Spread(total=1_000, annotated=1_000)
    look = Look(None, Where(), understand(asked("")), spread)
    monkeypatch.delattr(search_inside, "expected_of")

    assert search_inside._shortest(look) is _by_words
