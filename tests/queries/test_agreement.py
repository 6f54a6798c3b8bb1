"""Who agrees with whom in a project, and where not."""

import pytest

from annotations.models import Coding
from annotations.queries.agreement import compared
from annotations.queries.agreement_places import places_of
from annotations.queries.agreement_report import report_of
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import assert_same_count, queries_of

TEXT = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "Otto Feder said that the map was wrong.\n\n"
    "“We will wait,” said Feder."
)
NOBODY, MAP, WAIT = "“Nobody signs in winter,”", "the map was wrong", "“We will wait,”"


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def feder(db):
    return make_actor("Otto Feder")


@pytest.fixture
def row(cast):
    cast.project_article.delete()
    return add_article(cast.project, make_article(TEXT))


@pytest.fixture
def coded(cast):
    """A coding that its analyst is done with, with attributions by their words."""

    def make(row, analyst, *said, **fields):
        coding = make_coding(row, analyst=analyst, state="done", **fields)
        for words, answers in said:
            tags = answers.pop("tags", ())
            make_attribution(coding, words, *tags, **answers)
        return coding

    return make


def comparing(cast, **options):
    return compared(cast.project, Coding.objects.visible_to(cast.manager), **options)


def answers_of(report):
    return {one.question: one for one in report.answers}


def test_two_who_are_done_are_compared(cast, row, coded, quill, feder):
    coded(
        row,
        cast.owner,
        (NOBODY, {"speaker": quill, "stance": "critical"}),
        (WAIT, {"speaker": feder, "stance": "neutral"}),
    )
    coded(
        row,
        cast.second,
        (NOBODY, {"speaker": quill, "stance": "reject"}),
        (WAIT, {"speaker": quill, "stance": "unclear"}),
        (MAP, {"speaker": feder, "mode": "indirect"}),
    )
    report = report_of(comparing(cast))
    [pair] = report.findings

    assert (report.articles_compared, report.coders) == (1, ["Owner", "Second"])
    assert (pair.names, pair.finding.found.exact_f1) == (("Owner", "Second"), 0.8)
    assert report.missed == 1
    answers = answers_of(report)
    assert (answers["speaker"].units, answers["speaker"].differing) == (2, 1)
    # "Unclear" is on no scale.
    assert (answers["stance"].units, answers["stance"].differing) == (1, 1)
    assert [row.differing for row in report.articles] == [2]


def test_places_open_what_each_said(cast, row, coded, quill, feder):
    mine = coded(row, cast.owner, (WAIT, {"speaker": feder}), (MAP, {"speaker": feder}))
    coded(row, cast.second, (WAIT, {"speaker": quill}))
    found = comparing(cast)

    [place] = places_of(found, "speaker")
    assert place.words == WAIT
    assert sorted((one.coder, one.text) for one in place.answers) == [
        ("Owner", "Otto Feder"),
        ("Second", "Ada Quill"),
    ]
    [missed] = places_of(found, None)
    assert (missed.words, missed.missed_by) == (MAP, ["Second"])
    assert missed.answers[0].statement == mine.attributions.get(number=3).pk
    assert places_of(found, None, article=row.pk) == [missed]
    assert places_of(found, None, article=cast.project.pk) == []


def test_whoever_is_not_done_does_not_count(cast, row, coded):
    coded(row, cast.owner, (WAIT, {}))
    coding = coded(row, cast.second, (WAIT, {}))
    coding.state = "open"
    coding.save(update_fields=["state"])

    assert comparing(cast).texts == []
    assert report_of(comparing(cast)).articles == []


def test_codings_that_the_reader_may_not_see_do_not_count(cast, row, coded):
    coded(row, cast.owner, (WAIT, {}))
    coded(row, cast.second, (WAIT, {}))

    assert compared(cast.project, Coding.objects.visible_to(cast.owner)).texts == []
    assert compared(cast.project, Coding.objects.visible_to(cast.stranger)).texts == []


def test_earlier_revisions_and_other_texts_are_not_mixed(cast, row, coded):
    coded(row, cast.owner, (WAIT, {}))
    other = add_article(cast.project, make_article(TEXT + "\n\nMore."))
    coded(other, cast.second, (WAIT, {}))

    assert comparing(cast).texts == []


def test_tags_are_asked_one_by_one_and_of_passages_too(cast, row, coded):
    threat = make_tag(cast.project.codebook, "Threat")
    make_tag(cast.project.codebook, "Never used", shortcut="")
    mine = coded(row, cast.owner, (WAIT, {"tags": [threat]}), (NOBODY, {}))
    theirs = coded(row, cast.second, (WAIT, {"tags": [threat]}), (NOBODY, {"tags": [threat]}))
    make_passage(mine, MAP, threat)
    make_passage(theirs, MAP, threat)
    [found] = report_of(comparing(cast)).tags

    assert found.tag == threat
    assert (found.statements.units, found.statements.differing) == (2, 1)
    assert found.passages.value == 1


def test_the_machine_counts_only_on_demand_and_names_nobody(cast, row, coded, quill):
    from annotations.actions.machine import suggest_quotations
    from tests.queries.test_outcomes import NOW

    coded(row, cast.owner, (NOBODY, {"speaker": quill}))
    suggest_quotations(project_article=row, at=NOW)

    assert comparing(cast).texts == []
    report = report_of(comparing(cast, with_machine=True))
    assert report.coders == ["Owner", "The machine"]
    assert answers_of(report)["mode"].units == 1
    assert answers_of(report)["speaker"].units == 0


def test_queries_do_not_grow_with_articles(cast, row, coded, quill):
    def report():
        found = comparing(cast)
        report_of(found)
        places_of(found, "speaker")

    for analyst in (cast.owner, cast.second):
        coded(row, analyst, (NOBODY, {"speaker": quill if analyst is cast.owner else None}))
    few = queries_of(report)
    for _ in range(3):
        other = add_article(cast.project, make_article(TEXT))
        for analyst in (cast.owner, cast.second):
            coded(other, analyst, (NOBODY, {"speaker": quill if analyst is cast.owner else None}))

    assert_same_count(few, queries_of(report), at_most=10)
