"""Codebooks and their tags, kept by programs: every change leaves a version."""

import pytest

from annotations.models import Codebook, SpanTag, Tag
from tests.api.conftest import is_problem
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.manager)


@pytest.fixture
def here(cast):
    return f"/codebooks/{cast.project.codebook_id}"


def names(asking, here):
    rows = asking.get(f"{here}/tags").json()["items"]
    return [row["name"] for row in sorted(rows, key=lambda row: row["position"])]


def test_a_codebook_begins_changes_and_goes(cast, asking, program):
    admin = program(cast.admin)
    made = admin.post("/codebooks", {"name": "Second", "starter": "statements"})
    assert made.status_code == 201
    where = made["Location"].removeprefix("/api")
    assert Tag.objects.filter(codebook=made.json()["id"]).count() > 5
    assert is_problem(asking.get(where), 404)

    changed = admin.ask("PATCH", where, {"stance_needs_target": True}, match=made["ETag"])
    assert (changed.json()["name"], changed.json()["stance_needs_target"]) == ("Second", True)
    assert admin.ask("DELETE", where, match=changed["ETag"]).status_code == 204
    assert is_problem(asking.post("/codebooks", {"name": "Third"}), 403)


def test_one_in_use_is_not_deleted(cast, program, here):
    assert is_problem(program(cast.admin).ask("DELETE", here, match="*"), 409)
    assert Codebook.objects.count() == 1


def test_tags_are_put_where_they_are_wanted(cast, asking, here):
    for name in ("One", "Two", "Three"):
        made = asking.post(f"{here}/tags", {"name": name})
    first = Tag.objects.get(name="One")
    where = made["Location"].removeprefix("/api")

    moved = asking.ask("PATCH", where, {"before": str(first.pk)}, match=made["ETag"])

    assert moved.status_code == 200, moved.content
    assert names(asking, here) == ["Three", "One", "Two"]
    bad = asking.ask("PATCH", where, {"before": str(cast.project.pk)}, match="*")
    assert bad.json()["errors"][0]["field"] == "before"


def test_tags_are_retired_and_offered_again(asking, cast, here):
    parent = make_tag(cast.project.codebook, "Trade")
    child = make_tag(cast.project.codebook, "Tariffs", parent=parent)
    where = f"/tags/{parent.pk}"

    for _again in range(2):
        assert asking.ask("PUT", f"{where}/retired").status_code == 204
        assert asking.get(f"/tags/{child.pk}").json()["retired_at"]
    for _again in range(2):
        assert asking.ask("DELETE", f"{where}/retired").status_code == 204
        assert asking.get(f"/tags/{child.pk}").json()["retired_at"] is None


def test_tags_are_merged_and_that_is_taken_back(cast, asking, here):
    kept, gone = (make_tag(cast.project.codebook, name) for name in ("Kept", "Gone"))
    span = make_passage(make_coding(cast.project_article, cast.owner), "what comes next", gone)

    made = asking.post(f"/tags/{gone.pk}/merge", {"into": str(kept.pk)})

    assert (made.status_code, made.json()["count"]) == (201, 1)
    assert SpanTag.objects.get(span=span).tag == kept
    again = asking.post(f"/tags/{gone.pk}/merge", {"into": str(kept.pk)})
    assert is_problem(again, 409)
    where = made["Location"].removeprefix("/api")
    assert asking.ask("DELETE", where).status_code == 204
    assert SpanTag.objects.get(span=span).tag == gone
    assert asking.get(where).json()["undone_at"]
    assert is_problem(asking.ask("DELETE", where), 409)
    itself = asking.post(f"/tags/{gone.pk}/merge", {"into": str(gone.pk)})
    assert is_problem(itself, 422)


def test_versions_are_named_read_and_brought_back(cast, asking, here):
    asking.post(f"{here}/tags", {"name": "Trade"})
    made = asking.post(f"{here}/versions", {"name": "As agreed"})
    assert made.status_code == 201
    asking.post(f"{here}/tags", {"name": "Later"})

    rows = asking.get(f"{here}/versions").json()["items"]
    assert [row["number"] for row in rows] == [1, 2]
    then = asking.get(made["Location"].removeprefix("/api")).json()
    assert (then["name"], [tag["name"] for tag in then["tags"]]) == ("As agreed", ["Trade"])

    assert asking.post(f"{here}/versions/1/restore", None).status_code == 204
    assert Tag.objects.get(name="Later").is_retired
    assert is_problem(asking.get(f"{here}/versions/99"), 404)


def test_members_read_versions_and_do_not_name_them(cast, program, asking, here):
    asking.post(f"{here}/tags", {"name": "Trade"})

    assert program(cast.reader).get(f"{here}/versions").json()["items"][0]["number"] == 1
    assert is_problem(program(cast.owner).post(f"{here}/versions", {"name": "Mine"}), 403)
