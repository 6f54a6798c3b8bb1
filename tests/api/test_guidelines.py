"""What the guidelines of a project were, and their pictures, for programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.forms.guidelines import LONGEST
from annotations.models import Project
from tests.api.conftest import PNG, is_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.manager)


@pytest.fixture
def here(cast):
    return f"/projects/{cast.project.pk}"


def test_each_wording_is_read_again(cast, asking, here, program):
    for words in ("Be fair.", "Be fair and quick."):
        changed = asking.ask("PATCH", here, {"guidelines": words}, match="*")
        assert changed.status_code == 200, changed.content
    asking.ask("PATCH", here, {"name": "Another name"}, match="*")

    first = program(cast.reader, "read").get(f"{here}/guidelines?limit=1").json()
    [latest] = first["items"]
    assert (latest["length"], latest["by"]) == (18, str(cast.manager.pk))
    [earlier] = asking.get(first["next"].partition("/api")[2]).json()["items"]
    told = asking.get(f"{here}/guidelines/{earlier['wording']}").json()
    assert told == {**earlier, "guidelines": "Be fair."}
    assert is_problem(asking.get(f"{here}/guidelines/999999"), 404)


def test_they_may_be_as_long_as_on_their_page(asking, here):
    long = "x" * LONGEST
    assert asking.ask("PATCH", here, {"guidelines": long}, match="*").status_code == 200
    assert len(Project.objects.get().guidelines) == LONGEST
    assert is_problem(asking.ask("PATCH", here, {"guidelines": long + "x"}, match="*"), 422)


def test_a_picture_comes_goes_and_comes_back(cast, asking, here, program):
    file = SimpleUploadedFile("Map 1.png", PNG)
    made = asking.send("POST", f"{here}/guideline-images", {"file": file, "alt": "A map"})

    assert made.status_code == 201, made.content
    assert (made.json()["name"], made.json()["media_type"]) == ("Map-1.png", "image/png")
    where = made["Location"].removeprefix("/api")
    sent = program(cast.reader, "read").get(f"{where}/file")
    assert (sent.content, sent["Content-Type"]) == (PNG, "image/png")
    assert "sandbox" in sent["Content-Security-Policy"]
    assert is_problem(asking.ask("DELETE", where), 428)
    assert asking.ask("DELETE", where, match=made["ETag"]).status_code == 204
    [row] = asking.get(f"{here}/guideline-images").json()["items"]
    assert row["removed_at"]
    for _again in range(2):
        assert asking.post(f"{where}/restore", None).json() == made.json()
    text = SimpleUploadedFile("map.png", b"no picture")
    refused = asking.send("POST", f"{here}/guideline-images", {"file": text, "alt": "A map"})
    assert refused.json()["errors"][0]["field"] == "file"
    assert is_problem(program(cast.curator).ask("DELETE", where, match="*"), 403)
