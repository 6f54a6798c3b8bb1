import pytest

from annotations.actions.codebooks import (
    CannotDeleteCodebook,
    CannotKeepCodebook,
    NewTag,
    change_codebook,
    copy_codebook,
    create_codebook,
    delete_codebook,
)
from annotations.actions.tags import CannotKeepTag
from annotations.domain.trees import interleaved
from annotations.models import Codebook, Tag
from tests.factories.projects import make_project
from tests.factories.users import make_user

TAGS = [
    NewTag("act", "Speech act"),
    NewTag("threat", "Threat", parent="act", colour="red", shortcut="h", definition="Harm to come"),
    NewTag("topic", "Topic"),
    NewTag("trade", "Trade", parent="topic"),
    NewTag("offer", "Offer", parent="act"),
]


@pytest.fixture
def admin(db):
    return make_user("admin", is_staff=True)


def outline(codebook):
    return [(tag.key, depth) for tag, depth in interleaved(codebook.tags.in_order())]


def test_a_codebook_comes_with_its_tree(admin):
    codebook = create_codebook(name="Statements", tags=TAGS, by=admin)

    assert outline(codebook) == [
        ("act", 0),
        ("threat", 1),
        ("offer", 1),
        ("topic", 0),
        ("trade", 1),
    ]
    threat = codebook.tags.get(key="threat")
    assert (threat.colour, threat.shortcut, threat.definition) == ("red", "h", "Harm to come")


def test_one_wrong_tag_and_there_is_no_codebook(admin):
    with pytest.raises(CannotKeepTag):
        create_codebook(name="Statements", tags=[*TAGS, NewTag("act", "Again")], by=admin)

    assert not Codebook.objects.exists()


def test_a_codebook_has_a_name(admin):
    with pytest.raises(CannotKeepCodebook) as refusal:
        create_codebook(name=" ", by=admin)
    codebook = create_codebook(name="Statements", by=admin)
    with pytest.raises(CannotKeepCodebook):
        change_codebook(codebook=codebook, name="", by=admin)

    assert refusal.value.field == "name"


def test_a_copy_is_the_same_tree_of_other_tags(admin):
    codebook = create_codebook(name="Statements", description="Ours", tags=TAGS, by=admin)

    copy = copy_codebook(codebook=codebook, name="Statements, second study", by=admin)
    copy.tags.get(key="threat").delete()

    assert (copy.name, copy.description) == ("Statements, second study", "Ours")
    assert outline(copy) == [("act", 0), ("offer", 1), ("topic", 0), ("trade", 1)]
    assert codebook.tags.count() == 5


def test_a_codebook_in_use_stays_with_all_its_tags(admin):
    codebook = create_codebook(name="Statements", tags=TAGS, by=admin)
    make_project(codebook=codebook)

    with pytest.raises(CannotDeleteCodebook, match="“Statements” is in use"):
        delete_codebook(codebook=codebook, by=admin)

    assert codebook.tags.count() == 5


def test_an_unused_codebook_goes_with_its_tags(admin):
    delete_codebook(codebook=create_codebook(name="Statements", tags=TAGS, by=admin), by=admin)

    assert not Tag.objects.exists()
