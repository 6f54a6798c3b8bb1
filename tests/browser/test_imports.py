"""Many articles at once: a table is dropped in, looked at, taken in, and what was refused is told."""

import csv

import pytest
from playwright.sync_api import expect

from annotations.actions.imports import fail_import
from annotations.exchange import imports
from annotations.exchange.bulk import batches
from annotations.exchange.imports import read_import
from annotations.models import Article, Import
from tests.exchange.test_imports import LATER, begin, lines
from tests.helpers.jobs import forget_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENTENCE = "The envoys of both shores met in the harbour office and left without a word. "
TABLE = (
    "Schlagzeile;Body;Datum\r\n"
    f'Round 1;"{SENTENCE * 3}";2026-03-18\r\n'
    f'Round 2;"{SENTENCE * 4}";soon\r\n'
    f'Round 3;"{SENTENCE * 5}";2026-03-20\r\n'
)


def test_a_table_is_taken_in_while_one_looks_on(cast, visit, monkeypatch):
    forget_jobs()
    monkeypatch.setattr(batches, "IN_A_BATCH", 1)
    monkeypatch.setattr(imports, "BATCHES_IN_A_JOB", 1)
    page = visit(f"/projects/{cast.project.pk}/intake/", cast.owner)
    page.get_by_role("link", name="Many at once").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "Lists.csv", "mimeType": "text/csv", "buffer": TABLE.encode("utf-8-sig")}
    )

    expect(page.get_by_role("heading", name="The first articles")).to_be_visible()
    expect(page.get_by_text("will be refused")).to_have_count(1)
    page.get_by_label("Schlagzeile").select_option(label="Title")
    page.get_by_role("button", name="Look again").click()
    first = page.locator(".first-articles li").first
    expect(first.locator(".title")).to_have_text("Round 1")
    expect(page.get_by_label("Schlagzeile")).to_have_value("title")
    assert not Article.objects.filter(title="Round 1").exists()

    page.get_by_label("Source of those that name none").fill("Harbour Lists")
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_text("It begins as soon as the worker is free.")).to_be_visible()
    upload = Import.objects.get()
    read_import(upload=upload.pk, at=LATER)
    expect(page.get_by_text("1 article looked at")).to_be_visible()
    for _ in range(2):
        read_import(upload=upload.pk, at=LATER)
    expect(page.get_by_text("3 articles looked at")).to_be_visible()
    expect(page.get_by_role("button", name="Call it off")).to_have_count(0)

    page.get_by_role("link", name="Refused 1").click()
    expect(page.get_by_text("Its date (“soon”) cannot be read")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="All that was refused, as CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as refused:
        assert [row[1] for row in csv.reader(refused)] == ["line", "3"]
    page.get_by_role("link", name="New 2").click()
    page.get_by_role("link", name="Round 3").click()
    expect(page.locator("#text")).to_contain_text(SENTENCE.strip())
    assert Article.objects.get(title="Round 3").source.name == "Harbour Lists"


def test_a_file_can_be_dropped_anywhere_on_the_page(cast, visit):
    forget_jobs()
    page = visit(f"/projects/{cast.project.pk}/imports/", cast.owner)
    carried = page.evaluate_handle(
        """table => {
            const carrier = new DataTransfer();
            carrier.items.add(new File([table], "Lists.csv", { type: "text/csv" }));
            return carrier;
        }""",
        TABLE,
    )

    page.dispatch_event("main", "drop", {"dataTransfer": carried})

    expect(page.get_by_role("heading", name="Lists.csv")).to_be_visible()
    page.get_by_role("button", name="Discard the file").click()
    expect(page.get_by_text("Nothing of it was taken in.")).to_be_visible()
    assert not Import.objects.get().pieces.exists()


def test_one_that_stopped_is_tried_again(cast, visit):
    forget_jobs()
    upload = begin(cast, lines(1, 2))
    fail_import(upload=upload.pk, at=LATER, why="OperationalError: could not extend file")
    page = visit(f"/imports/{upload.pk}/", cast.owner)
    expect(page.get_by_text("could not extend file")).to_be_visible()
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_text("It begins as soon as the worker is free.")).to_be_visible()
    read_import(upload=upload.pk, at=LATER)
    expect(page.get_by_text("2 articles looked at")).to_be_visible()
