"""How many annotations there are, what they have in common, and pages of them, by one statement:
the same as rows that are asked for plainly."""

from datetime import date
from uuid import UUID

import pytest

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import Carry, CodingState
from annotations.models import SearchKind as Kind
from annotations.queries import newest_annotations, surveying_annotations
from annotations.queries.asking import Understood, understand
from annotations.queries.facets import annotations_counted
from annotations.queries.search import Where
from annotations.queries.search_annotations import Origin, Said, Whose, inside_for, look_for
from annotations.queries.surveying import PageAt
from annotations.queries.surveying_annotations import survey_of
from annotations.web.paging import SIGNER
from annotations.web.passages import annotations_at
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import queries_of
from tests.worlds import made_once

TEXT = "Grain is short. “We will sell wheat,” she said. Barley, “none at all”, said Feder."
KINDS = [Kind.STATEMENTS, Kind.TAGGED, Kind.NOTES]


@pytest.fixture
@made_once
def annotated(cast):
    """Six articles, two of a day, one undated, annotated by two; of one it was agreed."""
    quill, feder = make_actor("Ada Quill", country="AT"), make_actor("Otto Feder", country="DE")
    office = make_actor("The Grain Office", kind="organisation")
    post = make_affiliation(quill, office, kind="government", represents="FR")
    food = make_tag(cast.project.codebook, "Food")
    cereals = make_tag(cast.project.codebook, "Cereals", parent=food)
    for number in range(6):
        article = make_article(
            TEXT,
            language=["en", "fr"][number % 2],
            published_on=date(2026, 3, 1 + number // 2) if number else None,
        )
        row = add_article(cast.project, article)
        for analyst in (cast.owner, cast.second):
            coding = make_coding(row, analyst)
            said = make_attribution(
                coding,
                ["none at all", "We will sell wheat"],
                cereals,
                speaker=quill,
                affiliation=post if number % 2 else None,
                stance="critical",
                target=feder,
                note="Wheat is meant",
            )
            make_attribution(coding, "Barley", food, speaker=feder, mode="indirect")
            make_passage(coding, "Grain is short", food if number else cereals, note="Wheat")
        if number == 1:
            gold = make_coding(row, None, kind="gold", state=CodingState.DONE)
            make_attribution(gold, "We will sell wheat", food, speaker=quill, note="Wheat")
        if number == 2:
            Carry.objects.create(
                project=cast.project,
                coding=coding,
                origin=coding,
                annotation=said.number,
                start=0,
                outcome="same",
                places=[],
            )
    index_due()
    return {"quill": quill, "feder": feder, "food": food, "article": article}


def surveyed(kind, user, words="", where=None, said=None, at=None):
    of_all = of(kind, user, words, where, said)
    return survey_of(kind, *of_all, at or PageAt(100))


def of(kind, user, words="", where=None, said=None):
    simple = {"simple"} if kind == Kind.NOTES else None
    question = understand(asked(words), simple) if words else Understood()
    of_all = user, where or Where(), said or Said(), question
    return *of_all, inside_for(kind, *of_all)


def plainly(kind, *of_all):
    rows = look_for(kind, *of_all)
    # Nothing is asked where nothing can be found.
    return (
        [] if rows.query.is_empty() else [(row.pk, row.day) for row in rows.order_by("-day", "-pk")]
    )


FILTERS = [
    {},
    {"speaker": "quill"},
    {"target": "feder"},
    {"tag": "food"},
    {"tag": "food", "speaker": "feder", "stance": ""},
    {"stance": "critical"},
    {"mode": "indirect"},
    {"speaker_kind": "person"},
    {"post_kind": "government"},
    {"country": "FR"},
    {"country": "AT", "stance": "critical"},
    {"coder": "owner"},
    *({"whose": whose} for whose in Whose),
    *({"origin": origin} for origin in Origin),
    {"language": "fr"},
    {"since": date(2026, 3, 2), "until": date(2026, 3, 3)},
    {"source": "source"},
    {"project": "project", "mode": "direct"},
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", ["", "wheat OR grain", "rice"])
def test_what_is_found_is_what_is_found_plainly(cast, annotated, kind, words):
    words = words or ("wheat" if kind == Kind.NOTES else "")
    named = {
        **annotated,
        "owner": cast.owner,
        "project": cast.project,
        "source": annotated["article"].source,
    }
    most = 0
    for filters in FILTERS:
        given = {name: getattr(named.get(one), "pk", one) for name, one in filters.items()}
        where = Where(**{name: one for name, one in given.items() if hasattr(Where, name)})
        said = Said(**{name: one for name, one in given.items() if hasattr(Said, name)})
        for user in (cast.curator, cast.owner, cast.stranger, cast.admin):
            of_all = of(kind, user, words, where, said)

            found = survey_of(kind, *of_all, PageAt(100))

            assert [(one.id, one.day) for one in found.page] == plainly(kind, *of_all), filters
            assert (found.total, found.is_more) == (len(found.page), False)
            most = max(most, found.total)
    assert (most > 0) == (words != "rice")


def facets_of(found):
    return {facet.name: facet.values for facet in annotations_counted(found).facets}


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_is_counted_as_often_as_choosing_it_finds(cast, annotated, kind):
    words = "wheat" if kind == Kind.NOTES else ""
    each = Said(whose=Whose.EACH)

    found = facets_of(surveyed(kind, cast.curator, words, said=each))

    assert all(found[name] for name in ("tag", "source", "language", "coder"))
    assert bool(found["speaker"] and found["country"]) == (kind != Kind.TAGGED)
    for name in ("speaker", "target", "stance", "mode", "country", "speaker_kind", "post_kind"):
        for value, _called, count in found[name]:
            said = Said(whose=Whose.EACH, **{name: _read(value)})
            assert surveyed(kind, cast.curator, words, said=said).total == count, (name, value)
    for value, _called, count in found["tag"]:
        said = Said(whose=Whose.EACH, tag=_read(value))
        assert surveyed(kind, cast.curator, words, said=said).total == count, value
    for name in ("source", "language"):
        for value, _called, count in found[name]:
            where = Where(**{name: _read(value)})
            assert surveyed(kind, cast.curator, words, where, each).total == count


def _read(value):
    """A key, or a word."""
    return UUID(value) if len(value) == 36 else value


def test_values_are_called_by_their_names(cast, annotated):
    found = facets_of(surveyed(Kind.STATEMENTS, cast.curator))

    assert [called for _value, called, _n in found["speaker"]] == ["Ada Quill", "Otto Feder"]
    assert {called for _value, called, _n in found["tag"]} == {"Food", "Cereals"}
    assert cast.owner.name in {called for _value, called, _n in found["coder"]}


def test_tagged_passages_are_said_by_nobody(cast, annotated):
    said = Said(speaker=annotated["quill"].pk)

    assert surveyed(Kind.TAGGED, cast.curator, said=said).total == 0
    assert surveyed(Kind.TAGGED, cast.curator, "grain", said=said).total == 0


def test_a_statement_of_which_nothing_is_left_is_no_result(cast, annotated):
    before = surveyed(Kind.STATEMENTS, cast.curator)
    coding = annotated["article"].project_articles.get().codings.get(analyst=cast.owner)
    coding.spans.all().delete()

    after = surveyed(Kind.STATEMENTS, cast.curator)

    assert after.total == before.total - 2
    assert len(after.page) == after.total


@pytest.fixture
def counting_five(monkeypatch):
    """As if there were very many: statements are put together for that."""
    for module in (newest_annotations, surveying_annotations):
        monkeypatch.setattr(module, "MOST_COUNTED", 5)
    put_together = newest_annotations._put_together, newest_annotations._put_together_inside
    for made in put_together:
        made.cache_clear()
    yield
    for made in put_together:
        made.cache_clear()


@pytest.mark.usefixtures("counting_five")
def test_of_very_many_the_newest_are_counted(cast, annotated):
    of_all = of(Kind.STATEMENTS, cast.curator)
    newest = plainly(Kind.STATEMENTS, *of_all)[:6]

    found = survey_of(Kind.STATEMENTS, *of_all, PageAt(100))

    assert (found.total, found.is_more) == (5, True)
    assert [(one.id, one.day) for one in found.page] == newest
    assert sum(n for _value, _called, n in facets_of(found)["mode"]) == 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", ["", "wheat"])
@pytest.mark.parametrize("how", ["all", "counting_five"])
def test_pages_lead_through_all_and_back(request, cast, annotated, kind, words, how):
    if how != "all":
        request.getfixturevalue(how)
    words = words or ("wheat" if kind == Kind.NOTES else "")
    of_all = of(kind, cast.curator, words)
    for size in (1, 3, 5):
        lead_through(kind, of_all, size)


def lead_through(kind, of_all, size):
    there, back, mark = [], [], ""

    while True:
        _found, page = annotations_at(mark, size, kind, *of_all)
        there.append([one.pk if hasattr(one, "pk") else one.id for one in page.rows])
        if not page.next:
            break
        mark = page.next
    while page.previous:
        _found, page = annotations_at(page.previous, size, kind, *of_all)
        back.append([one.pk if hasattr(one, "pk") else one.id for one in page.rows])

    assert [key for rows in there for key in rows] == [key for key, _day in plainly(kind, *of_all)]
    assert back[::-1] == there[:-1]


def test_a_mark_of_another_list_leads_to_the_first_page(cast, annotated):
    of_all = of(Kind.STATEMENTS, cast.curator)
    first = annotations_at("", 3, Kind.STATEMENTS, *of_all)

    for values in (["Quill", "x"], ["2026-03-03", "x"], ["1", "2", "3"]):
        for backwards in (0, 1):
            mark = SIGNER.sign_object([backwards, *values], compress=True)
            assert annotations_at(mark, 3, Kind.STATEMENTS, *of_all)[1] == first[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", ["", "wheat"])
def test_it_takes_one_query_with_many_as_with_one(cast, annotated, kind, words):
    words = words or ("grain" if kind == Kind.NOTES else "")
    for where in (Where(), Where(since=date(2026, 3, 3))):
        of_all = of(kind, cast.curator, words, where)
        asked_for = queries_of(lambda of_all=of_all: survey_of(kind, *of_all, PageAt(20)))
        has_keys = of_all[-1] is None or of_all[-1].keys_for(kind)
        assert len(asked_for) == int(bool(has_keys))
