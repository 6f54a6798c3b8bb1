"""What a report says of a study: only what its reader may see, and words as far as rights go."""

from datetime import date

import pytest

from annotations.models import Project
from annotations.queries.study import MOST_QUOTES, study_of
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(cast):
    alpha = make_source("Alpha")
    closed = make_source("Closed", may_leave="offsets")
    quill, roe = make_actor("Ada Quill"), make_actor("Max Roe")
    first = add_article(cast.project, make_article(source=alpha, published_on=date(2026, 3, 3)))
    second = add_article(cast.project, make_article(source=closed, published_on=date(2026, 5, 1)))
    topic = make_tag(cast.project.codebook, "trade")
    coding = make_coding(first, cast.owner)
    for _ in range(MOST_QUOTES + 1):
        make_attribution(coding, "cornered", topic, speaker=quill, target=roe, stance="critical")
    make_attribution(make_coding(second, cast.owner), "Envoys", speaker=roe, relayer=quill)
    return cast


def study(cast, reader):
    project = Project.objects.with_role_of(reader).get(pk=cast.project.pk)
    return study_of(project, reader, lambda said: f"https://attache.example/{said.pk}")


def test_sources_tags_and_days_with_their_figures(cast, spoken):
    found = study(cast, cast.curator)
    tags = {tag.name: count for tag, _depth, count in found.tags}

    assert {one.source.name: (one.articles, one.statements) for one in found.sources}.items() >= {
        "Alpha": (1, MOST_QUOTES + 1),
        "Closed": (1, 1),
    }.items()
    assert tags["trade"] == MOST_QUOTES + 1
    assert found.last == date(2026, 5, 1)
    assert found.statements == found.matrix.total.count == MOST_QUOTES + 2


def test_the_latest_of_each_speaker_are_quoted_with_their_citations(cast, spoken):
    found = study(cast, cast.curator)
    [(quill, quotes), (_roe, relayed)] = found.quotes

    assert (quill.name, len(quotes)) == ("Ada Quill", MOST_QUOTES)
    assert quotes[0].parts == ["cornered"]
    assert quotes[0].cited.record == f"https://attache.example/{quotes[0].said.pk}"
    assert relayed[0].cited.relayers == ("Ada Quill",)


def test_what_two_coders_marked_is_quoted_once_and_told(cast):
    """Before it is agreed both count; read twice in a row it would look like two statements."""
    quill = make_actor("Ada Quill")
    marked = {cast.owner: ["Envoys", "cornered"], cast.second: ["cornered", "Nobody"]}
    for coder, words in marked.items():
        coding = make_coding(cast.project_article, coder)
        for each in words:
            make_attribution(coding, each, speaker=quill)

    found = study(cast, cast.curator)
    [(_quill, quotes)] = found.quotes

    assert sorted(quote.parts[0] for quote in quotes) == ["Envoys", "Nobody", "cornered"]
    assert (found.statements, found.shared) == (4, 1)
    assert study(cast, cast.owner).shared == 0


def test_no_word_leaves_that_may_not(cast, spoken):
    [_quill, (_roe, [quote])] = study(cast, cast.curator).quotes

    assert quote.parts == []


@pytest.mark.parametrize(("reader", "count"), [("owner", 6), ("second", 0), ("reader", 6)])
def test_each_reader_has_the_report_of_what_they_may_see(cast, spoken, reader, count):
    found = study(cast, getattr(cast, reader))

    assert found.statements == count
    assert bool(found.quotes) == bool(count)


def test_agreement_is_for_those_who_may_compare(cast, spoken):
    for analyst in (cast.owner, cast.second):
        coding = make_coding(cast.project_article, analyst, "done")
        make_attribution(coding, "cornered", speaker=make_actor())

    assert study(cast, cast.owner).agreement is None
    assert study(cast, cast.curator).agreement.articles_compared == 1


def test_as_many_queries_with_many_statements_as_with_few(cast, spoken):
    few = len(queries_of(lambda: study(cast, cast.curator)))
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for number in range(8):
        make_attribution(coding, "cornered", speaker=make_actor(f"Speaker {number}"))

    assert len(queries_of(lambda: study(cast, cast.curator))) == few
    assert few <= 22
