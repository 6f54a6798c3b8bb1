"""A file of annotations is given, looked at, taken in, opened, and taken back."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.actions.coded_taking_back import go_on_taking_coded_back
from annotations.exchange.coded.importing import go_on_coded
from annotations.models import CodedImport, CodedTakingBack, Span
from tests.helpers.axe import violations_of
from tests.helpers.coded import NOW
from tests.helpers.jobs import forget_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_file(cast) -> bytes:
    def one(words, coder, **fields):
        annotations = [{"places": [{"role": "passage", "words": word}]} for word in words]
        coder = {"kind": "human", "name": coder}
        return {"title": "x", "codings": [{"coder": coder, "annotations": annotations}], **fields}

    here = str(cast.project_article.article_id)
    text = "The envoy spoke of the harbour.\nNobody answered."
    new = one(["harbour"], "bela", text=text, source={"name": "Herald"}, title="New talks")
    found = [one(["cornered", "nowhere"], "ada", id=here), new]
    return b"".join(json.dumps(line).encode() + b"\n" for line in found)


def test_files_are_dropped_anywhere_and_wait_for_the_rest_of_the_form(cast, visit):
    page = visit(reverse("coded-import-page", args=[cast.project.pk]), cast.manager)
    label = page.locator(".drop label")
    expect(label).to_have_text("Drop a file here, or several of one format, or choose them")
    page.evaluate(
        """names => {
          const dataTransfer = new DataTransfer();
          for (const name of names) dataTransfer.items.add(new File(["{}"], name));
          const how = { bubbles: true, cancelable: true, dataTransfer };
          document.body.dispatchEvent(new DragEvent("dragover", how));
          document.body.dispatchEvent(new DragEvent("drop", how));
        }""",
        ["ada.jsonl", "bela.jsonl"],
    )

    expect(label).to_have_text("ada.jsonl, bela.jsonl")
    assert page.locator("input[type=file]").evaluate("input => input.files.length") == 2
    assert not CodedImport.objects.exists()
    assert violations_of(page) == []
    page.get_by_role("button", name="See what would come").click()
    expect(page.get_by_role("button", name="Look again")).to_be_visible()
    assert CodedImport.objects.get().filename == "ada.jsonl and 1 more"


def test_it_is_looked_at_taken_in_and_taken_back(cast, visit, monkeypatch):
    forget_jobs()
    monkeypatch.setattr("annotations.actions.coded_taking_back.WITHOUT_WORKER", 0)
    page = visit(f"/projects/{cast.project.pk}/", cast.manager)
    page.get_by_role("link", name="Import annotations").click()
    assert violations_of(page) == []
    page.locator("input[type=file]").set_input_files(
        {"name": "talks.jsonl", "mimeType": "text/plain", "buffer": a_file(cast)}
    )
    page.get_by_role("button", name="See what would come").click()
    expect(page.get_by_text("as soon as the worker is free")).to_be_visible()
    upload = CodedImport.objects.get()
    go_on_coded(upload=upload.pk, at=NOW)
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    assert violations_of(page) == []
    page.get_by_label("ada").select_option(label=cast.second.shown_name)
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("as soon as the worker is free")).to_be_visible()
    go_on_coded(upload=upload.pk, at=NOW)
    expect(page.get_by_label("ada")).to_have_value(str(cast.second.pk))
    page.get_by_role("link", name="What does not come 1").click()
    expect(page.get_by_text("does not say “nowhere”")).to_be_visible()
    assert violations_of(page) == []
    assert not Span.objects.exists()

    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("It begins as soon as the worker is free.")).to_be_visible()
    go_on_coded(upload=upload.pk, at=NOW)
    expect(page.get_by_text("It was taken in")).to_be_visible()
    page.get_by_role("link", name="New talks").click()
    expect(page.locator("mark")).to_have_text("harbour")
    page.go_back()

    page.get_by_role("link", name="Take back…").click()
    page.get_by_role("button", name="See what would go back").click()
    expect(page.get_by_text("What would go back is being found out.")).to_be_visible()
    taking = CodedTakingBack.objects.get().pk
    go_on_taking_coded_back(taking=taking, at=NOW)
    expect(page.get_by_text("2 annotations go")).to_be_visible()
    assert violations_of(page) == []
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It is being taken back.")).to_be_visible()
    go_on_taking_coded_back(taking=taking, at=NOW)
    expect(page.get_by_text("2 annotations are gone.")).to_be_visible()
    assert not Span.objects.exists()
    page.get_by_role("link", name="What was done").click()
    expect(page.locator("#results .badge")).to_have_text("Taken back")
