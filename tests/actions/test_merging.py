from datetime import UTC, date, datetime

import pghistory.models
import pytest
from psycopg.types.range import DateRange

from annotations.actions import merging
from annotations.actions.acts import redo, undo
from annotations.actions.attributions import Facts, Places, create_attribution, update_attribution
from annotations.actions.merging import CannotMerge, CannotUndoMove, merge_actors, undo_move
from annotations.actions.people import Capacity, Named
from annotations.models import (
    Actor,
    ActorMove,
    ActorName,
    Affiliation,
    Attribution,
    Distinct,
    Moved,
)
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

# Every column that names an actor or a post. Whoever adds one says in `merge_actors` what becomes of
# it when two are merged, and in `take_back` how it comes back; then it belongs here.
KNOWN = {
    "Actor": {
        "actorname.actor",
        "actorpicture.actor",
        "affiliation.organisation",
        "affiliation.person",
        "attribution.relayer",
        "attribution.speaker",
        "attribution.target",
        "distinct.one",
        "distinct.other",
        "relay.actor",
    },
    "Affiliation": {"attribution.affiliation"},
}


@pytest.fixture
def coding(cast):
    return make_coding(cast.project_article, cast.owner)


@pytest.fixture
def ada(db):
    return make_actor("Ada Quill")


@pytest.fixture
def other(db):
    return make_actor("A. Quill", country="FR")


def merge(kept, gone, by, **more):
    return merge_actors(kept=kept, gone=gone, by=by, at=more.pop("at", NOW), **more)


def everything():
    """All that the tables say of actors, as it is compared before a merge and after its undo."""
    return {
        model: sorted(model.objects.values_list(*columns), key=str)
        for model, columns in {
            Actor: (
                "pk",
                "name",
                "kind",
                "country",
                "description",
                "wikidata",
                "sounds",
                "created_at",
            ),
            Affiliation: ("pk", "person", "post", "organisation", "kind", "valid"),
            Attribution: ("pk", "speaker", "target", "relayer", "affiliation"),
            ActorName: ("pk", "actor", "name", "kind", "language"),
            Distinct: ("pk", "one", "other", "by", "at"),
        }.items()
    }


@pytest.mark.parametrize("model", [Actor, Affiliation])
def test_a_merge_knows_every_column_that_names_somebody(model):
    found = {
        f"{relation.related_model._meta.model_name}.{relation.field.name}"
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and relation.is_relation
        and not issubclass(relation.related_model, pghistory.models.Event)
    }

    assert found == KNOWN[model.__name__]


def test_whatever_names_one_names_the_other_and_undo_brings_it_all_back(cast, coding, ada, other):
    valmere = make_actor("Valmere", "country")
    said = make_attribution(coding, "Envoys", speaker=other)
    about = make_attribution(coding, "Nobody", speaker=ada, target=other)
    told = make_attribution(coding, "the", speaker=valmere, relayer=other)
    make_affiliation(other, "Minister", valmere, date(2019, 1, 1))
    stranger = make_actor("Ada Quill")
    Distinct.objects.create(
        **dict(zip(("one", "other"), sorted([other, stranger], key=lambda a: a.pk), strict=True)),
        by=cast.owner,
        at=NOW,
    )
    before = everything()

    move = merge(ada, other, cast.owner)

    for row in (said, about, told):
        row.refresh_from_db()
    assert (said.speaker, about.target, told.relayer) == (ada, ada, ada)
    assert [post.post for post in ada.affiliations.all()] == ["Minister"]
    assert Distinct.objects.between(ada.pk, stranger.pk).exists()
    ada.refresh_from_db()
    assert ada.country == "FR"
    assert not Actor.objects.filter(pk=other.pk).exists()
    assert (move.from_name, move.to_name, move.by) == ("A. Quill", "Ada Quill", cast.owner)
    assert ActorMove.objects.successors([other.pk, stranger.pk]) == {other.pk: ada.pk}

    undo_move(move=move, by=cast.second, at=LATER)

    assert everything() == before
    move.refresh_from_db()
    assert (move.undone_by, move.undone_at) == (cast.second, LATER)
    assert ActorMove.objects.successors([other.pk]) == {}


def test_undone_it_can_be_done_again(cast, coding, ada, other):
    make_attribution(coding, "Envoys", speaker=other)
    undo_move(move=merge(ada, other, cast.owner), by=cast.owner, at=NOW)

    merge(ada, other, cast.owner)

    assert Attribution.objects.get().speaker == ada


