from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.actions.codebook_trees import CannotSetTree, restore_version, set_tree
from annotations.actions.codebook_versions import CannotNameVersion, name_version, states_of
from annotations.actions.codebooks import NewTag, create_codebook
from annotations.actions.tag_merging import merge_tags
from annotations.actions.tags import (
    Way,
    change_tag,
    create_tag,
    delete_tag,
    move_tag,
    retire_tag,
    step_tag,
)
from annotations.models import CodebookVersion, SpanTag, Tag
from tests.actions.conftest import NOW
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_codebook, make_tag
from tests.factories.users import make_user


@pytest.fixture
def admin(db):
    return make_user("keeper", is_staff=True)


@pytest.fixture
def tree(db):
    codebook = make_codebook()
    made = {}
    for key, parent in [("act", None), ("appeal", "act"), ("threat", "act")]:
        made[key] = make_tag(codebook, key.title(), parent=made.get(parent))
    return made


def numbers(tree):
    return list(tree["act"].codebook.versions.order_by("number").values_list("number", "reason"))


def test_the_first_change_keeps_what_was_there_before(admin, tree):
    change_tag(tag=tree["appeal"], name="Plea", by=admin)

    first, second = CodebookVersion.objects.order_by("number")
    assert (first.by, second.by) == (None, admin)
    assert [state.name for state in first.states] == ["Act", "Appeal", "Threat"]
    assert [state.name for state in second.states] == ["Act", "Plea", "Threat"]


def test_edits_of_one_sitting_are_one_version(admin, tree):
    change_tag(tag=tree["appeal"], name="Plea", by=admin)
    step_tag(tag=tree["threat"], way=Way.UP, by=admin)
    create_tag(codebook=tree["act"].codebook, name="Offer", by=admin)
    assert numbers(tree) == [(1, "edited"), (2, "edited")]

    CodebookVersion.objects.update(made_at=timezone.now() - timedelta(hours=1))
    retire_tag(tag=tree["threat"], by=admin, at=NOW)
    change_tag(tag=tree["appeal"], name="Petition", by=make_user("other"))

    assert len(numbers(tree)) == 4


def test_what_changes_nothing_is_no_version(admin, tree):
    change_tag(tag=tree["appeal"], name="Appeal", by=admin)

    assert numbers(tree) == [(1, "edited")]


def test_a_new_codebook_begins_with_its_tags(admin):
    tags = [NewTag("act", "Act"), NewTag("appeal", "Appeal", "act")]

    codebook = create_codebook(name="Acts", tags=tags, by=admin)

    [version] = codebook.versions.all()
    assert [state.key for state in version.states] == ["act", "appeal"]


def test_a_named_version_stays_as_it_is(admin, tree):
    codebook = tree["act"].codebook
    named = name_version(codebook=codebook, name=" Pilot ", by=admin)
    change_tag(tag=tree["appeal"], name="Plea", by=admin)

    named.refresh_from_db()
    assert (named.name, named.states[1].name) == ("Pilot", "Appeal")
    with pytest.raises(CannotNameVersion):
        name_version(codebook=codebook, name=" ", by=admin)
    with pytest.raises(CannotNameVersion):
        name_version(codebook=make_codebook("Empty"), name="Pilot", by=admin)


# Bringing one back --------------------------------------------------------------------------


def test_a_version_comes_back_and_no_annotation_loses_a_tag(cast, admin, tree):
    codebook = tree["act"].codebook
    cast.project.codebook = codebook
    cast.project.save()
    before = states_of(codebook)
    pilot = name_version(codebook=codebook, name="Pilot", by=admin)
    late = create_tag(codebook=codebook, name="Late", shortcut="L", by=admin)
    make_passage(make_coding(cast.project_article, cast.owner), "Both sides", late)
    change_tag(tag=tree["appeal"], name="Plea", key="plea", by=admin)
    # The two change places: each is where the other was.
    tree["act"].refresh_from_db()
    move_tag(tag=tree["threat"], parent=None, by=admin)
    move_tag(tag=tree["act"], parent=tree["threat"], by=admin)

    restore_version(version=pilot, by=admin, at=NOW)

    assert [one for one in states_of(codebook) if one.id != str(late.pk)] == before
    late.refresh_from_db()
    assert (late.retired_at, SpanTag.objects.get().tag) == (NOW, late)
    assert codebook.versions.order_by("-number")[0].reason == "restored"


def test_what_was_deleted_is_made_again(admin, tree):
    codebook = tree["act"].codebook
    pilot = name_version(codebook=codebook, name="Pilot", by=admin)
    delete_tag(tag=tree["threat"], by=admin)
    newer = create_tag(codebook=codebook, name="Threat", by=admin)

    restore_version(version=pilot, by=admin, at=NOW)

    newer.refresh_from_db()
    assert newer.is_retired
    assert newer.key.startswith("threat-")
    assert Tag.objects.get(key="threat").parent == tree["act"]


def test_a_merge_is_a_version_of_its_own(admin, tree):
    merge_tags(kept=tree["threat"], gone=tree["appeal"], by=admin, at=NOW)

    assert numbers(tree) == [(1, "edited"), (2, "merged")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"shortcut": "a"}, "“Act”: its key belongs to the page"),
        ({"name": ""}, "“act”: name: This field cannot be blank."),
        ({"colour": "beige"}, "“Act”: colour: Value 'beige' is not a valid choice."),
        ({"key": "threat"}, "“Threat”: another tag has its key or short name"),
        ({"parent": "threat"}, "“Act”: the tag above it has to come before it"),
    ],
)
def test_a_tree_that_cannot_be_changes_nothing(admin, tree, fields, sentence):
    codebook = tree["act"].codebook
    before = states_of(codebook)
    if "parent" in fields:
        fields = {"parent": str(tree["threat"].pk)}

    with pytest.raises(CannotSetTree) as refusal:
        set_tree(
            codebook=codebook, wanted=[replace(before[0], **fields), *before[1:]], by=admin, at=NOW
        )

    assert str(refusal.value) == sentence
    assert states_of(codebook) == before
