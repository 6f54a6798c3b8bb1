"""An import into the register taken back: what it made goes, what it changed is what it was."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.actions import register_taking_back as actions
from annotations.actions.merging import merge_actors
from annotations.actions.register_taking_back import (
    CannotTakeBack,
    fail_taking_back,
    go_on_taking_back,
    look_at_taking_back,
    start_taking_back,
)
from annotations.models import Actor, ActorName, Affiliation, Back, RegisterTakingBack, Stay
from annotations.models.register_imports import RegisterImport
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.register_files import ACTORS, LATER, POSTS, applied, planned

AFTER = LATER + timedelta(hours=1)
PEOPLE = (
    ACTORS + ",person,Wen Lian,CN,Envoy,文莲 [zh native],,\n,organisation,Coast Guard,,,,Q904,\n"
)


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def looked(cast, upload):
    return look_at_taking_back(upload=upload, by=cast.second, at=AFTER)


def taken_back(cast, upload):
    taking = looked(cast, upload)
    return start_taking_back(taking=taking, by=cast.second, at=AFTER)


def answers(upload):
    rows = upload.entries.order_by("number")
    return [row.stay or row.back for row in rows]


def register():
    """All that a file says of it, whoever wrote it when."""
    actors = Actor.objects.order_by("pk").values()
    names = ActorName.objects.order_by("actor", "name").values("actor", "name", "language", "kind")
    posts = Affiliation.objects.order_by("pk").values()
    return [list(rows) for rows in (actors, names, posts)]


def a_zip(actors, posts):
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("people.csv", actors)
        archive.writestr("posts.csv", posts)
    return file.getvalue()


BOTH = a_zip(PEOPLE, POSTS + ",Wen Lian,Commodore,Coast Guard,2020-01-01,\n")


def test_what_it_made_is_gone_with_a_trail(cast):
    upload = applied(BOTH, cast.owner)
    person = Actor.objects.get(name="Wen Lian")

    taking = taken_back(cast, upload)

    assert (taking.finished_at, taking.position, taking.total) == (AFTER, 3, 3)
    assert answers(upload) == [Back.DONE] * 3
    assert register() == [[], [], []]
    [event] = Actor.pgh_event_model.objects.filter(pgh_obj_id=person.pk, pgh_label="delete")
    assert event.pgh_context.metadata["user"] == str(cast.second.pk)
    assert event.pgh_context.metadata["taking_back"] == str(upload.pk)


def test_what_it_changed_is_what_it_was(cast):
    person = make_actor("Wen Lian", country="CN", description="Envoy")
    person.names.create(name="Lian W.", kind="short")
    guard, court = (make_actor(name, kind="organisation") for name in ("Coast Guard", "Court"))
    held = make_affiliation(person, "Judge", court, date(2019, 1, 1))
    before = register()
    rows = (
        ACTORS
        + f"{person.pk},person,Wen Lian,FR,Minister,文莲 [zh native] | Lian W. [nickname],,\n"
    )
    post = POSTS + f"{held.pk},Wen Lian,Judge,Coast Guard,2019-01-01,2021-12-31\n"
    upload = applied(a_zip(rows, post), cast.owner)
    assert Affiliation.objects.get().organisation == guard
    assert register() != before

    taken_back(cast, upload)

    assert answers(upload) == [Back.DONE] * 2
    assert register() == before


def test_looking_changes_nothing(cast):
    upload = applied(BOTH, cast.owner)
    before = register()

    taking = looked(cast, upload)

    assert taking.is_waiting
    assert answers(upload) == [Back.GOES] * 3
    assert register() == before


def rename(cast):
    Actor.objects.filter(name="Wen Lian").update(name="Wen L.")


def add_a_name(cast):
    Actor.objects.get(name="Wen Lian").names.create(name="W. L.")


def change_the_post(cast):
    Affiliation.objects.update(post="Admiral")


def quote(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "shared work", speaker=Actor.objects.get(name="Wen Lian"))


def quote_in_the_post(cast):
    quote(cast)
    coding = make_coding(cast.project_article, cast.second)
    person = Actor.objects.get(name="Wen Lian")
    make_attribution(coding, "shared work", speaker=person, affiliation=Affiliation.objects.get())


def give_another_post(cast):
    make_affiliation(Actor.objects.get(name="Wen Lian"), "Author", None, date(2018, 1, 1))


def merge(cast):
    kept = make_actor("Lian Wen")
    gone = Actor.objects.get(name="Wen Lian")
    merge_actors(kept=kept, gone=gone, by=cast.owner, at=LATER, evidence="Same post")


def merge_into(cast):
    kept = Actor.objects.get(name="Wen Lian")
    merge_actors(kept=kept, gone=make_actor("Wen Lian", country="CN"), by=cast.owner, at=LATER)


@pytest.mark.parametrize(
    ("meanwhile", "wanted"),
    [
        (rename, [Stay.CHANGED, Back.DONE, Back.DONE]),
        (add_a_name, [Stay.CHANGED, Back.DONE, Back.DONE]),
        (change_the_post, [Stay.HELD, Stay.HELD, Stay.CHANGED]),
        (quote, [Stay.USED, Back.DONE, Back.DONE]),
        (quote_in_the_post, [Stay.USED, Stay.HELD, Stay.USED]),
        (give_another_post, [Stay.HELD, Back.DONE, Back.DONE]),
        (merge, [Stay.GONE, Stay.HELD, Stay.CHANGED]),
        (merge_into, [Stay.CHANGED, Back.DONE, Back.DONE]),
    ],
)
@pytest.mark.parametrize("is_between", [False, True], ids=["before the look", "after the look"])
def test_what_was_built_upon_stays_and_is_named(cast, meanwhile, wanted, is_between):
    """Before somebody looks, and between the look and the doing."""
    upload = applied(BOTH, cast.owner)
    if is_between:
        taking = looked(cast, upload)
        meanwhile(cast)
    else:
        meanwhile(cast)
        taking = looked(cast, upload)
    if any(one == Back.DONE for one in wanted) or is_between:
        start_taking_back(taking=taking, by=cast.second, at=AFTER)

    assert answers(upload) == wanted
    made = Back.DONE in wanted
    assert Actor.objects.filter(name="Coast Guard").exists() != made


@pytest.mark.parametrize("field", ["country", "description"])
def test_a_field_that_was_changed_again_keeps_the_whole_row(cast, field):
    person = make_actor("Wen Lian", country="CN")
    upload = applied(ACTORS + f"{person.pk},person,Wen Lian,FR,Minister,,,\n", cast.owner)
    Actor.objects.update(**{field: "GB"})

    looked(cast, upload)

    assert answers(upload) == [Stay.CHANGED]


def test_other_fields_that_were_changed_since_keep_nothing(cast):
    person = make_actor("Wen Lian", country="CN")
    upload = applied(ACTORS + f"{person.pk},person,Wen Lian,FR,,,,\n", cast.owner)
    Actor.objects.update(notes="Seen at sea.")

    taken_back(cast, upload)

    person.refresh_from_db()
    assert (person.country, person.notes) == ("CN", "Seen at sea.")


def test_what_is_somebody_else_s_by_now_stays(cast):
    """The database refuses two actors with one Wikidata item."""
    guard = make_actor("Coast Guard", kind="organisation", wikidata="Q904")
    upload = applied(ACTORS + f"{guard.pk},organisation,Coast Guard,,,,Q905,\n", cast.owner)
    make_actor("Harbour Guard", kind="organisation", wikidata="Q904")

    taking = taken_back(cast, upload)

    assert taking.finished_at
    assert answers(upload) in ([Stay.CHANGED], [Back.DONE])
    assert (answers(upload) == [Stay.CHANGED]) == (
        Actor.objects.get(pk=guard.pk).wikidata == "Q905"
    )


def test_where_a_post_was_before_may_not_be_on_record(cast):
    person = make_actor("Wen Lian")
    court = make_actor("Court", kind="organisation")
    held = make_affiliation(person, "Judge", court, date(2019, 1, 1))
    make_actor("Coast Guard", kind="organisation")
    upload = applied(POSTS + f"{held.pk},Wen Lian,Judge,Coast Guard,2019-01-01,\n", cast.owner)
    upload.entries.update(before=None)

    looked(cast, upload)

    assert answers(upload) == [Stay.UNKNOWN]


def test_the_rest_is_taken_back_later(cast):
    upload = applied(BOTH, cast.owner)
    quote(cast)
    taken_back(cast, upload)
    cast.project_article.codings.all().delete()

    taking = taken_back(cast, upload)

    assert taking.total == 1
    assert register() == [[], [], []]
    with pytest.raises(CannotTakeBack, match="Nothing of it is left"):
        looked(cast, upload)


def test_the_same_file_again_makes_it_again(cast):
    taken_back(cast, applied(BOTH, cast.owner))

    applied(BOTH, cast.owner)

    assert Actor.objects.count() == 2
    assert Affiliation.objects.get().post == "Commodore"


def test_a_plan_cannot_be_taken_back(cast):
    with pytest.raises(CannotTakeBack, match="not applied yet"):
        looked(cast, planned(PEOPLE, cast.owner))


def test_looked_at_twice_the_first_look_is_forgotten(cast):
    upload = applied(BOTH, cast.owner)
    first = looked(cast, upload)

    second = looked(cast, upload)

    assert RegisterTakingBack.objects.get() == second != first
    start_taking_back(taking=second, by=cast.second, at=AFTER)
    with pytest.raises(CannotTakeBack, match="already"):
        start_taking_back(taking=second, by=cast.second, at=AFTER)


def test_a_large_one_goes_part_by_part_in_the_worker(cast, monkeypatch):
    upload = applied(BOTH, cast.owner)
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    monkeypatch.setattr(actions, "WITHOUT_WORKER", 1)

    def worker(taking):
        assert jobs().filter(task_name="take_register_back").exists()
        while not (taking.is_waiting or taking.finished_at):
            go_on_taking_back(taking=taking.pk, at=AFTER, parts=1)
            taking.refresh_from_db()

    taking = looked(cast, upload)
    assert (taking.is_looking, taking.position) == (True, 0)
    worker(taking)
    assert answers(upload) == [Back.GOES] * 3
    forget_jobs()
    taking = start_taking_back(taking=taking, by=cast.second, at=AFTER)
    assert len(register()[0]) == 2
    with pytest.raises(CannotTakeBack, match="being taken back"):
        looked(cast, upload)
    worker(taking)
    assert register() == [[], [], []]
    go_on_taking_back(taking=taking.pk, at=AFTER)
    assert taking.position == 3


def test_the_worker_gives_up_and_the_rest_goes_later(cast, monkeypatch):
    upload = applied(BOTH, cast.owner)
    taking = looked(cast, upload)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "AT_ONCE", 1)
        patch.setattr(actions, "WITHOUT_WORKER", 1)
        start_taking_back(taking=taking, by=cast.second, at=AFTER)
        go_on_taking_back(taking=taking.pk, at=AFTER, parts=1)

    fail_taking_back(taking=taking.pk, at=AFTER, why="OperationalError: disk full")

    taking.refresh_from_db()
    assert taking.failure == "OperationalError: disk full"
    assert taken_back(cast, upload).total == 2
    assert register() == [[], [], []]


def test_constraints(cast):
    upload = applied(PEOPLE, cast.owner)
    common = {"upload": upload, "by": cast.owner, "at": AFTER, "total": 1}
    for wrong in ({"position": 2}, {"started_at": AFTER}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisterTakingBack.objects.create(**common, **wrong)
    RegisterTakingBack.objects.create(**common)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterTakingBack.objects.create(**common)
    for wrong in ({"back": Back.STAYS}, {"back": Back.GOES, "stay": Stay.USED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            upload.entries.update(**wrong)
    assert RegisterImport.objects.visible_to(cast.stranger).get() == upload