@pytest.mark.parametrize(
    ("kept", "gone", "joined"),
    [
        ([(2019, 2021)], [(2020, 2022)], [(2019, 2022)]),
        ([(2019, 2021)], [(2021, 2022)], [(2019, 2021), (2021, 2022)]),
        ([(2000, 2005), (2010, 2015)], [(2003, 2012)], [(2000, 2015)]),
        ([(2019, None)], [(2020, 2022), (2023, 2024)], [(2019, None)]),
    ],
)
def test_the_same_post_at_the_same_time_is_held_once(cast, coding, ada, other, kept, gone, joined):
    ministry = make_actor("Ministry", "organisation")

    def hold(person, post, years):
        for first, end in years:
            days = [year and date(year, 1, 1) for year in (first, end)]
            held = make_affiliation(person, post, ministry, *days)
            make_attribution(coding, "Envoys", speaker=person, affiliation=held)

    hold(ada, "Minister", kept)
    hold(other, "minister", gone)
    before = everything()

    move = merge(ada, other, cast.owner)

    years = [
        (post.valid.lower.year, post.valid.upper and post.valid.upper.year)
        for post in Affiliation.objects.order_by("valid")
    ]
    assert years == joined
    for said in Attribution.objects.select_related("affiliation"):
        assert said.affiliation.person_id == said.speaker_id == ada.pk

    undo_move(move=move, by=cast.owner, at=LATER)

    assert everything() == before


def test_posts_of_one_person_at_two_organisations_that_are_one_are_joined(cast, ada):
    kept, gone = make_actor("Harbour Institute", "organisation"), make_actor("HI", "organisation")
    make_affiliation(ada, "Director", kept, date(2019, 1, 1), date(2021, 1, 1))
    make_affiliation(ada, "Director", gone, date(2020, 1, 1), kind="think_tank")
    before = everything()

    move = merge(kept, gone, cast.owner)

    post = ada.affiliations.get()
    assert (post.organisation, post.kind) == (kept, "think_tank")
    assert post.valid == DateRange(date(2019, 1, 1), None)
    undo_move(move=move, by=cast.owner, at=LATER)
    assert everything() == before


@pytest.mark.parametrize("swap", [False, True])
def test_where_one_relays_the_other_nobody_relays(cast, coding, ada, other, swap):
    speaker, relayer = (other, ada) if swap else (ada, other)
    said = make_attribution(coding, "Envoys", speaker=speaker, relayer=relayer)

    move = merge(ada, other, cast.owner)

    said.refresh_from_db()
    assert (said.speaker, said.relayer) == (ada, None)
    undo_move(move=move, by=cast.owner, at=LATER)
    said.refresh_from_db()
    assert (said.speaker, said.relayer) == (speaker, relayer)


def test_what_was_entered_since_stays_when_a_merge_is_undone(cast, coding, ada, other):
    third = make_actor("Otto Feder")
    held = make_affiliation(other, "Minister", None, date(2019, 1, 1))
    mine = make_attribution(coding, "Envoys", speaker=other)
    handed_on = make_attribution(coding, "Nobody", speaker=other)
    move = merge(ada, other, cast.owner)
    Attribution.objects.filter(pk=handed_on.pk).update(speaker=third)
    fresh = make_attribution(coding, "the", speaker=ada, affiliation=held)
    Actor.objects.filter(pk=ada.pk).update(country="DE", name="Ada M. Quill")

    undo_move(move=move, by=cast.owner, at=LATER)

    for row in (mine, handed_on, fresh):
        row.refresh_from_db()
    assert (mine.speaker, handed_on.speaker, fresh.speaker) == (other, third, ada)
    # What was said as a minister meanwhile is said as a minister still: the post is there twice.
    assert (fresh.affiliation.post, fresh.affiliation.person) == ("Minister", ada)
    assert Affiliation.objects.get(person=other) == held
    ada.refresh_from_db()
    assert (ada.country, ada.name) == ("DE", "Ada M. Quill")


def test_the_latest_of_several_moves_is_undone_first(cast, ada, other):
    third = make_actor("Otto Feder")
    first = merge(ada, other, cast.owner)
    second = merge(third, ada, cast.owner)
    assert ActorMove.objects.successors([other.pk]) == {other.pk: third.pk}

    with pytest.raises(CannotUndoMove, match="“Ada Quill” and “Otto Feder”"):
        undo_move(move=first, by=cast.owner, at=LATER)

    undo_move(move=second, by=cast.owner, at=LATER)
    undo_move(move=first, by=cast.owner, at=LATER)
    with pytest.raises(CannotUndoMove, match="already"):
        undo_move(move=first, by=cast.owner, at=LATER)
    assert Actor.objects.count() == 3


def test_undo_on_the_annotating_page_finds_whom_the_merge_left(cast, ada, other):
    row = cast.project_article
    held = make_affiliation(other, "Minister", None, date(2020, 1, 1))
    own = make_affiliation(ada, "Minister", None, date(2019, 1, 1))
    here = {"project_article": row, "by": cast.owner, "at": NOW}
    places = Places([place_of(row, "Envoys")])
    said = Facts("direct", speaker=Named("speaker_name", other), capacity=Capacity(held))
    create_attribution(places=places, facts=said, **here)
    update_attribution(number=1, places=places, facts=Facts("indirect"), **here)
    merge(ada, other, cast.owner)

    undo(**here)

    now = Attribution.objects.get()
    assert (now.speaker, now.affiliation) == (ada, own)
    redo(**here)
    assert Attribution.objects.get().speaker is None


