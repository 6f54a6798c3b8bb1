"""The machine at work for programs: reading, learning, and whether its suggestions are wanted."""

import pytest

from annotations.models import Coding, LearnedModel, Run
from tests.api.conftest import is_problem
from tests.factories.learning import make_learned
from tests.helpers.jobs import forget_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    yield program(cast.curator, "write")
    forget_jobs()


@pytest.fixture
def here(cast):
    return f"/projects/{cast.project.pk}"


def test_a_project_is_read_and_that_is_called_off(cast, asking, here):
    assert asking.get(f"{here}/reading").json() == {"articles": 1, "read": 0, "run": None}

    begun = asking.post(f"{here}/runs", None)

    assert (begun.status_code, begun.json()["total"], begun.json()["done"]) == (202, 1, 0)
    assert is_problem(asking.post(f"{here}/runs", None), 409)
    run = begun["Location"].removeprefix("/api")
    assert asking.get(f"{here}/runs").json()["items"] == [asking.get(run).json()]
    assert asking.get(f"{here}/reading").json()["run"] == begun.json()
    off = asking.post(f"{run}/cancel", None).json()
    assert off["is_cancelled"]
    assert off["finished_at"]


def test_one_article_is_read_at_once(cast, program):
    asking = program(cast.owner, "write")
    where = f"/articles/{cast.project_article.pk}/suggestions"

    read = asking.post(where, None)

    assert read.status_code == 201, read.content
    assert read.json()["items"]
    assert read.json() == asking.get(where).json()
    assert Coding.objects.filter(kind="machine").count() == 1
    assert is_problem(program(cast.reader).post(where, None), 403)


def test_suggestions_are_switched_by_managers(cast, program, asking, here):
    manager = program(cast.manager)
    for _again in range(2):
        assert manager.ask("DELETE", f"{here}/suggesting").status_code == 204
        assert manager.get(here).json()["has_suggestions"] is False
    assert is_problem(asking.post(f"{here}/runs", None), 409)
    assert is_problem(asking.ask("PUT", f"{here}/suggesting"), 403)
    for _again in range(2):
        assert manager.ask("PUT", f"{here}/suggesting").status_code == 204
    assert manager.get(here).json()["has_suggestions"] is True
    assert Run.objects.count() == 1


def test_what_it_learned_is_switched_on_and_off(cast, program, asking, here):
    assert is_problem(asking.post(f"{here}/learned-models", None), 409)
    learned, failed = make_learned(cast.project), make_learned(cast.project, 2, state="failed")
    where = f"/learned-models/{learned.pk}"

    told = program(cast.reader, "read").get(where).json()
    assert (told["number"], told["is_on"], told["figures"]["is_better"]) == (1, False, True)
    for _again in range(2):
        assert asking.ask("PUT", f"{where}/on").status_code == 204
    assert LearnedModel.objects.get(is_on=True) == learned
    assert is_problem(asking.ask("PUT", f"/learned-models/{failed.pk}/on"), 409)
    assert asking.ask("DELETE", f"/learned-models/{failed.pk}/on").status_code == 204
    assert LearnedModel.objects.filter(is_on=True).exists()
    assert asking.ask("DELETE", f"{where}/on").status_code == 204
    assert not LearnedModel.objects.filter(is_on=True).exists()
    assert len(asking.get(f"{here}/learned-models").json()["items"]) == 2
    assert is_problem(program(cast.owner).ask("PUT", f"{where}/on"), 403)
