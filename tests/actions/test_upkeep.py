from datetime import UTC, datetime, timedelta

import pytest

from annotations import tasks
from annotations.actions.demo_logins import set_demo_passwords
from annotations.actions.upkeep import clear_expired_sessions
from annotations.models import Session
from tests.factories.users import make_user

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def make_session(key: str, ends: datetime) -> Session:
    return Session.objects.create(session_key=key, session_data="", expire_date=ends)


def test_sessions_that_have_ended_go_and_others_stay():
    make_session("ended", NOW - timedelta(seconds=1))
    make_session("running", NOW + timedelta(seconds=1))

    cleared = clear_expired_sessions(at=NOW)

    assert cleared == 1
    assert Session.objects.get().session_key == "running"


def test_the_nightly_task_clears_them():
    make_session("ended", NOW - timedelta(seconds=1))

    tasks.clear_sessions(int(NOW.timestamp()))

    assert not Session.objects.exists()


def test_the_demos_people_get_their_passwords_and_nobody_else_does():
    analyst, other = make_user("analyst"), make_user("other")
    before = other.password

    set_demo_passwords(passwords={"analyst": "demo", "curator": "demo"})

    analyst.refresh_from_db()
    other.refresh_from_db()
    assert analyst.check_password("demo")
    assert other.password == before
