"""The register out of a file and into one: looked at, applied, and taken out again."""

import csv
import io
import zipfile

import pytest
from playwright.sync_api import expect

from annotations.exchange.register import importing
from annotations.models import Actor, RegisterImport
from tests.factories.actors import make_actor
from tests.helpers.jobs import forget_jobs
from tests.helpers.register_files import ACTORS, LATER
from tests.helpers.workbooks import workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def book():
    return workbook(
        {
            "people": [
                ["name", "kind", "country", "description"],
                ["Wen Lian", "person", "CN", "Harbour minister"],
                ["Coast Guard", "organisation", "", ""],
                ["Nobody", "robot", "", ""],
            ],
            "posts": [["person", "post", "organisation"], ["Wen Lian", "Adviser", "Coast Guard"]],
        }
    )


def test_a_workbook_is_looked_at_applied_and_taken_out_again(cast, visit):
    forget_jobs()
    make_actor("Wen Lian", description="Consul")
    page = visit("/actors/", cast.owner)
    page.get_by_role("link", name="Import and export").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "register.xlsx", "mimeType": "application/zip", "buffer": book()}
    )

    expect(page.get_by_role("heading", name="register.xlsx")).to_be_visible()
    expect(page.get_by_text("Nothing has been changed yet.")).to_be_visible()
    expect(page.locator(".planned li")).to_have_count(2)
    page.get_by_role("link", name="Changed 1").click()
    expect(page.locator(".changes del")).to_have_text("Consul")
    expect(page.locator(".changes ins").last).to_have_text("Harbour minister")
    page.get_by_role("link", name="Refused 1").click()
    expect(page.get_by_text("“robot” is not known as kind.")).to_be_visible()
    assert not Actor.objects.filter(name="Coast Guard").exists()

    page.get_by_role("button", name="Apply 3 rows").click()
    expect(page.get_by_text("3 rows were applied")).to_be_visible()
    assert Actor.objects.get(name="Wen Lian").affiliations.get().organisation.name == "Coast Guard"

    page.goto("/actors/files/?kind=person")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        table = archive.read("people-and-organisations.csv").decode("utf-8-sig")
    assert [row[2] for row in csv.reader(io.StringIO(table))] == ["name", "Wen Lian"]


def test_a_large_file_goes_on_while_one_looks_on(cast, visit, monkeypatch):
    forget_jobs()
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    page = visit("/actors/files/", cast.owner)
    table = ACTORS + ",person,Wen Lian,CN,,,,\n,person,Ada Quill,FR,,,,\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )

    expect(page.get_by_text("It is being compared with the register.")).to_be_visible()
    upload = RegisterImport.objects.get()
    importing.go_on(upload=upload.pk, at=LATER)
    page.get_by_role("button", name="Apply 2 rows").click()
    expect(page.get_by_text("It is being applied.")).to_be_visible()
    importing.go_on(upload=upload.pk, at=LATER)
    expect(page.get_by_text("2 rows were applied")).to_be_visible()


def test_without_javascript_the_starter_is_looked_at_and_applied(cast, visit):
    page = visit("/actors/files/", cast.owner, java_script_enabled=False)

    page.get_by_role("button", name="Look at the starter").click()
    expect(page.locator(".planned li")).to_have_count(50)
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".planned li")).to_have_count(50)
    page.get_by_role("button", name="Apply 345 rows").click()

    expect(page.get_by_text("345 rows were applied")).to_be_visible()
    assert Actor.objects.called("kremlin").get().country == "RU"
