"""Codebooks and their tags, kept by programs: every change leaves a version."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Codebook, SpanTag, Tag
from tests.api.conftest import is_problem
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_codebook, make_tag

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


def test_some_of_a_tag_is_split_off_and_that_is_taken_back(cast, asking, here):
    wide, beside = (make_tag(cast.project.codebook, name) for name in ("Wide", "Beside"))
    coding = make_coding(cast.project_article, cast.owner)
    chosen = make_passage(coding, "what comes next", wide, beside)
    staying = make_passage(coding, "Envoys meet again", wide)
    where = f"/tags/{wide.pk}"

    def borne(asked=""):
        return asking.get(f"{where}/bearers{asked}").json()["passages"]

    assert (borne(), borne(f"?beside={beside.pk}"), borne("?words=envoys")) == (2, 1, 1)
    assert borne("?bearer=article") == 0
    body = {"beside": str(beside.pk), "name": "Narrow"}
    made = asking.post(f"{where}/split", body)

    assert (made.status_code, made.json()["kind"], made.json()["count"]) == (201, "split", 1)
    narrow = Tag.objects.get(name="Narrow")
    assert SpanTag.objects.filter(span=chosen, tag=narrow).exists()
    assert SpanTag.objects.get(span=staying).tag == wide
    assert is_problem(asking.post(f"{where}/split", {"words": "nobody says"}), 422)
    nothing = asking.post(f"{where}/split", {"words": "nobody says", "to": str(narrow.pk)})
    assert is_problem(nothing, 409)
    assert asking.ask("DELETE", made["Location"].removeprefix("/api")).status_code == 204
    assert SpanTag.objects.filter(span=chosen, tag=wide).exists()


def test_the_way_to_another_codebook_is_kept(cast, program, here):
    admin = program(cast.admin)
    other = make_codebook("Another")
    tag, alike, rest = (make_tag(cast.project.codebook, n) for n in ("Trade", "Peace", "Rest"))
    trade, peace = (make_tag(other, name) for name in ("Commerce", "Peace"))
    where = f"{here}/crosswalks/{other.pk}"

    read = admin.get(where)
    ways = {one["tag"]: one for one in read.json()["ways"]}
    assert (ways[str(alike.pk)]["other"], ways[str(alike.pk)]["fate"]) == (str(peace.pk), "open")
    said = [
        {"tag": str(tag.pk), "relation": "exact", "other": str(trade.pk)},
        {"tag": str(rest.pk), "relation": "none"},
    ]
    kept = admin.ask("PUT", where, {"ways": said}, match=read["ETag"])

    assert kept.status_code == 200, kept.content
    fates = {one["tag"]: one["fate"] for one in kept.json()["ways"]}
    assert (fates[str(tag.pk)], fates[str(rest.pk)]) == ("same", "lost")
    assert kept.json()["unreached"] == [str(peace.pk)]
    assert is_problem(admin.ask("PUT", where, {"ways": said}, match=read["ETag"]), 412)
    stray = [{"tag": str(peace.pk), "relation": "none"}]
    refused = admin.ask("PUT", where, {"ways": stray}, match="*")
    assert refused.json()["errors"][0]["field"] == "ways/0/tag"
    assert is_problem(admin.get(f"{here}/crosswalks/{cast.project.codebook_id}"), 404)


@pytest.mark.parametrize("form", ["csv", "xlsx", "qdc"])
def test_a_codebook_leaves_as_a_file_and_comes_back(cast, asking, program, here, form):
    make_tag(cast.project.codebook, "Trade")
    sent = program(cast.reader, "read").get(f"{here}/file?form={form}")
    Tag.objects.update(name="Commerce")
    file = SimpleUploadedFile(f"book.{form}", sent.content)

    look = asking.send("POST", f"{here}/file", {"file": file, "look": "true"})
    assert look.status_code == 200, look.content
    assert (len(look.json()["differences"]), look.json()["is_taken"]) == (1, False)
    assert Tag.objects.get().name == "Commerce"
    file.seek(0)
    taken = asking.send("POST", f"{here}/file", {"file": file})

    assert taken.json()["is_taken"]
    assert Tag.objects.filter(name="Trade", retired_at=None).exists()
    refused = asking.send("POST", f"{here}/file", {})
    assert refused.json()["errors"][0]["field"] == "file"
