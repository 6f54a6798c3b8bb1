"""A wrong file is imported, applied, and taken back: articles of a project, and the register."""

import pytest
from playwright.sync_api import expect

from annotations.exchange.imports import read_import
from annotations.models import Actor, Import, ProjectArticle
from tests.exchange.test_imports import LATER, lines
from tests.factories.annotations import make_coding
from tests.helpers.jobs import forget_jobs
from tests.helpers.register_files import ACTORS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_import_of_an_analyst_is_taken_back_by_the_manager(cast, visit):
    forget_jobs()
    page = visit(f"/projects/{cast.project.pk}/imports/", cast.owner)
    page.locator("input[type=file]").set_input_files(
        {"name": "wrong.jsonl", "mimeType": "text/plain", "buffer": lines(1, 2, 3).encode()}
    )
    page.get_by_label("Source of those that name none").fill("Herald")
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_text("It begins as soon as the worker is free.")).to_be_visible()
    read_import(upload=Import.objects.get().pk, at=LATER)
    make_coding(ProjectArticle.objects.get(article__title="Round 2"), cast.second)

    page = visit(f"/projects/{cast.project.pk}/", cast.manager)
    page.get_by_role("link", name="What was done").click()
    page.get_by_role("link", name="Take back… Articles imported · wrong.jsonl").click()
    expect(page.get_by_text("2 articles leave the project")).to_be_visible()
    expect(page.get_by_text("Somebody has worked on it: 1")).to_be_visible()
    assert cast.project.project_articles.count() == 4
    page.get_by_role("button", name="Take 2 articles out").click()

    expect(page.get_by_text("took 2 articles out")).to_be_visible()
    expect(page.get_by_role("link", name="Round 2")).to_be_visible()
    assert cast.project.project_articles.count() == 2
    page.get_by_role("link", name="What was done").first.click()
    expect(page.get_by_text("2 taken out")).to_be_visible()


def test_a_file_for_the_register_is_applied_and_taken_back(cast, visit):
    forget_jobs()
    page = visit("/actors/files/", cast.owner)
    table = (
        ACTORS + ",person,Wen Lian,CN,Envoy,文莲 [zh native],,\n,organisation,Coast Guard,,,,,\n"
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="Apply 2 rows").click()
    page.get_by_role("link", name="Take back…").click()
    page.get_by_role("button", name="See what would go back").click()
    expect(page.get_by_text("Nothing has been changed yet.")).to_be_visible()
    expect(page.locator(".planned li")).to_have_count(2)
    assert Actor.objects.count() == 2
    page.get_by_role("button", name="Take 2 rows back").click()

    expect(page.get_by_role("link", name="Is back 2")).to_be_visible()
    assert not Actor.objects.exists()
    page.get_by_role("link", name="What was done").click()
    expect(page.get_by_text("people.csv")).to_be_visible()
    expect(page.locator("#results .badge")).to_have_text("Taken back")
