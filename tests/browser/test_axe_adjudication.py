"""From two codings to one that is agreed, as axe sees it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.rulings import merge_unanimous, nothing_here
from annotations.models.adjudications import adjudication_of
from tests.browser.walking import of
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_passage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_adjudication(walk, cast):
    row = cast.project_article
    for coding, stance in zip(
        make_done(row, cast.owner, cast.second), ("critical", "neutral"), strict=True
    ):
        make_passage(coding, "Envoys meet again")
        make_attribution(coding, "shared work", stance=stance)
    make_passage(coding, "Nobody knows")
    deciding = {"project_article": row, "by": cast.curator, "at": timezone.now()}
    before = {"not begun": of("adjudication-detail", row)}
    walk(cast.curator, before)

    begin_adjudication(**deciding)
    merge_unanimous(**deciding)
    places = [one.key for one in adjudication_of(row.pk).matters]
    nothing_here(**deciding, place=places[1])
    walk(
        cast.curator,
        {
            "in work": of("adjudication-detail", row),
            "edited": reverse("ruling-edit", args=[row.pk, places[1]]),
            "history": reverse("ruling-list", args=[row.pk, places[1]]),
            "queue": of("adjudication-list", cast.project),
        },
    )
    nothing_here(**deciding, place=places[2])
    finish_adjudication(**deciding)
    walk(
        cast.manager,
        {
            "agreed": before["not begun"],
            "reasons": of("reason-list", cast.project),
            "feedback": of("feedback-list", cast.project) + f"?coder={cast.owner.pk}",
        },
    )
