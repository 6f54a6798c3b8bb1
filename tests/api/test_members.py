"""Projects, who belongs to them and what they are given, by programs."""

import pytest

from annotations.models import Assignment, CodingState, Membership, Project
from tests.api.conftest import is_problem
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.manager)


@pytest.fixture
def here(cast):
    return f"/projects/{cast.project.pk}"


def test_members_come_change_and_go(cast, asking, here):
    made = asking.post(f"{here}/members", {"who": "stranger", "role": "curator"})
    assert (made.status_code, made.json()["username"]) == (201, "stranger")
    where = made["Location"].removeprefix("/api")
    assert is_problem(asking.post(f"{here}/members", {"who": "stranger"}), 409)
    nobody = asking.post(f"{here}/members", {"who": "nobody"})
    assert is_problem(nobody, 422)
    assert nobody.json()["errors"][0]["field"] == "who"

    changed = asking.ask("PATCH", where, {"role": "reader"}, match=made["ETag"])
    assert changed.json()["role"] == "reader"
    assert is_problem(asking.ask("DELETE", where, match=made["ETag"]), 412)
    assert asking.ask("DELETE", where, match=changed["ETag"]).status_code == 204
    assert is_problem(asking.get(where), 404)


def test_the_last_manager_stays(cast, asking):
    where = f"/members/{Membership.objects.get(user=cast.manager).pk}"

    assert is_problem(asking.ask("PATCH", where, {"role": "reader"}, match="*"), 409)
    assert is_problem(asking.ask("DELETE", where, match="*"), 409)


def test_members_of_other_projects_are_nobody_here(cast, program):
    where = f"/members/{Membership.objects.get(user=cast.owner).pk}"

    assert is_problem(program(cast.stranger).get(where), 404)
    assert is_problem(program(cast.owner).ask("DELETE", where, match="*"), 403)
    assert is_problem(program(cast.manager, "write").ask("DELETE", where, match="*"), 403)


def test_articles_are_given_and_taken_back(cast, asking, program, here):
    other = add_article(cast.project, make_article("Another text."))
    body = {
        "articles": [str(cast.project_article.pk), str(other.pk)],
        "analysts": [str(cast.owner.pk)],
    }
    made = asking.post(f"{here}/assignments", body)
    assert made.status_code == 201
    assert {row["article"] for row in made.json()["items"]} == set(body["articles"])
    assert is_problem(asking.post(f"{here}/assignments", body), 409)
    unknown = asking.post(f"{here}/assignments", body | {"analysts": [str(cast.stranger.pk)]})
    assert is_problem(unknown, 422)

    own = program(cast.owner).get(f"{here}/assignments?state=waiting").json()["items"]
    assert len(own) == 2
    assert program(cast.second).get(f"{here}/assignments").json()["items"] == []
    where = f"/assignments/{own[0]['id']}"
    assert is_problem(program(cast.second).get(where), 403)
    assert asking.ask("DELETE", where, match=asking.get(where)["ETag"]).status_code == 204
    assert is_problem(asking.get(where), 404)
    assert Assignment.objects.live().count() == 1


def test_free_slots_are_shared_out_and_taken(cast, asking, program, here):
    for n in range(3):
        add_article(cast.project, make_article(f"Text {n}."))
    body = {"analysts": [str(cast.owner.pk), str(cast.second.pk)], "at_most": 1}

    given = asking.post(f"{here}/assignments/fill", body).json()["items"]
    assert {row["analyst"] for row in given} == set(body["analysts"])
    following = program(cast.owner, "write").post(f"{here}/assignments/next", None)
    [mine] = [row for row in given if row["analyst"] == str(cast.owner.pk)]
    assert following.json()["id"] == mine["article"]
    assert is_problem(program(cast.reader).post(f"{here}/assignments/next", None), 403)


def test_done_articles_are_opened_and_closed(cast, asking):
    where = f"/articles/{cast.project_article.pk}"
    assert is_problem(asking.ask("PUT", f"{where}/opened"), 409)
    make_coding(cast.project_article, cast.owner, CodingState.DONE)

    for _again in range(2):
        assert asking.ask("PUT", f"{where}/opened").status_code == 204
        assert asking.get(where).json()["opened_at"]
    for _again in range(2):
        assert asking.ask("DELETE", f"{where}/opened").status_code == 204
        assert asking.get(where).json()["opened_at"] is None


def test_a_project_is_put_away_and_brought_back(cast, asking, program, here):
    assert asking.ask("PUT", f"{here}/archived").status_code == 204
    assert asking.get(here).json()["archived_at"]
    assert is_problem(asking.ask("PATCH", here, {"name": "New"}, match="*"), 403)
    assert is_problem(program(cast.owner).ask("DELETE", f"{here}/archived"), 403)
    assert asking.ask("DELETE", f"{here}/archived").status_code == 204
    assert asking.get(here).json()["archived_at"] is None


def test_only_a_project_without_annotations_is_deleted(cast, asking, program, here):
    admin = program(cast.admin)
    make_coding(cast.project_article, cast.owner)
    assert is_problem(asking.ask("DELETE", here, match="*"), 403)
    assert is_problem(admin.ask("DELETE", here), 428)
    assert is_problem(admin.ask("DELETE", here, match="*"), 409)

    cast.project.codings.all().delete()
    assert admin.ask("DELETE", here, match="*").status_code == 204
    assert not Project.objects.exists()
