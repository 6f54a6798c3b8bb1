"""The register out of and into files, for programs."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.actions.register_imports import fail_register_import
from annotations.exchange.register import importing
from annotations.exchange.register.importing import go_on
from annotations.models import Actor, RegisterImport
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor, make_affiliation
from tests.helpers.jobs import forget_jobs
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.register_files import ACTORS, NOW, applied, planned

pytestmark = pytest.mark.django_db
PEOPLE = (
    ACTORS + ",person,Wen Lian,CN,Envoy,,,\n,organisation,Coast Guard,,,,,\n,robot,Someone,,,,,\n"
)
WHERE = "/register-imports"


@pytest.fixture
def asking(cast, program):
    yield program(cast.owner, "write")
    forget_jobs()


def a_file(data=PEOPLE, name="people.csv"):
    return {"file": SimpleUploadedFile(name, data.encode())}


def content_of(response):
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


def test_the_register_leaves_in_each_format(cast, program):
    make_affiliation(make_actor("Ada Quill", country="FR"), "Envoy", None)
    make_actor("Coast Guard", kind="organisation")
    asking = program(cast.owner, "read")

    table = asking.get("/register/file")
    assert table["Content-Disposition"] == 'attachment; filename="register.zip"'
    archive = zipfile.ZipFile(io.BytesIO(content_of(table)))
    people, posts = (archive.read(name).decode() for name in sorted(archive.namelist()))
    assert ("Ada Quill" in people, "Coast Guard" in people, "Envoy" in posts) == (True, True, True)
    told = json.loads(content_of(asking.get("/register/file?form=popolo&kind=person")))
    assert [one["name"] for one in told["persons"]] == ["Ada Quill"]
    assert told["organizations"] == []
    told = json.loads(content_of(asking.get("/register/file?form=popolo&q=coast")))
    assert (told["persons"], told["organizations"][0]["name"]) == ([], "Coast Guard")
    assert content_of(asking.get("/register/file?form=xlsx")).startswith(b"PK")
    empty = asking.get("/register/template?form=popolo")
    assert not any(json.loads(content_of(empty)).values())
    assert is_problem(asking.get("/register/file?form=paper"), 422)
    assert is_problem(asking.get("/register/file?kind=robot"), 422)


def test_a_file_is_looked_at_applied_and_taken_back(asking, program, cast):
    made = asking.send("POST", WHERE, a_file())
    assert (made.status_code, made.json()["state"]) == (202, "waiting"), made.content
    assert made.json()["plans"] == {"create": 2, "change": 0, "same": 0, "refused": 1}
    assert not Actor.objects.exists()
    here = made["Location"].removeprefix("/api")
    seen = asking.get(here)
    assert seen.json() == made.json()

    rows = asking.get(f"{here}/rows?limit=2").json()
    assert [(row["title"], row["plan"]) for row in rows["items"]] == [
        ("Wen Lian", "create"),
        ("Coast Guard", "create"),
    ]
    assert {"field": "country", "old": "", "new": "CN"} in rows["items"][0]["changes"]
    [refused] = asking.get(rows["next"].partition("/api")[2]).json()["items"]
    assert (refused["line"], refused["plan"], "robot" in refused["why"]) == (4, "refused", True)
    assert asking.get(f"{here}/refused").json()["items"] == [refused]
    assert asking.get(f"{here}/rows?plan=same").json()["items"] == []
    assert is_problem(asking.get(f"{here}/back"), 404)
    assert is_problem(asking.post(f"{here}/back", None), 404)

    assert is_problem(asking.ask("POST", f"{here}/start"), 428)
    assert is_problem(asking.ask("POST", f"{here}/start", match='"another"'), 412)
    started = asking.ask("POST", f"{here}/start", match=seen["ETag"])
    assert (started.status_code, started.json()["state"]) == (202, "done"), started.content
    assert Actor.objects.count() == 2
    assert is_problem(asking.ask("POST", f"{here}/start", match="*"), 409)
    assert is_problem(asking.post(f"{here}/cancel", None), 409)

    colleague = program(cast.second, "write")
    [row] = colleague.get(WHERE).json()["items"]
    assert row == {name: value for name, value in started.json().items() if name != "plans"}
    assert colleague.get(f"{here}/back").json() == {"last": None}
    assert is_problem(colleague.post(f"{here}/back/start", None), 404)
    plan = colleague.post(f"{here}/back", None).json()["last"]
    assert (plan["state"], plan["going"], plan["staying"]) == ("waiting", 2, {})
    Actor.objects.filter(name="Wen Lian").update(country="MN")
    gone = colleague.post(f"{here}/back/start", None).json()["last"]
    assert (gone["state"], gone["gone"], gone["staying"]) == ("done", 1, {"changed": 1})
    assert Actor.objects.get().name == "Wen Lian"
    whys = [(row["back"], row["stay"]) for row in colleague.get(f"{here}/rows").json()["items"]]
    assert whys == [("stays", "changed"), ("done", ""), ("", "")]


def test_a_plan_is_for_whoever_sent_the_file(asking, program, cast):
    here = asking.send("POST", WHERE, a_file())["Location"].removeprefix("/api")
    other = program(cast.manager)

    assert other.get(WHERE).json()["items"] == []
    for path in ("", "/rows", "/refused", "/back"):
        assert is_problem(other.get(f"{here}{path}"), 404)
    assert is_problem(other.ask("POST", f"{here}/start", match="*"), 404)
    assert is_problem(other.post(f"{here}/cancel", None), 404)


def test_what_was_looked_at_is_what_is_applied(asking):
    """Where the register came to have it meanwhile, it is looked at anew."""
    here = asking.send("POST", WHERE, a_file())["Location"].removeprefix("/api")
    make_actor("Coast Guard", kind="organisation")

    started = asking.ask("POST", f"{here}/start", match=asking.get(here)["ETag"])

    assert (started.json()["state"], started.json()["is_renewed"]) == ("waiting", True)
    assert started.json()["plans"]["create"] == 1
    again = asking.ask("POST", f"{here}/start", match=asking.get(here)["ETag"])
    assert (again.json()["state"], Actor.objects.count()) == ("done", 2)


def test_a_file_that_makes_no_sense_is_refused(asking):
    for facts in (a_file("weather\nfine\n"), a_file("{", "people.json"), {"weather": "fine"}):
        assert is_problem(asking.send("POST", WHERE, facts), 422)
    refused = asking.send("POST", WHERE, a_file("weather\nfine\n")).json()
    assert refused["errors"][0]["field"] == "file"
    assert not RegisterImport.objects.exists()


def test_a_large_one_is_the_workers(asking, monkeypatch):
    monkeypatch.setattr(importing, "READ_AT_ONCE", 10)
    made = asking.send("POST", WHERE, a_file(), Idempotency_Key="once")
    assert asking.send("POST", WHERE, a_file(), Idempotency_Key="once").json() == made.json()
    [upload] = RegisterImport.objects.all()
    here = f"{WHERE}/{upload.pk}"
    assert made.json()["state"] == "looking"

    fail_register_import(upload=upload.pk, at=NOW, why="OSError")
    assert asking.get(here).json()["state"] == "failed"
    assert asking.post(f"{here}/retry", None).json()["state"] == "looking"
    assert is_problem(asking.post(f"{here}/retry", None), 409)
    go_on(upload=upload.pk, at=NOW)
    assert asking.get(here).json()["plans"]["create"] == 2
    assert asking.post(f"{here}/cancel", None).json()["state"] == "cancelled"

    bad = asking.send("POST", WHERE, a_file("weather\nfine\n")).json()["id"]
    go_on(upload=bad, at=NOW)
    told = asking.get(f"{WHERE}/{bad}").json()
    assert (told["state"], "weather" in told["why"]) == ("refused", True)
    assert [one["state"] for one in asking.get(WHERE).json()["items"]] == ["cancelled", "refused"]
    assert is_problem(asking.post(f"{WHERE}/{bad}/retry", None), 409)
    assert asking.post(f"{WHERE}/{bad}/cancel", None).json()["state"] == "refused"


def test_the_starter_is_looked_at_as_any_file(asking):
    made = asking.post(f"{WHERE}/starter", None)

    assert (made.status_code, made.json()["state"]) == (202, "waiting")
    assert made.json()["plans"]["create"] > 200
    assert not Actor.objects.exists()


def test_asks_no_more_for_many(cast, asking):
    first = applied(f"{ACTORS},person,Wen Lian,,,,,\n", cast.owner)
    paths = [WHERE, f"{WHERE}/{first.pk}/rows", f"{WHERE}/{first.pk}"]
    few = [queries_of(lambda path=path: asking.get(path)) for path in paths]
    many = planned(f"{ACTORS},person,A,,,,,\n,person,B,,,,,\n,robot,C,,,,,\n", cast.owner)
    paths = [WHERE, f"{WHERE}/{many.pk}/rows", f"{WHERE}/{many.pk}"]

    for path, asked in zip(paths, few, strict=True):
        assert_same_count(asked, queries_of(lambda path=path: asking.get(path)), 6)
