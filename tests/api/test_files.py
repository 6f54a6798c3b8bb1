"""Annotations out of and into files: what the pages send and take in, for programs."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.actions.coded_imports import fail_coded_import
from annotations.exchange.coded.formats import ALL, ZIP
from annotations.exchange.coded.importing import go_on_coded
from annotations.models import Coding, Source, Span
from tests.api.conftest import is_problem
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.coded import NOW
from tests.helpers.jobs import forget_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def managing(cast, program):
    yield program(cast.manager)
    forget_jobs()


@pytest.fixture
def where(cast):
    return f"/projects/{cast.project.pk}/annotation-imports"


def a_file(cast, words="cornered", coder="ada", name="notes.jsonl"):
    annotations = [{"places": [{"role": "passage", "words": words}], "tags": []}]
    coding = {"coder": {"kind": "human", "name": coder}, "annotations": annotations}
    article = str(cast.project_article.article_id)
    line = json.dumps({"id": article, "title": "x", "codings": [coding]})
    return SimpleUploadedFile(name, line.encode(), "application/jsonl")


def looked(managing, made):
    upload = made.json()["id"]
    go_on_coded(upload=upload, at=NOW)
    return managing.get(f"/annotation-imports/{upload}")


def exported(asking, cast, query=""):
    response = asking.get(f"/projects/{cast.project.pk}/export{query}")
    assert response.status_code == 200, response.content
    return response, b"".join(response.streaming_content)


def test_every_format_is_sent_with_its_type(cast, program):
    make_attribution(make_coding(cast.project_article, cast.owner), "shared work")
    asking = program(cast.owner, "read")
    told = asking.get(f"/projects/{cast.project.pk}/formats").json()["items"]
    assert [one["name"] for one in told] == [one.name for one in ALL]

    for one in told:
        response, content = exported(asking, cast, f"?form={one['name']}")
        assert response["Content-Type"] == one["media_type"]
        assert "attachment" in response["Content-Disposition"]
        assert content.startswith(b"PK") == (one["media_type"] == ZIP or one["name"] == "xlsx")


def test_an_export_has_what_its_reader_may_see(cast, program):
    for analyst in (cast.owner, cast.second):
        make_attribution(make_coding(cast.project_article, analyst), "shared work")
    make = f"/projects/{cast.project.pk}/export"

    def coders(asking, query):
        _response, content = exported(asking, cast, query)
        lines = [json.loads(line) for line in content.decode().splitlines()]
        codings = [one for line in lines for one in line.get("codings", [])]
        return {one["coder"]["name"] for one in codings}

    blind, manager = program(cast.owner, "read"), program(cast.manager, "read")
    assert coders(blind, "?which=own") == {cast.owner.username}
    assert coders(manager, "?which=all") == {cast.owner.username, cast.second.username}
    assert coders(manager, f"?coder={cast.second.username}") == {cast.second.username}
    for query in ("?which=all", f"?coder={cast.second.username}"):
        assert is_problem(blind.get(f"{make}{query}"), 403)
    assert is_problem(manager.get(f"{make}?form=paper"), 422)
    assert is_problem(manager.get(f"{make}?which=coder"), 422)
    Source.objects.update(may_leave="offsets", excerpt_words=0)
    assert b"shared work" not in exported(manager, cast, "?which=all")[1]


def test_a_file_is_looked_through_taken_in_and_taken_back(cast, managing, where):
    made = managing.send("POST", where, {"file": a_file(cast)})
    assert (made.status_code, made.json()["state"]) == (202, "looking"), made.content
    here = made["Location"].removeprefix("/api")

    seen = looked(managing, made)
    assert (seen.json()["state"], seen.json()["planned"]["annotations"]) == ("waiting", 1)
    assert not Span.objects.exists()
    [coder] = managing.get(f"{here}/coders").json()["items"]
    assert (coder["name"], coder["account"]) == ("ada", None)
    assert managing.get(f"{here}/back").json() == {"last": None}
    assert is_problem(managing.post(f"{here}/back", None), 404)

    assert is_problem(managing.ask("POST", f"{here}/start", match='"another"'), 412)
    started = managing.ask("POST", f"{here}/start", match=seen["ETag"])
    assert (started.status_code, started.json()["state"]) == (202, "running")
    go_on_coded(upload=made.json()["id"], at=NOW)
    done = managing.get(here).json()
    assert (done["state"], done["counts"]["annotations"]) == ("done", 1)
    [entry] = managing.get(f"{here}/entries").json()["items"]
    assert (entry["article"], entry["made"]) == (str(cast.project_article.pk), 1)
    assert managing.get(f"{here}/refused").json()["items"] == []

    assert is_problem(managing.post(f"{here}/back/start", None), 404)
    plan = managing.post(f"{here}/back", None).json()["last"]
    assert (plan["state"], plan["going"]) == ("waiting", 1)
    assert Span.objects.exists()
    gone = managing.post(f"{here}/back/start", None).json()["last"]
    assert (gone["state"], gone["gone"]) == ("done", 1)
    assert not Span.objects.exists()


def test_it_is_taken_as_somebody_says_otherwise(cast, managing, where):
    made = managing.send("POST", where, {"file": a_file(cast)})
    seen = looked(managing, made)
    here = made["Location"].removeprefix("/api")
    body = {"finished": True, "coders": {"ada": str(cast.owner.pk)}}

    for wrong in ({"coders": {"ada": str(cast.stranger.pk)}}, {"coders": {"bo": None}}):
        refused = managing.ask("PATCH", here, wrong, match=seen["ETag"])
        assert is_problem(refused, 422)
    assert is_problem(managing.ask("PATCH", here, {"form": "paper"}, match="*"), 422)
    changed = managing.ask("PATCH", here, body, match=seen["ETag"])
    assert (changed.json()["state"], changed.json()["finished"]) == ("looking", True)
    seen = looked(managing, made)
    managing.ask("POST", f"{here}/start", match=seen["ETag"])
    go_on_coded(upload=made.json()["id"], at=NOW)

    coding = Coding.objects.get(analyst=cast.owner)
    assert (coding.state, coding.annotation_count) == ("done", 1)
    assert is_problem(managing.ask("PATCH", here, body, match="*"), 409)


def test_what_does_not_come_is_told_and_what_stops_goes_on(cast, managing, where):
    made = managing.send("POST", where, {"file": a_file(cast, words="never said")})
    here = made["Location"].removeprefix("/api")
    fail_coded_import(upload=made.json()["id"], at=NOW, why="OSError")
    assert managing.get(here).json()["state"] == "failed"
    assert managing.post(f"{here}/retry", None).json()["state"] == "looking"
    looked(managing, made)

    [line] = managing.get(f"{here}/refused").json()["items"]
    assert "never said" in line["why"]
    assert managing.post(f"{here}/cancel", None).json()["state"] == "cancelled"
    assert [one["id"] for one in managing.get(where).json()["items"]] == [made.json()["id"]]


def test_files_are_for_managers_and_well_formed(cast, program, managing, where):
    assert is_problem(program(cast.curator).send("POST", where, {"file": a_file(cast)}), 403)
    assert is_problem(program(cast.manager, "write").send("POST", where, {}), 403)
    assert is_problem(managing.send("POST", where, {"form": "paper"}), 422)
    assert is_problem(managing.send("POST", where, {"weather": "fine"}), 422)
