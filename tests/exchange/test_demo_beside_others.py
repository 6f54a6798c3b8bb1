"""Loading the demo where somebody works already."""

from datetime import UTC, datetime

import pytest

from annotations.actions.actors import create_actor
from annotations.actions.sources import create_source
from annotations.actions.users import CannotKeepUser
from annotations.exchange.demo import load_demo
from annotations.models import Actor, Project, Source, User
from tests.factories.users import make_user

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_what_was_there_before_is_taken_as_it_is():
    by = make_user("keeper")
    create_source(name="lantern wire", notes="Ours", by=by)
    create_actor(name="Valmere", kind="country", description="Ours", by=by)

    load_demo(at=AT)

    assert Source.objects.called("Lantern Wire").get().notes == "Ours"
    assert Actor.objects.called("Valmere").get().description == "Ours"


def test_nothing_is_half_loaded_where_a_name_is_taken():
    make_user("curator")

    with pytest.raises(CannotKeepUser):
        load_demo(at=AT)

    assert not Project.objects.exists()
    assert User.objects.count() == 1
