"""The number of annotations of a coding is kept by the database, whoever writes."""

import pytest

from annotations.models import Coding, Span, SpanRole
from tests.factories.annotations import make_attribution, make_coding, make_passage

pytestmark = pytest.mark.django_db


def count(coding: Coding) -> int:
    return Coding.objects.get(pk=coding.pk).annotation_count


def test_passages_and_attributions_count_and_their_parts_do_not(cast):
    coding = make_coding(cast.project_article, cast.owner)

    make_passage(coding, "cornered")
    make_attribution(coding, ["shared work", "always"], cue="says", mention="Ada Quill")

    assert count(coding) == 2


def test_bulk_writes_count(cast):
    one = make_coding(cast.project_article, cast.owner)
    other = make_coding(cast.project_article, cast.second)
    words = {"words": "E", "start": 0, "end": 1, "project_id": cast.project.pk}

    Span.objects.bulk_create(
        [Span(coding=one, number=n, **words) for n in range(1, 4)]
        + [Span(coding=other, number=1, **words)]
    )

    assert (count(one), count(other)) == (3, 1)


def test_what_is_removed_no_longer_counts(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "cornered")
    make_passage(coding, "always")
    make_attribution(coding, "shared work").delete()

    Span.objects.filter(coding=coding, words="always").delete()

    assert count(coding) == 1


def test_a_passage_that_becomes_a_part_is_no_annotation_of_its_own(cast):
    coding = make_coding(cast.project_article, cast.owner)
    attribution = make_attribution(coding, "shared work")
    passage = make_passage(coding, "always")

    Span.objects.filter(pk=passage.pk).update(role=SpanRole.CONTENT, attribution=attribution)

    assert count(coding) == 1


def test_a_coding_can_be_removed_with_all_that_is_in_it(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "cornered")
    make_attribution(coding, "shared work")

    coding.delete()

    assert not Span.objects.exists()
