"""docs/api.md does what it says: its Python runs, its addresses are there."""

import json
import re
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from annotations.exchange.delivering import signature
from annotations.models import Attribution, Coding, Span
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = pytest.mark.django_db
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


@contextmanager
def in_process(request):
    response = Client().generic(
        request.method,
        request.full_url.removeprefix("http://testserver"),
        request.data or b"",
        headers=dict(request.header_items()),
        content_type="application/json",
    )
    assert response.status_code < 300, response.content
    yield SimpleNamespace(read=BytesIO(response.content).read, headers=response.headers)


def test_its_program_annotates(cast, program, monkeypatch):
    monkeypatch.setattr(urllib.request, "urlopen", in_process)
    given = {
        "TOKEN": program(cast.owner, "write").secret,
        "SITE": "http://testserver",
        "PROJECT": cast.project.pk,
    }
    exec(PYTHON[0], given)

    assert Span.objects.get().note == "an expert"
    assert Span.objects.get().words == "Ada Quill"

    exec(PYTHON[1], given)

    assert Span.objects.get(words="what comes next").note == "We shall see"
    assert [one["id"] for one in given["annotations"]()][1] == given["made"]["id"]


def test_it_shares_out_the_work(cast, program, monkeypatch):
    monkeypatch.setattr(urllib.request, "urlopen", in_process)
    cast.project.memberships.filter(user=cast.second).delete()
    given = {
        "TOKEN": program(cast.manager).secret,
        "SITE": "http://testserver",
        "PROJECT": cast.project.pk,
    }
    exec(PYTHON[0].partition("article = ")[0], given)
    exec(PYTHON[3], given)
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "shared work", speaker=make_actor("Ada Quill"))
    add_article(cast.project, make_article("Another."))

    [assigned] = given["share_out"](["second"])

    assert assigned["analyst"] == str(cast.second.pk)
    assert given["who_says_what"]() == [("Ada Quill", "Nobody in particular", 1)]


def test_it_agrees_on_an_article(cast, program, monkeypatch):
    monkeypatch.setattr(urllib.request, "urlopen", in_process)
    given = {"TOKEN": program(cast.curator, "write").secret, "SITE": "http://testserver"}
    exec(PYTHON[0].partition("article = ")[0], given)
    exec(PYTHON[2], given)
    for coding in make_done(cast.project_article, cast.owner, cast.second):
        make_attribution(coding, "shared work", stance="neutral")
        make_attribution(coding, "always sticks", stance="mixed")
    Attribution.objects.filter(coding__analyst=cast.second).update(stance="unclear")

    given["agree"](cast.project_article.pk)

    gold = Coding.objects.get(kind="gold")
    assert (gold.state, gold.annotation_count) == ("done", 2)


def test_its_check_of_signatures_is_right():
    given = {}
    exec(PYTHON[-1], given)
    body = json.dumps({"event": "coding.done"}).encode()
    header = signature("whsec_x", body, datetime(2026, 3, 4, tzinfo=UTC))

    assert given["is_ours"]("whsec_x", header, body)
    assert not given["is_ours"]("whsec_y", header, body)


def test_its_addresses_are_in_the_description(client):
    paths = client.get("/api/openapi.json").json()["paths"]
    known = [re.sub(r"\{\w+\}", "[^/]+", path) for path in paths]

    for found in re.findall(r"attache\.example(/api/[^\s\"?]+)", GUIDE):
        assert any(re.fullmatch(one, found) for one in known), found
