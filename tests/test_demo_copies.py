"""The demo that tests copy is the one that is loaded."""

import pytest
from django.apps import apps
from django.db import transaction

from annotations.models import Project
from tests.factories import demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def copied(monkeypatch):
    """What was in all tables when the demo had been loaded; it is here as a copy."""
    monkeypatch.setattr(demo, "ROWS", {})
    with transaction.atomic():
        demo.make_demo()
        loaded = rows()
        transaction.set_rollback(True)
    assert not Project.objects.exists()
    demo.make_demo()
    return loaded


def rows():
    models = apps.get_app_config("annotations").get_models()
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in models
        if model._meta.managed
    }


def test_every_row_of_every_table_is_there_again(copied):
    assert rows() == copied
    assert copied["Article"]
    assert copied["Attribution"]


def test_the_history_goes_on_where_it_was(copied):
    project = Project.objects.get()

    project.name = "Changed"
    project.save()

    assert len(rows()["ProjectEvent"]) == len(copied["ProjectEvent"]) + 1
