"""Who changed what when, from what to what: for each thing whose history can be opened."""

import pytest

from annotations.actions.actors import change_actor
from annotations.actions.acts import undo
from annotations.actions.attributions import Facts, Places, create_attribution, update_attribution
from annotations.actions.people import Named
from annotations.actions.spans import delete_annotation, toggle_tag
from annotations.actions.tags import delete_tag
from annotations.actions.telling_apart import take_apart_back, tell_apart
from annotations.models import Coding, Tag
from annotations.queries.statements import line_of
from annotations.queries.tracks import (
    tracks_of_actor,
    tracks_of_annotation,
    tracks_of_article,
    tracks_of_codebook,
)
from annotations.queries.trails import trail_of
from tests.actions.conftest import NOW, Desk
from tests.factories.actors import make_actor
from tests.factories.annotations import make_passage
from tests.factories.projects import make_tag
from tests.helpers.queries import assert_same_count, queries_of

SAID = "Both sides feel they are being cornered,"


@pytest.fixture
def desk(cast):
    codebook = cast.project.codebook
    return Desk(
        cast.project_article, cast.owner, make_tag(codebook, "Appeal"), make_tag(codebook, "Threat")
    )


def told(tracks, **more):
    """Each deed in short: who, how, and of each row what it was and is."""
    return [
        (
            deed.by.username if deed.by else None,
            deed.how,
            [
                (step.kind, step.verb, {one.name: (one.before, one.after) for one in step.changes})
                for step in deed.steps
            ],
        )
        for deed in trail_of(tracks, **more).deeds
    ]


def state(desk, speaker, stance=""):
    """A statement by somebody, as the pop-up sends it."""
    facts = Facts("direct", Named("speaker_name", speaker), stance=stance)
    return {"places": Places([desk.place(SAID)]), "facts": facts, **desk.here}


# Each action in a transaction of its own, as in life: their order is that of their times.
@pytest.mark.django_db(transaction=True)
def test_a_statement_from_its_first_word_to_its_deletion_and_back(desk):
    quill, feder = make_actor("Ada Quill"), make_actor("Otto Feder")
    number = create_attribution(**state(desk, quill)).annotation
    update_attribution(number=number, **state(desk, feder, "critical"))
    toggle_tag(number=number, tag=desk.tag, **desk.here)
    delete_annotation(number=number, **desk.here)
    undo(**desk.here)

    back, gone, tagged, changed, made = told(tracks_of_annotation(line_of(desk.coding), number))

    assert made[:2] == ("owner", "")
    fields = {kind: fields for kind, verb, fields in made[2] if verb == "insert"}
    assert fields["attribution"]["speaker"] == ("", "Ada Quill")
    assert fields["span"]["words"] == ("", SAID)
    assert changed[2] == [
        (
            "attribution",
            "update",
            {"speaker": ("Ada Quill", "Otto Feder"), "stance": ("", "Critical")},
        )
    ]
    assert tagged[2] == [("tag of an attribution", "insert", {"tag": ("", "Appeal")})]
    assert {(kind, verb) for kind, verb, _ in gone[2]} == {
        ("attribution", "delete"),
        ("span", "delete"),
        ("tag of an attribution", "delete"),
    }
    assert back[1] == "undone"
    assert {verb for _, verb, _ in back[2]} == {"insert"}


def test_an_article_names_what_was_deleted_in_it_to_those_who_may_see_the_coding(cast, desk):
    number = desk.mark(SAID, desk.tag).annotation
    delete_annotation(number=number, **desk.here)
    kinds = {
        user: [
            (step.kind, step.annotation)
            for deed in trail_of(tracks_of_article(desk.project_article, user)).deeds
            for step in deed.steps
            if step.verb == "delete"
        ]
        for user in (cast.owner, cast.manager, cast.second)
    }

    assert kinds[cast.owner] == kinds[cast.manager] == [("span", number)]
    assert kinds[cast.second] == []


def test_an_actor_with_what_it_was_called_and_taken_for(cast, db):
    quill, other = make_actor("Ada Quill", description="Consul"), make_actor("Ada Quille")
    change_actor(actor=quill, by=cast.manager, description="Envoy")
    tell_apart(one=quill, other=other, by=cast.curator, at=NOW)
    take_apart_back(one=quill.pk, other=other.pk, by=cast.curator)

    deeds = told(tracks_of_actor(quill))

    changed = ("manager", "", [("actor", "update", {"description": ("Consul", "Envoy")})])
    assert changed in deeds
    verbs = {(kind, verb) for _, _, steps in deeds for kind, verb, _ in steps}
    assert {("two different actors", "insert"), ("two different actors", "delete")} < verbs


def test_a_tag_that_is_gone_still_has_a_name(cast, desk):
    """Also where other rows pointed to it."""
    child = make_tag(cast.project.codebook, "Open appeal", parent=desk.tag)
    Tag.objects.filter(pk=child.pk).update(parent=desk.other_tag)
    Tag.objects.filter(pk=child.pk).update(parent=None)
    delete_tag(tag=desk.other_tag, by=cast.admin)

    steps = [
        one for _, _, steps in told(tracks_of_codebook(cast.project.codebook)) for one in steps
    ]
    parents = [
        fields["parent"] for _, verb, fields in steps if verb == "update" and "parent" in fields
    ]

    assert ("Appeal", "Threat") in parents
    assert any(verb == "delete" and fields["name"] == ("Threat", "") for _, verb, fields in steps)


@pytest.mark.django_db(transaction=True)
def test_pages_follow_one_another_without_a_gap(cast):
    quill = make_actor("Ada Quill")
    for number in range(5):
        change_actor(actor=quill, by=cast.manager, description=f"Envoy {number}")

    seen, mark = [], ""
    while True:
        trail = trail_of(tracks_of_actor(quill), mark, size=2)
        seen += [change.after for deed in trail.deeds for change in deed.steps[0].changes]
        mark = trail.next
        if not mark:
            break

    assert seen[:5] == [f"Envoy {number}" for number in (4, 3, 2, 1, 0)]
    assert "Ada Quill" in seen[5:]


@pytest.mark.parametrize("mark", ["x", "~~", "2026-01-01~a~1", "2026-01-01T00:00:00~1"])
def test_a_mark_that_is_none_gives_the_first_page(cast, mark):
    assert trail_of(tracks_of_codebook(cast.project.codebook), mark).deeds


def test_as_many_queries_for_many_changes_as_for_one(cast, desk):
    number = desk.mark(SAID, desk.tag).annotation
    toggle_tag(number=number, tag=desk.other_tag, **desk.here)
    toggle_tag(number=number, tag=desk.other_tag, **desk.here)
    tracks = tracks_of_annotation(line_of(Coding.objects.get()), number)
    few = queries_of(lambda: trail_of(tracks))
    for _ in range(6):
        toggle_tag(number=number, tag=desk.other_tag, **desk.here)
    make_passage(desk.coding, "Nobody knows")

    assert_same_count(few, queries_of(lambda: trail_of(tracks)), at_most=9)
