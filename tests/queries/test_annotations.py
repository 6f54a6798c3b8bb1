import pytest

from annotations.models import ProjectArticle, Stance
from annotations.queries.annotations import Kind, Sought, annotations_of, for_table, menus_of
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(cast):
    """The owner's coding: a passage, a statement in two parts; the second's: one passage."""
    quill = make_actor("Ada Quill")
    tag, other = make_tag(cast.project.codebook, "Appeal"), make_tag(cast.project.codebook, "Aid")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(
        coding,
        ["shared work", "always sticks"],
        tag,
        speaker=quill,
        stance=Stance.CRITICAL,
        cue="says",
    )
    make_passage(coding, "Envoys", other)
    theirs = make_coding(cast.project_article, cast.second)
    make_passage(theirs, "Nobody knows", tag)
    return cast, coding, theirs, {"quill": quill, "tag": tag, "other": other}


def words(rows):
    return [span.words for span in rows.in_reading_order()]


def test_an_annotation_is_one_row_in_reading_order(read):
    cast, _coding, _theirs, _things = read

    rows = annotations_of(cast.project_article, cast.owner, Sought())

    assert words(rows) == ["Envoys", "always sticks"]


@pytest.mark.parametrize(
    ("reader", "count"), [("owner", 2), ("second", 1), ("curator", 3), ("reader", 3), ("admin", 3)]
)
def test_only_codings_that_the_reader_may_see_are_listed(read, reader, count):
    cast = read[0]

    assert annotations_of(cast.project_article, getattr(cast, reader), Sought()).count() == count


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (lambda things, theirs: Sought(kind=Kind.PASSAGE), ["Envoys", "Nobody knows"]),
        (lambda things, theirs: Sought(kind=Kind.ATTRIBUTION), ["always sticks"]),
        (lambda things, theirs: Sought(tag=things["tag"].pk), ["always sticks", "Nobody knows"]),
        (lambda things, theirs: Sought(tag=things["other"].pk), ["Envoys"]),
        (lambda things, theirs: Sought(speaker=things["quill"].pk), ["always sticks"]),
        (lambda things, theirs: Sought(stance=Stance.CRITICAL), ["always sticks"]),
        (lambda things, theirs: Sought(stance=Stance.ENDORSE), []),
        (lambda things, theirs: Sought(coding=theirs.pk), ["Nobody knows"]),
        (
            lambda things, theirs: Sought(kind=Kind.PASSAGE, stance=Stance.CRITICAL),
            [],
        ),
    ],
)
def test_each_filter_narrows_what_is_found(read, sought, found):
    cast, _coding, theirs, things = read

    rows = annotations_of(cast.project_article, cast.curator, sought(things, theirs))

    assert words(rows) == found


def test_a_row_brings_its_parts_along(read):
    cast = read[0]
    rows = for_table(annotations_of(cast.project_article, cast.owner, Sought()))

    passage, statement = rows.in_reading_order()

    def show():
        assert [span.words for span in statement.attribution.contents] == [
            "always sticks",
            "shared work",
        ]
        assert statement.attribution.speaker.name == "Ada Quill"
        assert [link.tag.name for link in statement.attribution.attribution_tags.all()] == [
            "Appeal"
        ]
        assert [link.tag.name for link in passage.span_tags.all()] == ["Aid"]

    assert queries_of(show) == []


def test_menus_offer_what_the_reader_may_see(read):
    cast, coding, _theirs, _things = read
    row = ProjectArticle.objects.select_related("project").get(pk=cast.project_article.pk)

    mine, all_ = menus_of(row, cast.owner), menus_of(row, cast.curator)

    assert [tag.name for tag in mine.tags] == ["Appeal", "Aid"]
    assert [actor.name for actor in mine.speakers] == ["Ada Quill"]
    assert [found.pk for found in mine.codings] == [coding.pk]
    assert len(all_.codings) == 2
