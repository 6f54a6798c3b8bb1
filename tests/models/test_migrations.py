"""What the migrations leave is what the models say, where `makemigrations --check` cannot see it."""

import re
from importlib import import_module
from pathlib import Path

import pgtrigger
import pytest

MIGRATIONS = Path(__file__).resolve().parents[2] / "annotations" / "migrations"
SQUASHED = import_module("annotations.migrations.0001_squashed_0068").Migration


@pytest.mark.django_db
def test_every_trigger_of_a_model_is_in_the_database():
    states = {
        f"{model._meta.label}: {trigger.name}": trigger.get_installation_status(model)[0]
        for model, trigger in pgtrigger.registered()
    }

    assert len(states) > 100
    assert {name: state for name, state in states.items() if state != "INSTALLED"} == {}


def test_what_is_squashed_replaces_all_that_came_before():
    last = 68
    names = sorted(
        path.stem for path in MIGRATIONS.glob("[0-9]*.py") if "squashed" not in path.stem
    )
    numbered = {name: int(re.match(r"\d+", name)[0]) for name in names}

    assert [name for _app, name in SQUASHED.replaces] == [
        name for name in names if numbered[name] <= last
    ]