@pytest.mark.parametrize(
    ("kept", "gone", "sentence"),
    [
        ("person", "organisation", "never the same"),
        ("country", "person", "never the same"),
        ("unnamed", "person", "Keep the one who has a name"),
        ("person", "unnamed", "how you know"),
    ],
)
def test_what_cannot_be_one_is_refused(cast, kept, gone, sentence):
    actors = make_actor("Ada Quill", kept), make_actor("Valmere", gone)

    with pytest.raises(CannotMerge, match=sentence):
        merge(*actors, cast.owner, evidence=" ")

    assert Actor.objects.count() == 2


def test_an_unnamed_speaker_becomes_a_person_with_evidence_which_is_kept(cast, coding, ada):
    unnamed = make_actor("a senior official", "unnamed")
    said = make_attribution(coding, "Envoys", speaker=unnamed)

    move = merge(ada, unnamed, cast.owner, evidence="She said so in her memoirs.")

    said.refresh_from_db()
    assert said.speaker == ada
    assert move.evidence == "She said so in her memoirs."


def test_its_names_are_names_of_the_kept_one(cast, ada, other):
    ActorName.objects.create(actor=ada, name="Адa Квилл", kind="native")
    ActorName.objects.create(actor=other, name="адa квилл")
    ActorName.objects.create(actor=other, name="ADA QUILL", kind="short")
    ActorName.objects.create(actor=other, name="Quilly", kind="nickname")
    before = everything()

    move = merge(ada, other, cast.owner)

    names = ada.names.values_list("name", "kind").order_by("name")
    assert set(names) == {("Адa Квилл", "native"), ("Quilly", "nickname"), ("A. Quill", "full")}
    assert Actor.objects.meant_by(["A. Quill"], None) == {"A. Quill": ada}
    undo_move(move=move, by=cast.owner, at=LATER)
    assert everything() == before


def test_what_an_unnamed_speaker_was_called_is_nobodys_name(cast, ada):
    unnamed = make_actor("a senior official", "unnamed")

    merge(ada, unnamed, cast.owner, evidence="She said so.")

    assert not ada.names.exists()


def test_two_items_of_wikidata_need_a_reason(cast):
    one, two = make_actor("Ada Quill", wikidata="Q1"), make_actor("A. Quill", wikidata="Q2")

    with pytest.raises(CannotMerge, match="Wikidata"):
        merge(one, two, cast.owner)
    merge(one, two, cast.owner, evidence="Q2 is a double entry.")


def test_those_of_whom_somebody_said_that_they_differ_need_a_reason(cast, ada, other):
    one, two = sorted([ada, other], key=lambda actor: actor.pk)
    Distinct.objects.create(one=one, other=two, by=cast.second, at=NOW)

    with pytest.raises(CannotMerge, match="different"):
        merge(ada, other, cast.owner)
    move = merge(ada, other, cast.owner, evidence="The same seat in parliament.")

    assert not Distinct.objects.exists()
    undo_move(move=move, by=cast.owner, at=LATER)
    assert Distinct.objects.between(ada.pk, other.pk).exists()


def test_nobody_is_merged_with_themselves_or_twice(cast, ada, other):
    with pytest.raises(CannotMerge):
        merge(ada, ada, cast.owner)
    merge(ada, other, cast.owner)
    with pytest.raises(CannotMerge):
        merge(ada, other, cast.owner)


def test_who_was_attributed_in_the_last_moment_is_not_lost(cast, coding, ada, other, monkeypatch):
    def and_somebody_writes(moving, kept, gone):
        make_attribution(coding, "Envoys", speaker=gone)

    monkeypatch.setattr(merging, "join_posts", and_somebody_writes)

    with pytest.raises(CannotMerge, match="meanwhile"):
        merge(ada, other, cast.owner)


def test_statements_of_projects_that_the_user_does_not_see_move_as_well(cast, ada, other):
    row = add_article(make_project("Grain"), make_article())
    said = make_attribution(make_coding(row, cast.second), "Envoys", speaker=other)

    merge(ada, other, cast.owner)

    said.refresh_from_db()
    assert said.speaker == ada


def test_it_takes_as_many_queries_for_many_statements_as_for_one(cast, coding, ada, other):
    third = make_actor("Otto Feder")
    make_attribution(coding, "Envoys", speaker=other)
    few = queries_of(lambda: merge(ada, other, cast.owner))
    for _ in range(5):
        make_attribution(coding, "Envoys", speaker=third, target=third)

    many = queries_of(lambda: merge(ada, third, cast.owner))

    assert_same_count(few, many, 40)
    assert Moved.objects.filter(new=ada.pk).count() > 2
