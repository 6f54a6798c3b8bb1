from datetime import UTC, date, datetime

import pytest

from annotations.actions.merging import merge_actors, undo_move
from annotations.actions.splitting import CannotSplit, split_actor
from annotations.models import Actor, Affiliation, Attribution
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def coding(cast):
    return make_coding(cast.project_article, cast.owner)


@pytest.fixture
def wang(db):
    return make_actor("Wang Qi", country="CN")


def state():
    rows = Attribution.objects.values_list("pk", "speaker", "target", "relayer", "affiliation")
    return (
        sorted(rows),
        sorted(Affiliation.objects.values_list("pk", "person")),
        sorted(Actor.objects.values_list("pk", flat=True)),
    )


def split(actor, by, *statements, **more):
    chosen = [said.pk for said in statements]
    return split_actor(actor=actor, statements=chosen, by=by, at=NOW, **more)


def test_what_is_chosen_goes_to_somebody_new_and_undo_brings_it_back(cast, coding, wang):
    minister = make_affiliation(wang, "Minister", None, date(2019, 1, 1))
    director = make_affiliation(wang, "Director", None, date(2019, 1, 1))
    stays = make_attribution(coding, "Envoys", speaker=wang, affiliation=minister)
    goes = make_attribution(coding, "Nobody", speaker=wang, affiliation=director)
    about = make_attribution(coding, "shared", target=wang)
    before = state()

    move = split(wang, cast.owner, goes, about, posts=[director.pk])

    new = Actor.objects.get(pk=move.to_actor)
    assert (new.name, new.kind, new.country) == ("Wang Qi", "person", "CN")
    for row in (stays, goes, about, director):
        row.refresh_from_db()
    assert (stays.speaker, goes.speaker, about.target) == (wang, new, new)
    assert (director.person, goes.affiliation) == (new, director)

    undo_move(move=move, by=cast.owner, at=LATER)

    assert state() == before


def test_a_statement_takes_its_post_along_as_a_copy(cast, coding, wang):
    minister = make_affiliation(wang, "Minister", None, date(2019, 1, 1))
    make_attribution(coding, "Envoys", speaker=wang, affiliation=minister)
    goes = make_attribution(coding, "Nobody", speaker=wang, affiliation=minister)
    before = state()

    move = split(wang, cast.owner, goes, name="Wang Qi (the elder)")

    goes.refresh_from_db()
    assert goes.speaker.name == "Wang Qi (the elder)"
    assert (goes.affiliation.post, goes.affiliation.person) == ("Minister", goes.speaker)
    undo_move(move=move, by=cast.owner, at=LATER)
    assert state() == before


def test_somebody_who_is_there_already_gets_the_post_that_they_hold(cast, coding, wang):
    other = make_actor("Wang Qi")
    held = make_affiliation(wang, "Minister", None, date(2019, 1, 1), date(2020, 1, 1))
    own = make_affiliation(other, "minister", None, date(2018, 1, 1))
    goes = make_attribution(coding, "Nobody", speaker=wang, affiliation=held)
    before = state()

    move = split(wang, cast.owner, goes, posts=[held.pk], to=other)

    goes.refresh_from_db()
    assert (goes.speaker, goes.affiliation) == (other, own)
    assert not Affiliation.objects.filter(pk=held.pk).exists()
    undo_move(move=move, by=cast.owner, at=LATER)
    assert state() == before


def test_somebody_new_who_has_said_more_since_stays_after_undo(cast, coding, wang):
    goes = make_attribution(coding, "Nobody", speaker=wang)
    move = split(wang, cast.owner, goes)
    make_attribution(coding, "Envoys", speaker_id=move.to_actor)

    undo_move(move=move, by=cast.owner, at=LATER)

    goes.refresh_from_db()
    assert goes.speaker == wang
    assert Actor.objects.filter(pk=move.to_actor).exists()


def test_a_merge_of_too_much_is_mended_by_a_split_and_both_are_taken_back(cast, coding, wang):
    other = make_actor("Wang Qi")
    said = make_attribution(coding, "Nobody", speaker=other)
    before = state()
    merge = merge_actors(kept=wang, gone=other, by=cast.owner, at=NOW)
    move = split(wang, cast.owner, said)

    undo_move(move=move, by=cast.owner, at=LATER)
    undo_move(move=merge, by=cast.owner, at=LATER)

    assert state() == before


@pytest.mark.parametrize(
    ("to", "sentence"),
    [("nothing", "Choose"), ("itself", "would split"), ("Valmere", "never the same")],
)
def test_what_makes_no_sense_is_refused(cast, coding, wang, to, sentence):
    said = make_attribution(coding, "Nobody", speaker=wang)
    chosen = [] if to == "nothing" else [said]
    actor = {"itself": wang, "Valmere": make_actor("Valmere", "country")}.get(to)

    with pytest.raises(CannotSplit, match=sentence):
        split(wang, cast.owner, *chosen, to=actor)


def test_a_post_in_which_others_spoke_does_not_go_without_them(cast, coding, wang):
    held = make_affiliation(wang, "Minister")
    make_attribution(coding, "Nobody", speaker=wang, affiliation=held)

    with pytest.raises(CannotSplit, match="made as “Minister”"):
        split(wang, cast.owner, posts=[held.pk])


def test_nobody_comes_to_relay_themselves(cast, coding, wang):
    other = make_actor("Otto Feder")
    said = make_attribution(coding, "Nobody", speaker=wang, relayer=other)

    with pytest.raises(CannotSplit, match="relayed"):
        split(wang, cast.owner, said, to=other)


def test_nobody_moves_what_they_do_not_see(cast, coding, wang):
    said = make_attribution(coding, "Nobody", speaker=wang)

    with pytest.raises(CannotSplit, match="Choose"):
        split(wang, cast.second, said)
