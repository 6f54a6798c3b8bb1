"""A codebook is read once by a process, and again when a tag of it has changed."""

import pytest
from django.db import transaction

from annotations.models import Tag
from annotations.queries.one_article import find_writable
from annotations.queries.tagbooks import kept_tagbook
from tests.factories.projects import make_codebook, make_tag
from tests.helpers.queries import queries_of


@pytest.fixture
def tags_now(cast):
    """The tags as a write finds them, by name."""

    def look():
        found = find_writable(cast.owner, cast.project_article.pk)
        return [tag.name for tag in kept_tagbook(found).rows]

    return look


@pytest.fixture
def known(cast, tags_now):
    """The codebook, with a tag that this process has read."""
    make_tag(cast.project.codebook, "Appeal")
    tags_now()
    return cast.project.codebook


def test_what_is_known_is_not_asked_again(known, tags_now):
    assert len(queries_of(tags_now)) == 1


@pytest.mark.parametrize(
    ("change", "then"),
    [
        (lambda book: make_tag(book, "Warning", position=1), ["Appeal", "Warning"]),
        (lambda book: Tag.objects.filter(codebook=book).update(name="Plea"), ["Plea"]),
        (lambda book: Tag.objects.filter(codebook=book).delete(), []),
        (
            lambda book: Tag.objects.bulk_create(
                Tag(codebook=book, key=name, name=name, position=place)
                for place, name in enumerate(("b", "c"), start=1)
            ),
            ["Appeal", "b", "c"],
        ),
        (
            lambda book: Tag.objects.filter(codebook=book).update(codebook=make_codebook("Other")),
            [],
        ),
    ],
    ids=["new", "changed", "gone", "many", "moved"],
)
def test_whoever_changes_a_tag_it_is_read_again(known, tags_now, change, then):
    change(known)

    assert len(queries_of(tags_now)) == 2
    assert tags_now() == then


def test_other_codebooks_change_nothing(known, tags_now):
    make_tag(make_codebook("Other"), "Warning")

    assert len(queries_of(tags_now)) == 1


def test_what_was_rolled_back_is_not_remembered(known, tags_now):
    with transaction.atomic():
        make_tag(known, "Warning", position=1)
        assert tags_now() == ["Appeal", "Warning"]
        transaction.set_rollback(True)

    assert tags_now() == ["Appeal"]
    make_tag(known, "Threat", position=1)
    assert tags_now() == ["Appeal", "Threat"]


def test_a_codebook_without_tags_is_read_each_time(cast, tags_now):
    assert [tags_now(), tags_now()] == [[], []]
