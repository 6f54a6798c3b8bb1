"""The page on which annotations of other programs come into a project."""

import io
import json

import pytest
from django.urls import reverse

from annotations.models import Coding, Span, Tag
from tests.helpers.page import assert_same_page, parse, update_page

pytestmark = pytest.mark.django_db


def at(cast, name="coded-import") -> str:
    return reverse(name, args=[cast.project.pk])


def given(cast, words="cornered", **fields) -> dict:
    article = str(cast.project_article.article_id)
    place = {"role": "passage", "words": words}
    annotations = [{"places": [place], "tags": fields.pop("tags", [])}]
    line = {"id": article, "title": "x", "codings": [{"annotations": annotations}]}
    file = io.BytesIO(json.dumps(line).encode())
    file.name = "notes.jsonl"
    return {"file": file, "form": "jsonl", "coder": "ada", **fields}


@pytest.mark.parametrize(
    ("who", "status"),
    [("manager", 200), ("admin", 200), ("owner", 403), ("reader", 403), ("stranger", 404)],
)
def test_it_is_for_managers(cast, as_, who, status):
    client = as_(getattr(cast, who))

    assert client.get(at(cast, "coded-import-page")).status_code == status
    assert client.post(at(cast), given(cast, look="yes")).status_code == status


def test_others_are_sent_to_sign_in_and_other_methods_away(cast, as_):
    assert "/login/" in as_(None).get(at(cast, "coded-import-page"))["Location"]
    assert as_(cast.manager).get(at(cast)).status_code == 405
    assert as_(cast.manager).post(at(cast, "coded-import-page")).status_code == 405


def test_a_look_tells_what_would_come_and_changes_nothing(cast, as_):
    client = as_(cast.manager)
    page = parse(client.get(at(cast, "coded-import-page")).content)

    htmx = {"HX-Request": "true"}
    wrong = client.post(at(cast), given(cast, form="brat"), headers=htmx)
    assert "This is no zip" in wrong.content.decode()
    fragment = client.post(at(cast), given(cast, look="yes"), headers=htmx)
    update_page(page, fragment.content, "report")
    whole = parse(client.post(at(cast), given(cast, look="yes")).content)

    assert_same_page(page, whole, "report")
    told = " ".join(whole.get_element_by_id("report").text_content().split())
    assert "Nothing is changed yet." in told
    assert "New annotations1" in told
    assert "New accounts that nobody can sign in with: ada" in told
    assert not Coding.objects.exists()


def test_taking_it_in_does_what_the_look_said(cast, as_):
    response = as_(cast.manager).post(at(cast), given(cast, finished="on"))

    span = Span.objects.get()
    assert (span.words, span.coding.analyst.username, span.coding.state) == (
        "cornered",
        "ada",
        "done",
    )
    assert "It is taken in." in response.content.decode()


def test_what_does_not_come_is_told_with_the_reason(cast, as_):
    response = as_(cast.manager).post(at(cast), given(cast, words="nowhere"))

    page = parse(response.content)
    [row] = page.xpath("//table[caption]/tbody/tr")
    assert "does not say “nowhere”" in row.text_content()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": ""}, "Choose a file first."),
        ({"form": "papyrus"}, "Select a valid choice"),
        ({"form": "brat"}, "This is no zip"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_page(cast, as_, fields, sentence):
    response = as_(cast.manager).post(at(cast), given(cast) | fields)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_missing_tags_come_into_the_codebook_if_that_is_wanted(cast, as_):
    as_(cast.manager).post(at(cast), given(cast, tags=["Appeal"], new_tags="on"))

    assert Tag.objects.get().name == "Appeal"
    assert Span.objects.get().span_tags.count() == 1
