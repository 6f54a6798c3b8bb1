import pytest
from django.core.management import CommandError, call_command

from annotations.domain.demo import DEMO_LOGINS, DEMO_PASSWORD
from annotations.models import Project, User
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_it_says_who_can_sign_in_and_the_second_time_that_all_is_there(capsys):
    call_command("load_demo")
    first = capsys.readouterr().out
    call_command("load_demo")
    second = capsys.readouterr().out

    assert "Harbour talks" in first
    assert all(name in first for name in DEMO_LOGINS)
    assert second == "The demo is there already.\n"
    assert Project.objects.count() == 1


def test_made_passwords_are_printed_and_work(capsys):
    call_command("load_demo", passwords="random")

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    for name, password in lines:
        assert password != DEMO_PASSWORD
        assert User.objects.get(username=name).check_password(password)
    assert {name for name, _password in lines} == set(DEMO_LOGINS)


def test_it_can_be_quiet(capsys):
    call_command("load_demo", verbosity=0)

    assert capsys.readouterr().out == ""


def test_a_name_that_is_taken_is_said_plainly():
    make_user("admin")

    with pytest.raises(CommandError, match="There is an account with this name already"):
        call_command("load_demo")
