"""Doing what a plan says: all of it, nothing else, and nothing twice."""

from datetime import date

import pytest

from annotations.actions import register_applying
from annotations.actions.register_imports import (
    CannotImportRegister,
    discard_register_import,
    forget_register_imports,
)
from annotations.domain.register import CannotRead
from annotations.exchange.register import importing
from annotations.exchange.register.importing import go_on, start
from annotations.models import Actor, Affiliation, RegisterImport
from tests.factories.actors import make_actor, make_affiliation, make_name
from tests.factories.users import make_user
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.register_files import (
    ACTORS,
    LATER,
    NOW,
    POSTS,
    applied,
    changes,
    kept,
    planned,
    plans,
)

pytestmark = pytest.mark.django_db

PEOPLE = (
    ACTORS
    + "q,person,Ada Quill,FR,Envoy,A. Quill [en short],Q904,\n"
    + ",organisation,Coast Guard,BE,,,,\n"
)


def test_what_was_planned_is_done_and_the_same_file_again_changes_nothing():
    upload = applied(PEOPLE)

    quill = Actor.objects.get(name="Ada Quill")
    assert upload.finished_at == LATER
    assert (quill.country, quill.description, quill.sort_name) == ("FR", "Envoy", "Quill, Ada")
    assert [(n.name, n.language, n.kind) for n in quill.names.all()] == [
        ("A. Quill", "en", "short")
    ]
    again = planned(PEOPLE)
    assert plans(again) == ["same", "same"]
    assert changes(again) == [[], []]


def test_a_change_changes_what_the_row_says_and_nothing_else():
    quill = make_actor("Ada Quill", country="FR", notes="Old", description="Envoy")
    make_name(quill, "A. Quill", "short")
    make_name(quill, "Quilly", "nickname")

    applied(ACTORS + f"{quill.pk},person,Ada Quill,BE,,[clear] A. QUILL [fr],,[clear]\n")

    quill.refresh_from_db()
    assert (quill.country, quill.notes, quill.description) == ("BE", "", "Envoy")
    assert [(n.name, n.language, n.kind) for n in quill.names.all()] == [("A. QUILL", "fr", "full")]


def test_posts_are_made_and_changed():
    quill = make_actor("Ada Quill")
    make_actor("Coast Guard", kind="organisation")
    make_affiliation(quill, "Envoy", None, date(2020, 1, 1), None, kind="diplomacy")

    applied(POSTS + ",Ada Quill,Envoy,,2020-01-01,2021-05\n,Ada Quill,Chief,Coast Guard,2021-06,\n")

    envoy, chief = Affiliation.objects.order_by("valid")
    assert (envoy.valid.upper, envoy.kind) == (date(2021, 6, 1), "diplomacy")
    assert (chief.valid.lower, chief.valid.upper) == (date(2021, 6, 1), None)
    assert chief.organisation.name == "Coast Guard"


def test_the_history_says_who_did_it_and_in_which_import():
    by = make_user("keeper")

    upload = applied(PEOPLE, by)

    event = Actor.pgh_event_model.objects.get(name="Ada Quill")
    assert event.pgh_context.metadata == {"user": str(by.pk), "register_import": str(upload.pk)}


def test_where_the_register_has_changed_since_the_plan_is_shown_again():
    quill = make_actor("Ada Quill", country="FR")
    upload = planned(ACTORS + f"{quill.pk},person,Ada Quill,BE,,,,\n")
    quill.country = "DE"
    quill.save()

    upload = start(upload, by=None, at=LATER)

    assert (upload.is_waiting, upload.is_renewed) == (True, True)
    assert changes(upload) == [[("country", "DE", "BE")]]
    quill.refresh_from_db()
    assert quill.country == "DE"
    start(upload, by=None, at=LATER)
    quill.refresh_from_db()
    assert quill.country == "BE"


def test_a_change_elsewhere_does_not_ask_again():
    upload = planned(PEOPLE)
    make_actor("Someone Else")

    assert start(upload, by=None, at=LATER).finished_at == LATER


def test_what_changes_while_it_is_applied_is_refused(monkeypatch):
    quill, wen = make_actor("Ada Quill"), make_actor("Wen Lian")
    upload = planned(
        ACTORS
        + ",person,Ada Quill,BE,,,,\n,person,Wen Lian,CN,,W. Lian,,\n"
        + ",person,Nia Okoro,,,,,\n"
    )
    monkeypatch.setattr(importing, "mark_of_register", lambda: upload.mark)
    quill.country = "DE"
    quill.save()
    make_name(wen, "W. Lian", "nickname")
    Actor.objects.create(pk=upload.entries.get(number=3).target, name="Faster")

    start(upload, by=None, at=LATER)

    assert plans(upload) == ["meanwhile", "meanwhile", "meanwhile"]
    wen.refresh_from_db()
    assert wen.country == ""
    assert not Actor.objects.filter(name="Nia Okoro").exists()


def test_posts_of_somebody_who_is_gone_are_refused(monkeypatch):
    quill = make_actor("Ada Quill")
    upload = planned(POSTS + ",Ada Quill,Envoy,,,\n")
    monkeypatch.setattr(importing, "mark_of_register", lambda: upload.mark)
    quill.delete()

    start(upload, by=None, at=LATER)

    assert plans(upload) == ["meanwhile"]


def test_a_large_file_is_applied_part_by_part(monkeypatch):
    forget_jobs()
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    monkeypatch.setattr(importing, "PARTS_IN_A_JOB", 1)
    monkeypatch.setattr(register_applying, "AT_ONCE", 2)
    upload = kept(ACTORS + "".join(f",person,Person {n},,,,,\n" for n in range(3)))
    importing.plan_now_or_later(upload, NOW)
    assert [job.task_name for job in jobs()] == ["work_register_import"]

    upload = go_on(upload=upload.pk, at=NOW)
    upload = start(upload, by=None, at=LATER)
    assert Actor.objects.count() == 0
    upload = go_on(upload=upload.pk, at=LATER, parts=1)
    assert (upload.position, Actor.objects.count()) == (2, 2)
    upload = go_on(upload=upload.pk, at=LATER, parts=1)

    assert (upload.position, Actor.objects.count(), upload.is_running) == (3, 3, False)
    assert go_on(upload=upload.pk, at=LATER).position == 3


def test_nothing_is_kept_of_a_file_that_cannot_be_read_to_its_end():
    with pytest.raises(CannotRead):
        kept(ACTORS + ",person,Ada Quill,,,,,\n" + ',person,"Wen" Lian,,,,,\n')

    assert not RegisterImport.objects.exists()


def test_a_plan_is_agreed_to_once_or_discarded():
    upload = applied(PEOPLE)
    with pytest.raises(CannotImportRegister):
        start(upload, by=None, at=LATER)
    with pytest.raises(CannotImportRegister):
        discard_register_import(upload=upload, by=None, at=LATER)

    other = discard_register_import(upload=planned(POSTS), by=None, at=LATER)
    assert (other.is_discarded, other.finished_at) == (True, LATER)
    with pytest.raises(CannotImportRegister):
        start(other, by=None, at=LATER)


def test_few_plans_wait_for_one_person_and_none_for_ever(monkeypatch):
    by = make_user("keeper")
    for _ in range(5):
        planned(PEOPLE, by)
    with pytest.raises(CannotImportRegister):
        kept(PEOPLE, by)

    RegisterImport.objects.update(uploaded_at=NOW.replace(year=2025))

    assert forget_register_imports(at=NOW) == 5
