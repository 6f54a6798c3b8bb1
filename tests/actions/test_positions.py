import pytest

from annotations.actions.positions import CannotKeepPosition, keep_position
from annotations.models import Act, Coding, ReadingPosition
from tests.actions.conftest import NOW
from tests.factories.articles import TEXT, make_article, make_revision

SECOND = TEXT.index("“Both")


@pytest.fixture
def keep(cast):
    """`keep(paragraph, offset, furthest)` where the owner is; `revision=` another one."""
    newest = cast.project_article.article.revisions.get()

    def keep(paragraph, offset, furthest, revision=newest):
        return keep_position(
            project_article=cast.project_article,
            by=cast.owner,
            at=NOW,
            revision=revision.pk,
            paragraph=paragraph,
            offset=offset,
            furthest=furthest,
        )

    return keep


def kept() -> tuple[int, int, int]:
    row = ReadingPosition.objects.get()
    return row.paragraph, row.offset, row.furthest


def test_the_last_place_is_kept_and_the_furthest_never_shrinks(keep):
    keep(1, 5, 90)
    assert kept() == (1, 5, 90)

    keep(0, 0, 30)
    assert kept() == (0, 0, 90)
    keep(1, 2, 91)
    assert kept() == (1, 2, 91)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        # Beyond the paragraph, beyond the text, and behind the place itself.
        ((0, 999, 19), (0, len("Envoys meet again\n\n"), 19)),
        ((1, 0, 99_999), (1, 0, len(TEXT))),
        ((1, 4, 0), (1, 4, SECOND + 4)),
    ],
)
def test_what_cannot_be_is_cut_to_what_can(keep, sent, expected):
    keep(*sent)

    assert kept() == expected


def test_it_is_no_annotation(keep):
    keep(1, 0, 50)

    assert not Coding.objects.exists()
    assert not Act.objects.exists()


def test_a_place_that_is_not_there_is_refused(keep, cast):
    with pytest.raises(CannotKeepPosition):
        keep(99, 0, 0)
    other = make_article("Another\n\nText.").revisions.get()
    with pytest.raises(CannotKeepPosition):
        keep(0, 0, 0, revision=other)
    with pytest.raises(CannotKeepPosition):
        keep(0, 0, 0, revision=cast.project_article)
    assert not ReadingPosition.objects.exists()


def test_what_was_read_stays_read_in_a_new_revision(keep, cast):
    keep(1, 0, SECOND + 20)
    article = cast.project_article.article
    text = "Envoys meet again\n\nBy Ines Duarte\n\n" + TEXT[SECOND:]
    newer = make_revision(article, article.captures.get(), text, number=2)

    keep(0, 0, 0, revision=newer)

    assert kept() == (0, 0, text.index("“Both") + 20)
