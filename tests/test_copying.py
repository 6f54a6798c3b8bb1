"""However many processes a run has, one migrates."""

import pytest
from django.db import connection

from tests import copying
from tests.copying import exists, has_copied, template_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    """What databases of this test's processes begin with: others may test on the same server."""
    return connection.settings_dict["NAME"]


@pytest.fixture
def template(own):
    return f"{own}_template"


@pytest.fixture
def made(template, monkeypatch):
    """How often a template was made; these have no tables."""
    names = []

    def make(name):
        names.append(name)
        ask(f"CREATE DATABASE {name} TEMPLATE template0")

    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "2")
    monkeypatch.setattr(copying, "migrate", make)
    ask(f"DROP DATABASE IF EXISTS {template}")
    yield names
    ask(f"DROP DATABASE IF EXISTS {template}")


def ask(statement):
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)


def test_the_first_makes_what_all_copy_and_the_last_drops_it(made, own, template, tmp_path):
    names = [template_for(tmp_path, f"{own}_gw{each}", is_kept=True) for each in range(2)]

    has_copied(tmp_path, template)
    assert exists(template)
    has_copied(tmp_path, template)

    assert names == [template, template]
    assert made == [template]
    assert not exists(template)


def test_whoever_comes_when_it_was_dropped_makes_it_again(made, own, template, tmp_path):
    template_for(tmp_path, f"{own}_gw0", is_kept=False)
    ask(f"DROP DATABASE {template}")

    assert template_for(tmp_path, f"{own}_gw2", is_kept=False) == template
    assert made == [template, template]
    assert exists(template)


def test_what_is_there_is_not_copied_over(made, own, tmp_path):
    assert template_for(tmp_path, own, is_kept=True) is None
    assert made == []


def test_one_alone_makes_its_own(made, own, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "1")

    assert template_for(tmp_path, f"{own}_gw0", is_kept=False) is None
    assert made == []
