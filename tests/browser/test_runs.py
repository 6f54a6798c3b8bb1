"""The machine reads a project while a curator looks on: the page counts along and then stops."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from annotations.actions import runs
from annotations.actions.runs import read_batch
from annotations.models import Run
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_figures_move_by_themselves_and_come_to_rest(cast, visit, monkeypatch):
    monkeypatch.setattr(runs, "IN_A_BATCH", 1)
    add_article(cast.project, make_article())
    page = visit(f"/projects/{cast.project.pk}/suggestions/", cast.curator)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_role("button", name="Suggest quotations in 2 articles").click()
    expect(page.get_by_text("It begins as soon as the worker is free.")).to_be_visible()
    page.get_by_role("button", name="Call it off").focus()

    first, second = Run.objects.get().batches.order_by("number")
    read_batch(batch=first.pk, at=timezone.now())
    expect(page.get_by_text("In this run: 1 of 2")).to_be_visible()
    expect(page.get_by_role("button", name="Call it off")).to_be_focused()

    read_batch(batch=second.pk, at=timezone.now())
    expect(page.get_by_text("2 of 2 articles have been read")).to_be_visible()
    expect(page.get_by_text("Finished just now.")).to_be_visible()
    expect(page.get_by_role("button", name="Call it off")).to_have_count(0)
    asked.clear()
    page.wait_for_timeout(2500)
    assert asked == []
