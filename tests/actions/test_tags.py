from datetime import timedelta

import pytest

from annotations.actions.tags import (
    CannotDeleteTag,
    CannotKeepTag,
    CannotMoveTag,
    Way,
    bring_back_tag,
    change_tag,
    create_tag,
    delete_tag,
    move_tag,
    retire_tag,
    step_tag,
)
from annotations.domain.shortcuts import RESERVED
from annotations.domain.trees import interleaved
from annotations.models import Tag
from tests.actions.conftest import NOW
from tests.factories.projects import make_codebook, make_tag
from tests.factories.users import make_user

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def admin(db):
    return make_user("admin", is_staff=True)


def keys(codebook, parent=None):
    return [tag.key for tag in codebook.tags.filter(parent=parent).in_order()]


def test_a_tag_without_a_short_name_is_called_by_its_name(admin):
    codebook = make_codebook()

    tag = create_tag(codebook=codebook, name="Declining to  comment", shortcut="N", by=admin)
    other = create_tag(codebook=codebook, name="رفض", by=admin)

    assert (tag.key, tag.name, tag.shortcut) == (
        "declining-to-comment",
        "Declining to comment",
        "N",
    )
    assert other.key == "رفض"
    assert keys(codebook) == ["declining-to-comment", "رفض"]


@pytest.mark.parametrize("key", [*sorted(RESERVED), "-", " "])
def test_a_key_of_the_page_is_no_shortcut(admin, key):
    with pytest.raises(CannotKeepTag) as refusal:
        create_tag(codebook=make_codebook(), name="Threat", shortcut=key, by=admin)

    assert refusal.value.field == "shortcut"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "T", "key": "two words"}, "key"),
        ({"name": "T", "colour": "beige"}, "colour"),
        ({"name": "T", "key": "x" * 61}, "key"),
    ],
)
def test_a_tag_that_would_not_be_valid_is_refused_by_field(admin, fields, field):
    with pytest.raises(CannotKeepTag) as refusal:
        create_tag(codebook=make_codebook(), by=admin, **fields)

    assert refusal.value.field == field


def test_short_names_and_keys_are_taken_once_in_a_codebook(admin):
    codebook = make_codebook()
    tag = make_tag(codebook, "Threat", shortcut="h")

    with pytest.raises(CannotKeepTag, match="short name already"):
        create_tag(codebook=codebook, name="Threat", by=admin)
    with pytest.raises(CannotKeepTag, match="Another tag of this codebook has this key"):
        create_tag(codebook=codebook, name="Offer", shortcut="h", by=admin)
    create_tag(codebook=make_codebook("Another"), name="Threat", shortcut="h", by=admin)
    change_tag(tag=tag, name="Threat of force", by=admin)

    assert keys(codebook) == ["threat"]


def test_a_parent_of_another_codebook_is_refused(admin):
    stranger = make_tag(make_codebook("Another"))
    codebook = make_codebook()

    with pytest.raises(CannotKeepTag):
        create_tag(codebook=codebook, name="Threat", parent=stranger, by=admin)
    with pytest.raises(CannotMoveTag):
        move_tag(tag=make_tag(codebook), parent=stranger, by=admin)


def test_a_tag_moves_with_all_below_it(admin):
    codebook = make_codebook()
    act, topic = make_tag(codebook, "Act"), make_tag(codebook, "Topic")
    one, two = make_tag(codebook, "One", parent=topic), make_tag(codebook, "Two", parent=topic)
    below = make_tag(codebook, "Below", parent=act)

    move_tag(tag=act, parent=topic, before=two, by=admin)

    assert keys(codebook) == ["topic"]
    assert keys(codebook, topic) == ["one", "act", "two"]
    assert keys(codebook, act) == ["below"]
    move_tag(tag=one, parent=topic, by=admin)
    assert keys(codebook, topic) == ["act", "two", "one"]
    below.refresh_from_db()
    with pytest.raises(CannotMoveTag, match="below itself"):
        move_tag(tag=topic, parent=below, by=admin)


def test_a_tag_with_others_below_it_stays(admin):
    codebook = make_codebook()
    act = make_tag(codebook, "Act")
    below = make_tag(codebook, "Below", parent=act)

    with pytest.raises(CannotDeleteTag, match="Other tags stand below “Act”"):
        delete_tag(tag=act, by=admin)
    delete_tag(tag=below, by=admin)
    delete_tag(tag=act, by=admin)

    assert not Tag.objects.exists()


@pytest.fixture
def tree(db):
    """a > (b, c > d), e: each by its key."""
    codebook = make_codebook()
    made = {}
    for key, parent in [("a", None), ("b", "a"), ("c", "a"), ("d", "c"), ("e", None)]:
        made[key] = make_tag(codebook, key, parent=made.get(parent))
    return made


def drawn(tags):
    tree = interleaved(tags["a"].codebook.tags.in_order())
    return " ".join("-" * depth + tag.key for tag, depth in tree)


@pytest.mark.parametrize(
    ("key", "way", "after"),
    [
        ("c", Way.UP, "a -c --d -b e"),
        ("b", Way.DOWN, "a -c --d -b e"),
        ("b", Way.UP, "a -b -c --d e"),
        ("e", Way.DOWN, "a -b -c --d e"),
        ("c", Way.IN, "a -b --c ---d e"),
        ("e", Way.IN, "a -b -c --d -e"),
        ("d", Way.OUT, "a -b -c -d e"),
        ("b", Way.OUT, "a -c --d b e"),
    ],
)
def test_keys_move_a_tag_with_all_below_one_place(admin, tree, key, way, after):
    step_tag(tag=tree[key], way=way, by=admin)

    assert drawn(tree) == after


@pytest.mark.parametrize(("key", "way"), [("a", Way.IN), ("b", Way.IN), ("e", Way.OUT)])
def test_where_there_is_no_place_it_says_so(admin, tree, key, way):
    with pytest.raises(CannotMoveTag):
        step_tag(tag=tree[key], way=way, by=admin)


def test_a_branch_is_retired_and_comes_back_as_it_was(admin, tree):
    retire_tag(tag=tree["d"], by=admin, at=NOW)

    assert retire_tag(tag=tree["a"], by=admin, at=LATER) == 3
    with pytest.raises(CannotMoveTag):
        bring_back_tag(tag=tree["c"], by=admin)
    assert bring_back_tag(tag=tree["a"], by=admin) == 3

    retired = tree["a"].codebook.tags.filter(retired_at__isnull=False)
    assert [tag.key for tag in retired] == ["d"]


def test_the_key_of_a_retired_tag_is_free_and_stays_with_who_took_it(admin, tree):
    change_tag(tag=tree["b"], shortcut="B", by=admin)
    retire_tag(tag=tree["b"], by=admin, at=NOW)
    change_tag(tag=tree["e"], shortcut="B", by=admin)

    bring_back_tag(tag=tree["b"], by=admin)

    assert (tree["b"].shortcut, tree["b"].is_retired) == ("", False)
    assert Tag.objects.get(key="e").shortcut == "B"


@pytest.mark.parametrize("fields", [{"applies_to": ["chapter"]}, {"condition": "moon"}])
def test_nonsense_about_where_it_belongs_is_refused(admin, fields):
    with pytest.raises(CannotKeepTag):
        create_tag(codebook=make_codebook(), name="Tone", by=admin, **fields)
