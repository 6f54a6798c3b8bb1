"""Whoever leaves is gone at once, and after a while nobody can tell who it was; figures stay."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, connection, transaction

from annotations import tasks
from annotations.actions.comments import edit_comment
from annotations.actions.leaving import CannotLeave, forget, forget_leavers, leave
from annotations.actions.users import CannotKeepUser, reactivate_user
from annotations.models import Coding, Comment, Draft, Membership, Role, Session, User
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import report_of
from annotations.queries.projects import members_of, progress_of, projects_for
from tests.actions.conftest import NOW
from tests.exchange.coded.test_recording import line, lines
from tests.factories.annotations import make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.flags import make_flag
from tests.factories.projects import join, make_tag
from tests.factories.users import make_user
from tests.helpers.coded import imported

DAY = timedelta(days=1)
NAME, LOGIN, ADDRESS = "Azelina Quastl", "azelinaq", "z.quastl@press.test"


@pytest.fixture
def zerlina(cast):
    """An analyst who has done, said and kept what one does, says and keeps."""
    user = User.objects.create(
        username=LOGIN, name=NAME, first_name="Azelina", last_name="Quastl", email=ADDRESS
    )
    join(cast.project, user)
    tag = make_tag(cast.project.codebook)
    for analyst in (user, cast.second):
        coding = make_coding(cast.project_article, analyst, "done")
        make_passage(coding, "Nobody knows", tag)
    make_passage(coding, "Both sides", tag)
    thread = make_thread(coding, 1)
    make_comment(thread, user, "I am sure.")
    called = make_comment(thread, cast.curator, f"Is it, @{LOGIN}?")
    edit_comment(comment=called, text=f"Is it, {NAME} ({ADDRESS})?", by=cast.curator, at=NOW)
    make_flag(cast.project_article, user)
    Draft.objects.create(
        project=cast.project,
        owner=user,
        filename=f"{NAME}.txt",
        media_type="text/plain",
        compressed=b"x",
        sha256="0" * 64,
        created_at=NOW,
    )
    LogEntry.objects.log_actions(cast.admin.pk, [user], CHANGE, "")
    return user


def columns():
    """Every column of every table that can hold words."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT table_name, column_name FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
        """)
        return cursor.fetchall()


def places_of(*words):
    """Where any of the words stands, whatever the table."""
    found = set()
    with connection.cursor() as cursor:
        for table, column in columns():
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{table}" WHERE "{column}"::text ILIKE ANY(%s))',
                [[f"%{word}%" for word in words]],
            )
            if cursor.fetchone()[0]:
                found.add((table, column))
    return found


def figures(cast):
    """Agreement and progress, but for the name, which stands first both before and after."""
    found = compared(cast.project, Coding.objects.visible_to(cast.manager))
    progress = progress_of(projects_for(cast.manager).get(pk=cast.project.pk))
    told = repr((report_of(found), progress))
    return re.sub(rf"{NAME}|Analyst \d+", "?", told, flags=re.IGNORECASE)


def test_at_once_there_is_no_way_in_and_no_place_in_lists(as_, cast, zerlina):
    client = as_(zerlina)
    assert client.get("/").status_code == 200
    keys = set(Session.objects.values_list("pk", flat=True))

    leave(user=zerlina, by=cast.admin, at=NOW)

    assert client.get("/").status_code == 302
    assert not Session.objects.filter(pk__in=keys).exists()
    assert zerlina not in [row.user for row in members_of(cast.project)]
    assert User.objects.get(pk=zerlina.pk).shown_name == NAME


def test_whoever_comes_back_in_time_has_what_they_had(cast, zerlina):
    leave(user=zerlina, by=cast.admin, at=NOW)
    reactivate_user(user=zerlina, by=cast.admin)

    assert zerlina in [row.user for row in members_of(cast.project)]
    assert Draft.objects.filter(owner=zerlina).exists()
    assert forget_leavers(at=NOW + 9 * DAY, after=DAY) == 0


def test_afterwards_the_name_is_nowhere_and_the_figures_are_the_same(cast, zerlina):
    imported(
        lines(line(coder=LOGIN.upper(), words=["harbour", "nowhere"])),
        cast.project,
        name=f"{LOGIN}.jsonl",
        coder=LOGIN,
    )
    before = figures(cast)
    assert "?" in before
    assert {table for table, _ in places_of(NAME, LOGIN, ADDRESS)} == {
        "annotations_user",
        "annotations_codedimport",
        "annotations_codedimportentry",
        "annotations_codedimportline",
        "annotations_draft",
        "annotations_comment",
        "annotations_commentevent",
        "django_admin_log",
    }
    leave(user=zerlina, by=cast.admin, at=NOW)
    assert forget_leavers(at=NOW + DAY, after=DAY) == 0

    assert forget_leavers(at=NOW + 2 * DAY, after=DAY) == 1

    assert places_of(NAME, LOGIN, ADDRESS, "Azelina", "Quastl") == set()
    assert figures(cast) == before
    user = User.objects.get(pk=zerlina.pk)
    assert (user.username, user.shown_name) == ("~1", "Analyst 1")
    assert not user.has_usable_password()
    assert not Membership.objects.filter(user=user).exists()
    assert set(Comment.objects.values_list("text", flat=True)) == {
        "I am sure.",
        "Is it, Analyst 1 (Analyst 1)?",
    }
    assert not user.flags.exists()
    assert forget_leavers(at=NOW + 3 * DAY, after=DAY) == 0


def test_each_has_a_number_of_their_own_and_keeps_it(cast, zerlina):
    for user in (cast.owner, zerlina):
        leave(user=user, by=cast.admin, at=NOW)
        forget(user=user, by=cast.admin)
    forget(user=cast.owner, by=cast.admin)

    names = [User.objects.get(pk=user.pk).name for user in (cast.owner, zerlina)]
    assert names == ["Analyst 1", "Analyst 2"]


def test_nobody_takes_the_name_of_whoever_is_forgotten(cast, zerlina):
    """Else two coders would count as one."""
    make_user("somebody", name="analyst 1")
    leave(user=zerlina, by=cast.admin, at=NOW)

    assert forget(user=zerlina, by=cast.admin).name == "Analyst 2"


def test_a_project_keeps_somebody_who_manages_it(cast):
    with pytest.raises(CannotLeave, match="“Harbour talks” has no other manager"):
        leave(user=cast.manager, by=cast.admin, at=NOW)
    join(cast.project, make_user("other"), Role.MANAGER)

    leave(user=cast.manager, by=cast.admin, at=NOW)

    assert not User.objects.get(pk=cast.manager.pk).is_active


def test_only_whoever_left_is_forgotten_and_that_for_good(cast, zerlina):
    with pytest.raises(CannotLeave, match="Only whoever has left"):
        forget(user=zerlina, by=cast.admin)
    leave(user=zerlina, by=cast.admin, at=NOW)

    user = forget(user=zerlina, by=cast.admin)

    with pytest.raises(CannotKeepUser, match="whose account this was"):
        reactivate_user(user=user, by=cast.admin)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("user_who_left_is_inactive", {"is_active": True}),
        ("user_forgotten_has_no_names", {"email": ADDRESS}),
    ],
)
def test_the_table_refuses(cast, zerlina, name, changes):
    leave(user=zerlina, by=cast.admin, at=NOW)
    forget(user=zerlina, by=cast.admin)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        User.objects.filter(pk=zerlina.pk).update(**changes)


def test_the_job_of_the_night_asks_the_settings(cast, zerlina, settings):
    leave(user=zerlina, by=cast.admin, at=NOW)
    later = NOW + 10 * DAY
    settings.FORGET_AFTER_DAYS = 30
    tasks.forget_people(int(later.timestamp()))
    assert User.objects.get(pk=zerlina.pk).name == NAME

    settings.FORGET_AFTER_DAYS = 5
    tasks.forget_people(int(later.timestamp()))
    assert User.objects.get(pk=zerlina.pk).name == "Analyst 1"
