"""Linking is an act: done once however often it is sent, undone and done again."""

from datetime import date
from uuid import uuid4

import pytest

from annotations.actions.acts import CannotUndo, Gone, redo, undo
from annotations.actions.codings import finish_coding
from annotations.actions.links import CannotConnect, connect, disconnect, link_statements
from annotations.actions.spans import delete_annotation
from annotations.models import Act, Attribution, Coding, Link
from annotations.queries.deeds import Sought, gestures_in, kind_of
from annotations.queries.histories import history_of
from annotations.queries.standing import position_of
from annotations.queries.statements import line_of
from tests.actions.conftest import NOW, WINTER, Desk
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.revisions import revise_to

LATER = "Thaw comes early\n\n“We may sign after all,” said Ada Quill."


@pytest.fixture
def pair(cast):
    """What she said about the council in winter, and in spring."""
    quill, council = make_actor("Ada Quill"), make_actor("The council", "organisation")
    rows = [
        add_article(cast.project, make_article(text, published_on=day))
        for text, day in ((WINTER, date(2026, 3, 3)), (LATER, date(2026, 5, 3)))
    ]
    words = ("Nobody signs in winter", "We may sign after all")
    return [
        make_attribution(make_coding(row, cast.owner), one, speaker=quill, target=council)
        for row, one in zip(rows, words, strict=True)
    ]


@pytest.fixture
def here(cast, pair):
    """The spring article, as its analyst acts there."""
    row = pair[1].coding.project_article
    return Desk(row, cast.owner, None, None).here


def walk_back(pair, here, **more):
    facts = {"number": pair[1].number, "kind": "walks_back", "other": pair[0]}
    return connect(**facts | here | more)


def where_she_stands(pair, cast):
    return position_of(pair[0].speaker, cast.owner, target=pair[0].target_id).said


def test_it_is_undone_and_done_again_and_the_position_follows(cast, pair, here):
    earlier = [pair[1], pair[0]]
    turned = {"is_turned": True, "kind": "walks_back", "number": pair[1].number}
    act = connect(other=pair[0], day=date(2026, 5, 9), **turned, **here)
    assert (act.verb, act.annotation) == ("linked", pair[1].number)
    assert where_she_stands(pair, cast) == pair[0]

    undo(**here)
    assert not Link.objects.exists()
    assert where_she_stands(pair, cast) == pair[1]

    redo(**here)
    link = Link.objects.get()
    assert (link.coding, link.other_coding, link.day) == (
        earlier[1].coding,
        earlier[0].coding,
        date(2026, 5, 9),
    )
    assert where_she_stands(pair, cast) == pair[0]


def test_unlinking_is_undone_and_the_link_is_the_same(pair, here):
    walk_back(pair, here, day=date(2026, 5, 1))
    link = Link.objects.get()

    assert disconnect(number=pair[1].number, link=link.pk, **here).verb == "unlinked"
    assert not Link.objects.exists()
    undo(**here)

    again = Link.objects.get()
    assert (again.pk, again.kind, again.day) == (link.pk, link.kind, link.day)
    redo(**here)
    assert not Link.objects.exists()


def test_what_is_sent_twice_is_done_once(pair, here):
    key, other_key = uuid4(), uuid4()
    first = walk_back(pair, here, key=key)
    again = walk_back(pair, here, key=key)
    link = Link.objects.get()
    for _ in range(2):
        disconnect(number=pair[1].number, link=link.pk, key=other_key, **here)

    assert first == again
    assert [act.verb for act in Act.objects.order_by("number")] == ["linked", "unlinked"]


def test_said_again_it_is_on_another_day_until_it_is_undone(pair, here):
    walk_back(pair, here)
    walk_back(pair, here, day=date(2026, 5, 1))
    assert Link.objects.get().day == date(2026, 5, 1)

    undo(**here)

    assert Link.objects.get().day is None


def test_undo_leaves_the_statement_as_it_is(cast, pair, here):
    walk_back(pair, here)
    pair[1].stance = "endorse"
    pair[1].save()

    undo(**here)

    pair[1].refresh_from_db()
    assert pair[1].stance == "endorse"


def test_it_comes_back_to_the_newer_text_of_the_other(pair, here):
    walk_back(pair, here)
    undo(**here)
    revise_to(pair[0].coding.project_article.article, f"{WINTER}\n\nSnow is expected.")

    redo(**here)

    assert Link.objects.get().other_coding.is_current


def test_what_was_linked_the_other_way_round_meanwhile_is_not_done_again(cast, pair, here):
    walk_back(pair, here)
    undo(**here)
    there = Desk(pair[0].coding.project_article, cast.owner, None, None).here
    connect(number=pair[0].number, kind="walks_back", other=pair[1], **there)

    with pytest.raises(CannotConnect):
        redo(**here)

    assert Act.objects.undone().exists()
    assert Link.objects.get().coding == pair[0].coding


def test_a_link_to_an_article_that_left_does_not_come_back(pair, here):
    walk_back(pair, here)
    undo(**here)
    pair[0].coding.project_article.delete()

    assert redo(**here).verb == "redone"
    assert not Link.objects.exists()


def test_refusals(cast, pair, here):
    with pytest.raises(CannotConnect, match="itself"):
        walk_back(pair, here, other=pair[1])
    with pytest.raises(Gone):
        walk_back(pair, here, number=99)
    walk_back(pair, here)
    link = Link.objects.get()
    with pytest.raises(CannotConnect, match="not linked"):
        disconnect(number=99, link=link.pk, **here)
    disconnect(number=pair[1].number, link=link.pk, **here)
    with pytest.raises(CannotConnect, match="not linked"):
        disconnect(number=pair[1].number, link=link.pk, **here)
    assert Act.objects.count() == 2


def test_what_is_done_is_linked_without_an_act(cast, pair, here):
    finish_coding(**here)
    said = Attribution.objects.get(pk=pair[1].pk)
    link_statements(said=said, kind="walks_back", other=pair[0], by=cast.owner, at=NOW)

    assert Link.objects.exists()
    assert not Act.objects.exists()
    with pytest.raises(CannotUndo):
        undo(project_article=pair[0].coding.project_article, by=cast.owner, at=NOW)


def test_deleting_the_statement_after_it_and_undoing_both(pair, here):
    walk_back(pair, here)
    delete_annotation(number=pair[1].number, **here)
    undo(**here)
    assert Link.objects.exists()
    undo(**here)

    assert not Link.objects.exists()
    assert Coding.objects.get(pk=pair[1].coding_id).attributions.exists()


def test_it_is_told_in_what_was_done_and_in_the_history(cast, pair, here):
    walk_back(pair, here)

    [deed] = gestures_in(cast.project, Sought(kind="linked"))
    assert kind_of(deed).label == "Linked"
    [event] = history_of(line_of(pair[1].coding), pair[1].number)
    assert [str(one) for one in event.changed] == ["walks back"]
