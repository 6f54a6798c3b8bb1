"""The article as a whole is a place like others: what stands in the gold coding of it then."""

from datetime import UTC, datetime

import pytest

from annotations.actions.acts import CannotUndo
from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.rulings import (
    keep_result,
    merge_unanimous,
    nothing_here,
    redo_ruling,
    reject_place,
    take_edited,
    take_union,
    take_version,
    undo_ruling,
)
from annotations.actions.tagging import CannotTag
from annotations.domain.adjudication.versions import Version
from annotations.models import ArticleTag, Coding, Ruling
from annotations.models.adjudications import adjudication_of
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_passage
from tests.factories.projects import make_tag
from tests.factories.revisions import revise_to

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def tags(cast):
    """A group of which one goes, and one beside it."""
    codebook = cast.project.codebook
    kind = make_tag(codebook, "Genre", is_single=True, applies_to=[])
    return {
        name: make_tag(codebook, name, parent=parent, applies_to=["article"])
        for name, parent in (("Report", kind), ("Interview", kind), ("Front page", None))
    }


@pytest.fixture
def codings(cast):
    return make_done(cast.project_article, cast.owner, cast.second)


@pytest.fixture
def acting(cast):
    return {"project_article": cast.project_article, "by": cast.curator, "at": NOW}


@pytest.fixture
def begin(codings, tags, acting):
    """`begin("Report", "Report Front page")`: what each of two gave the article."""

    def begun(*given):
        for coding, names in zip(codings, given, strict=True):
            wanted = [tag for name, tag in tags.items() if name in names]
            ArticleTag.objects.bulk_create(ArticleTag(coding=coding, tag=tag) for tag in wanted)
        return begin_adjudication(**acting)

    return begun


@pytest.fixture
def ruling(acting):
    return {**acting, "place": "article"}


def borne(coding):
    return sorted(coding.article_tags.values_list("tag__name", flat=True))


def state(cast):
    [matter] = adjudication_of(cast.project_article.pk).matters
    return matter.state.value


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("Report", "Report"), "agreed"),
        (("Report", "Interview"), "differing"),
        (("Report", ""), "missing"),
    ],
)
def test_how_it_stands(cast, begin, given, expected):
    begin(*given)

    assert state(cast) == expected


def test_where_nobody_gave_it_a_tag_there_is_nothing_to_decide(cast, begin, acting):
    begin("", "")

    assert adjudication_of(cast.project_article.pk).matters == []
    assert finish_adjudication(**acting).state == "done"


def test_unanimous_ones_merge_by_rule_with_all_else_as_one(begin, codings, acting, tags):
    gold = begin("Report Front page", "Report Front page")
    for coding in codings:
        make_passage(coding, "Nobody knows")

    assert merge_unanimous(**acting) == 2

    assert borne(gold) == ["Front page", "Report"]
    undo_ruling(**acting)
    assert (borne(gold), gold.spans.count()) == ([], 0)
    redo_ruling(**acting)
    assert (borne(gold), gold.spans.count()) == (["Front page", "Report"], 1)


def test_one_coders_the_union_an_edit(cast, begin, ruling, tags):
    gold = begin("Report", "Report Front page")

    take_version(**ruling, coder=1)
    assert borne(gold) == ["Report"]
    take_union(**ruling)
    assert borne(gold) == ["Front page", "Report"]
    wanted = Version("", 0, (), tags=frozenset([str(tags["Interview"].pk)]))
    take_edited(**ruling, version=wanted)
    assert (borne(gold), state(cast)) == (["Interview"], "decided")
    assert Ruling.objects.standing().last_of_each().get().annotation == 0


def test_what_no_coder_has_obeys_the_codebook(begin, ruling, tags, cast):
    gold = begin("Report", "Interview")
    for_passages = make_tag(cast.project.codebook, "Appeal")

    with pytest.raises(CannotTag, match="Choose one of these: Report, Interview"):
        take_union(**ruling)
    version = Version("", 0, (), tags=frozenset([str(for_passages.pk)]))
    with pytest.raises(CannotTag, match="not for articles"):
        take_edited(**ruling, version=version)
    assert borne(gold) == []


@pytest.mark.parametrize("how", ["reject", "nothing", "from one who has none"])
def test_nothing_of_it_stays_and_undo_brings_it_back(cast, begin, ruling, acting, how):
    gold = begin("Report", "")
    take_version(**ruling, coder=1)

    if how == "reject":
        reason = cast.project.rejection_reasons.in_order().first()
        reject_place(**ruling, reason=reason, note="No genre")
    elif how == "nothing":
        nothing_here(**ruling)
    else:
        take_version(**ruling, coder=2)

    assert (borne(gold), state(cast)) == ([], "decided")
    assert Ruling.objects.standing().last_of_each().get().annotation is None
    undo_ruling(**acting)
    assert borne(gold) == ["Report"]
    undo_ruling(**acting)
    assert (borne(gold), state(cast)) == ([], "missing")
    with pytest.raises(CannotUndo):
        undo_ruling(**acting)


def test_rejecting_a_passage_and_undoing_it_leaves_the_article_alone(begin, ruling, codings):
    gold = begin("Report", "Report")
    merge_unanimous(project_article=ruling["project_article"], by=ruling["by"], at=NOW)
    make_passage(codings[0], "Nobody knows")
    place = adjudication_of(gold.project_article_id).matters[1].key
    nothing_here(**ruling | {"place": place})
    undo_ruling(project_article=ruling["project_article"], by=ruling["by"], at=NOW)

    assert borne(gold) == ["Report"]


def test_what_a_coder_changes_later_comes_back_and_the_decision_stays(
    cast, begin, ruling, acting, codings, tags
):
    gold = begin("Report", "Interview")
    take_version(**ruling, coder=2, note="See the guidelines")
    ArticleTag.objects.filter(coding=codings[0]).update(tag=tags["Interview"])

    assert state(cast) == "changed"
    # All say the same now; the curator had said so before, and the rule leaves it alone.
    assert merge_unanimous(**acting) == 0
    kept = keep_result(**ruling)
    assert (borne(gold), state(cast)) == (["Interview"], "decided")
    assert Ruling.objects.get(act=kept).note == "See the guidelines"

    ArticleTag.objects.filter(coding__in=codings).delete()
    assert (borne(gold), state(cast)) == (["Interview"], "changed")


def test_it_goes_along_into_the_next_revision(cast, begin, ruling):
    begin("Report", "Interview")
    take_version(**ruling, coder=1)

    revise_to(cast.project_article.article, "Another text, that came later.\n\nNothing stayed.")

    assert (borne(Coding.objects.get(kind="gold")), state(cast)) == (["Report"], "decided")
