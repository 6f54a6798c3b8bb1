from datetime import date
from uuid import uuid4

import pytest

from annotations.actions.actors import CannotKeepAffiliation, CannotTellActorsApart
from annotations.actions.acts import undo
from annotations.actions.attributions import (
    CannotAttribute,
    Facts,
    Places,
    create_attribution,
    update_attribution,
)
from annotations.actions.excerpts import Range, WordsDiffer
from annotations.actions.people import Capacity, Named
from annotations.actions.spans import delete_annotation, toggle_tag
from annotations.models import Act, Actor, Affiliation, Attribution, Coding, Span
from tests.factories.actors import make_actor, make_affiliation

QUOTE = "Both sides feel they are being cornered,"


def said(desk, *words, cue="", mention="", **facts):
    facts = {"mode": "direct"} | facts
    places = Places(
        [desk.place(one) for one in words or [QUOTE]],
        desk.place(cue) if cue else None,
        desk.place(mention) if mention else None,
    )
    return {"places": places, "facts": Facts(**facts)}


def attribute(desk, *words, **more):
    return create_attribution(**said(desk, *words, **more), **desk.here)


def quill(**more):
    return Named("speaker_name", **more)


def test_a_statement_has_its_places_and_facts(desk):
    speaker, target = make_actor("Ada Quill"), make_actor("Elbonia", "country")
    act = attribute(
        desk,
        QUOTE,
        "shared work",
        cue="says",
        mention="Ada Quill",
        speaker=quill(actor=speaker),
        target=Named("target_name", target),
        stance="critical",
        certainty="probable",
        note="Check the date",
        tags=[desk.tag],
    )

    one = Attribution.objects.get()
    assert (one.number, act.annotation) == (1, 1)
    assert (one.speaker, one.target, one.relayer) == (speaker, target, None)
    assert (one.mode, one.stance, one.certainty) == ("direct", "critical", "probable")
    assert one.note == "Check the date"
    assert [row.tag for row in one.attribution_tags.all()] == [desk.tag]
    spans = one.spans.order_by("number")
    assert [(span.number, span.role, span.words) for span in spans] == [
        (2, "content", QUOTE),
        (3, "content", "shared work"),
        (4, "cue", "says"),
        (5, "speaker", "Ada Quill"),
    ]
    assert desk.coding.next_number == 6


def test_a_typed_name_makes_a_person(desk):
    attribute(desk, speaker=quill(name="  Ada   Quill "))

    speaker = Attribution.objects.get().speaker
    assert (speaker.name, speaker.kind) == ("Ada Quill", "person")


def test_a_typed_name_that_is_known_is_taken(desk):
    beijing = make_actor("Beijing", "country")

    attribute(desk, speaker=quill(name="beijing"))

    assert Attribution.objects.get().speaker == beijing
    assert Actor.objects.count() == 1


def test_a_name_with_a_kind_makes_another_kind_of_actor(desk):
    make_actor("Elbonia", "organisation")

    attribute(desk, speaker=quill(name="Elbonia", kind="country"))

    assert Attribution.objects.get().speaker.kind == "country"
    assert Actor.objects.count() == 2


def test_namesakes_have_to_be_told_apart(desk):
    make_actor("Wang"), make_actor("Wang", "country")

    with pytest.raises(CannotTellActorsApart) as refusal:
        attribute(desk, speaker=quill(name="Wang"))

    assert refusal.value.field == "speaker_name"
    assert not Coding.objects.exists()


def test_a_refusal_leaves_no_new_people_behind(desk):
    with pytest.raises(CannotAttribute) as refusal:
        attribute(
            desk, speaker=quill(name="Ada Quill"), relayer=Named("relayer_name", name="ada quill")
        )

    assert refusal.value.field == "relayer_name"
    assert not Actor.objects.exists()


def test_without_a_word_about_it_the_post_of_the_day_is_meant(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))
    professor = make_affiliation(ada, "Professor", valid_from=date(2020, 1, 1))

    attribute(desk, speaker=quill(actor=ada), capacity=Capacity())

    assert Attribution.objects.get().affiliation == professor


def test_the_capacity_as_printed_is_kept_beside_the_post_until_somebody_changes_it(desk):
    ada = make_actor("Ada Quill")
    post = make_affiliation(ada, "Professor")
    facts = {"speaker": quill(actor=ada), "capacity": Capacity(post)}
    act = attribute(desk, printed=" the former  dean ", **facts)

    printed = []
    for again in ({}, {"printed": ""}):
        one = Attribution.objects.get()
        printed.append((one.affiliation, one.printed_capacity))
        update_attribution(number=act.annotation, **said(desk, **facts, **again), **desk.here)
    printed.append((post, Attribution.objects.get().printed_capacity))

    assert printed == [(post, "the former dean"), (post, "the former dean"), (post, "")]


