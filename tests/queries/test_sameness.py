"""The rule of sameness in SQL is that of the domain, whatever the places are."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.domain.spans.sameness import Said, is_same
from annotations.models import Attribution, Span, Suggestion
from annotations.queries.sameness import SAME
from tests.factories.annotations import make_coding

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
# Few places, so that they meet often.
PLACES = st.tuples(st.integers(0, 24), st.integers(1, 10)).map(lambda one: (one[0], sum(one)))
CONTENTS = st.tuples(PLACES) | st.tuples(PLACES, PLACES.map(lambda one: (one[0] + 40, one[1] + 40)))
SAYINGS = st.builds(Said, CONTENTS, st.just(()) | st.tuples(PLACES))
OWN = """
    WITH own AS (
        SELECT said.id, %s::uuid AS machine_id
        FROM annotations_attribution said WHERE said.coding_id = %s
    )
"""


def write(coding, sayings):
    """Attributions at these places; their ids. Numbers begin anew with each call."""
    text = coding.revision.text
    made = [
        Attribution(project_id=coding.project_id, coding=coding, number=n, mode="direct")
        for n, _ in enumerate(sayings, start=1)
    ]
    Attribution.objects.bulk_create(made)
    places = [
        (row, role, start, end)
        for row, said in zip(made, sayings, strict=True)
        for role, ranges in (("content", said.content), ("cue", said.cue))
        for start, end in ranges
    ]
    Span.objects.bulk_create(
        Span(
            project_id=coding.project_id,
            coding=coding,
            attribution=row,
            number=1000 + n,
            role=role,
            start=start,
            end=end,
            words=text[start:end],
        )
        for n, (row, role, start, end) in enumerate(places)
    )
    return [row.pk for row in made]


@pytest.mark.django_db
@given(mine=st.lists(SAYINGS, min_size=1, max_size=4), theirs=st.lists(SAYINGS, max_size=4))
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_sql_and_domain_agree(cast, mine, theirs):
    cast.project_article.codings.all().delete()
    coding = make_coding(cast.project_article, cast.owner)
    machine = make_coding(cast.project_article, None, engine="rules 1")
    own_ids, machine_ids = write(coding, mine), write(machine, theirs)
    Suggestion.objects.bulk_create(
        Suggestion(
            attribution_id=pk, project_id=cast.project.pk, engine="rules 1",
            confidence=0.5, reason="saying",
        )
        for pk in machine_ids
    )  # fmt: skip

    with connection.cursor() as cursor:
        cursor.execute(OWN + SAME, [machine.pk, coding.pk])
        found = set(cursor.fetchall())

    assert found == {
        (one, other)
        for one, my in zip(own_ids, mine, strict=True)
        for other, their in zip(machine_ids, theirs, strict=True)
        if is_same(my, their)
    }


@pytest.mark.django_db
def test_what_the_latest_run_no_longer_found_covers_nothing(cast):
    said = Said([(0, 10)])
    coding = make_coding(cast.project_article, cast.owner)
    machine = make_coding(cast.project_article, None, engine="rules 1")
    [own], [suggested] = write(coding, [said]), write(machine, [said])
    suggestion = Suggestion.objects.create(
        attribution_id=suggested, project=cast.project, engine="rules 1",
        confidence=0.5, reason="saying",
    )  # fmt: skip

    def pairs():
        with connection.cursor() as cursor:
            cursor.execute(OWN + SAME, [machine.pk, coding.pk])
            return cursor.fetchall()

    assert pairs() == [(own, suggested)]
    suggestion.is_current = False
    suggestion.save(update_fields=["is_current"])
    assert pairs() == []
