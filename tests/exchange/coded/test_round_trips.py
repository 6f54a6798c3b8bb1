"""What leaves in a format and comes back says the same: random texts, then a whole study."""

import io
import json

import pytest
from hypothesis import given, settings

from annotations.exchange.coded.formats import FORMATS
from annotations.models import Span
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.coded import exported, imported, records, without
from tests.helpers.papers import Paper, documents, kept

TEXTLESS = {"csv", "xlsx", "parquet", "web-annotation"}
LABELS_ONLY = {"doccano-labels"}


def returned(found, form: str) -> list:
    data = b"".join(FORMATS[form].write(Paper(found)))
    given_back = list(FORMATS[form].read(io.BytesIO(data), "a file"))
    assert all(hasattr(one, "codings") for one in given_back), given_back
    return given_back


@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(max_examples=40)
@given(found=documents())
def test_any_text_comes_back(form, found):
    back = returned(found, form)

    if form in TEXTLESS and not found.codings[0].annotations:
        return
    [one] = back
    assert one.id == found.id
    if form not in TEXTLESS:
        assert one.text == found.text
    assert [coding.coder.label for coding in one.codings] == ["ada"]
    if form in LABELS_ONLY:
        assert places(one) == places(found)
    else:
        assert kept(one) == kept(plain(found, form))


def places(found) -> set:
    return {
        (place.start, place.end)
        for coding in found.codings
        for one in coding.annotations
        for place in one.places
    }


def plain(found, form: str):
    """Without what tables have no column for."""
    if form in {"csv", "xlsx", "parquet"}:
        for coding in found.codings:
            for one in coding.annotations:
                for party in one.statement.relayers if one.statement else ():
                    party.kind = party.country = party.wikidata = party.id = ""
    return found


def test_a_study_comes_back(study):
    """With relayers, links, tags of an article and several coders; what is lost is in docs/."""
    for form in sorted(set(FORMATS) - LABELS_ONLY - {"jsonl"}):
        empty = make_project(form, study.codebook)
        data = exported(study, form, which="all", annotated=True)

        report = imported(data, empty, form, finished=True)

        assert report.counts["refused"] == 0, (form, report.told[:5])
        lost = {"links", "number", "created_at", "state", "changed_at", "paragraphs"}
        tagless = form in {"brat", "doccano", "uima-xmi", "uima-json"}
        before = said(records(study, which="all", annotated=True), lost, tagless)
        after = said(records(empty, which="all"), lost, tagless)
        assert after == before, form


def said(rows, lost, tagless) -> list[str]:
    """One line for each annotation, since formats keep no order."""
    found = []
    for row in without(rows, lost):
        for coding in row["codings"]:
            for one in coding.pop("annotations"):
                one["places"] = sorted(one["places"], key=str)
                head = [row["sha256"], coding["coder"]["kind"], coding["coder"].get("name")]
                found.append(json.dumps([*head, one], sort_keys=True))
            if tagless:
                coding.pop("tags", None)
            found.append(json.dumps([row["sha256"], coding], sort_keys=True))
    return sorted(found)


@pytest.mark.parametrize("form", ["tei", "uima-xmi"])
def test_a_place_with_a_character_that_xml_has_none_for_stays_where_it_is(cast, form):
    place = add_article(cast.project, make_article("Odd \x0b sign \ufffe here.\n"))
    make_passage(make_coding(place, cast.owner), "Odd \x0b sign \ufffe")
    other = make_project("Again", cast.project.codebook)

    report = imported(exported(cast.project, form, which="all"), other, form)

    assert report.counts["refused"] == 0, report.told
    assert Span.objects.get(coding__project=other).words == "Odd \x0b sign \ufffe"