def test_of_two_posts_on_the_day_none_is_guessed(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Professor"), make_affiliation(ada, "Adviser")

    attribute(desk, speaker=quill(actor=ada), capacity=Capacity())

    assert Attribution.objects.get().affiliation is None


def test_a_post_that_is_not_said_is_none(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Professor")

    attribute(desk, speaker=quill(actor=ada), capacity=None)

    assert Attribution.objects.get().affiliation is None


def test_a_typed_post_is_made_with_its_organisation(desk):
    capacity = Capacity(post="Professor", organisation="Harbour College")
    attribute(desk, speaker=quill(name="Ada Quill"), capacity=capacity)

    post = Attribution.objects.get().affiliation
    assert (post.post, post.organisation.name, post.organisation.kind) == (
        "Professor",
        "Harbour College",
        "organisation",
    )
    assert post.person.name == "Ada Quill"


def test_a_typed_post_that_is_known_is_taken(desk):
    ada, elbonia = make_actor("Ada Quill"), make_actor("Elbonia", "country")
    post = make_affiliation(ada, "Envoy", elbonia, valid_until=date(2020, 1, 1))

    capacity = Capacity(post="envoy", organisation="Elbonia")
    attribute(desk, speaker=quill(actor=ada), capacity=capacity)

    assert Attribution.objects.get().affiliation == post
    assert Affiliation.objects.count() == 1


def test_a_post_of_somebody_else_is_refused(desk):
    post = make_affiliation(make_actor("Bob"), "Envoy")

    with pytest.raises(CannotKeepAffiliation):
        attribute(desk, speaker=quill(name="Ada Quill"), capacity=Capacity(post))


def test_a_country_holds_no_post(desk):
    speaker = quill(name="Elbonia", kind="country")

    with pytest.raises(CannotKeepAffiliation) as refusal:
        attribute(desk, speaker=speaker, capacity=Capacity(post="Envoy"))

    assert refusal.value.field == "affiliation_post"


def test_something_has_to_be_said(desk):
    with pytest.raises(CannotAttribute):
        create_attribution(places=Places([]), facts=Facts("direct"), **desk.here)


def test_all_places_have_to_agree_with_the_text(desk):
    places = Places([desk.place(QUOTE)], cue=Range(0, 4, "says"))

    with pytest.raises(WordsDiffer):
        create_attribution(places=places, facts=Facts("direct"), **desk.here)

    assert not Span.objects.exists()


def test_the_same_key_is_the_same_statement(desk):
    key = uuid4()

    for _ in range(2):
        create_attribution(key=key, **said(desk, speaker=quill(name="Ada")), **desk.here)

    assert Attribution.objects.count() == Act.objects.count() == 1


def test_a_passage_becomes_a_statement_and_keeps_its_number(desk, state):
    desk.mark(QUOTE, desk.tag, note="Strong")
    before = state(desk.coding)

    update_attribution(
        number=1, **said(desk, cue="says", note="Strong", tags=[desk.tag]), **desk.here
    )

    one = Attribution.objects.get()
    assert (one.number, one.note) == (1, "Strong")
    spans = one.spans.order_by("number")
    assert [(span.number, span.role, span.note) for span in spans] == [
        (1, "content", ""),
        (2, "cue", ""),
    ]
    assert [row.tag for row in one.attribution_tags.all()] == [desk.tag]
    undo(**desk.here)
    assert state(desk.coding) == before
    assert not Attribution.objects.exists()


def test_spans_stay_where_they_are_still_wanted(desk):
    attribute(desk, QUOTE, cue="says", mention="Ada Quill")
    ids = dict(Span.objects.values_list("words", "id"))

    update_attribution(number=1, **said(desk, QUOTE, "shared work", cue="sticks"), **desk.here)

    now = dict(Span.objects.values_list("words", "id"))
    assert now[QUOTE] == ids[QUOTE]
    assert now["sticks"] == ids["says"]
    assert set(now) == {QUOTE, "shared work", "sticks"}


def test_facts_are_replaced(desk):
    attribute(desk, speaker=quill(name="Ada"), stance="reject", tags=[desk.tag])

    update_attribution(number=1, **said(desk, mode="indirect", tags=[desk.other_tag]), **desk.here)

    one = Attribution.objects.get()
    assert (one.speaker, one.stance, one.mode) == (None, "", "indirect")
    assert [row.tag for row in one.attribution_tags.all()] == [desk.other_tag]


def test_a_statement_is_tagged_and_deleted_like_a_passage(desk, state):
    attribute(desk, QUOTE, cue="says")
    toggle_tag(number=1, tag=desk.tag, **desk.here)
    before = state(desk.coding)

    delete_annotation(number=1, **desk.here)

    assert not Attribution.objects.exists()
    assert not Span.objects.exists()
    undo(**desk.here)
    assert state(desk.coding) == before


def test_a_person_who_has_left_the_register_stays_away(desk):
    attribute(desk, speaker=quill(name="Ada"), capacity=Capacity(post="Envoy"), stance="reject")
    delete_annotation(number=1, **desk.here)
    Affiliation.objects.all().delete()
    Actor.objects.all().delete()

    undo(**desk.here)

    one = Attribution.objects.get()
    assert (one.speaker, one.affiliation, one.stance) == (None, None, "reject")
