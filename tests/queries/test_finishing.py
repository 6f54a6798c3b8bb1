from dataclasses import replace

import pytest

from annotations.actions.machine import suggest_quotations
from annotations.models import ArticleTag, ProjectArticle
from annotations.queries.finishing import Matter, open_matters
from annotations.queries.workbench import open_workbench
from tests.actions.conftest import NOW
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.flags import make_flag
from tests.factories.projects import make_tag

NOBODY = 1.01


@pytest.fixture
def opened(cast):
    """`opened(above)`: the owner's page, with suggestions from that confidence on."""

    def opened(above: float = NOBODY):
        rows = ProjectArticle.objects.with_role_of(cast.owner).with_flag_of(cast.owner)
        row = rows.select_related("project", "article").get()
        return open_workbench(row, cast.owner, above=above)

    return opened


def test_where_nothing_is_marked_nothing_is_open(opened):
    assert open_matters(opened()) == []


def test_each_kind_is_counted_and_leads_to_its_first_as_one_reads(cast, opened):
    coding = make_coding(cast.project_article, cast.owner)
    late = make_attribution(coding, "what comes next")
    early = make_attribution(coding, "shared work")
    passage = make_passage(coding, "Both sides")
    for number in (late.number, early.number):
        make_flag(cast.project_article, cast.owner, number)
    make_flag(cast.project_article, cast.second, passage.number)
    for number in (late.number, passage.number):
        make_comment(make_thread(coding, number), cast.curator)
    settled = {"resolved_at": NOW, "resolved_by": cast.curator}
    make_comment(make_thread(coding, late.number, **settled), cast.curator)

    assert open_matters(opened()) == [
        Matter("speakers", 2, str(early.number)),
        Matter("threads", 2, str(passage.number)),
        Matter("flags", 2, str(early.number)),
    ]
    make_flag(cast.project_article, cast.owner)
    assert open_matters(opened())[-1] == Matter("flags", 3, "")


def test_suggestions_are_those_that_the_reader_is_shown(cast, opened):
    suggest_quotations(project_article=cast.project_article, at=NOW)
    shown = opened(0.3).suggestions

    assert len(shown) > 1
    assert open_matters(opened(0.3)) == [Matter("suggestions", len(shown), f"s{shown[0].number}")]
    assert open_matters(opened()) == []


def test_what_is_done_or_anothers_has_no_open_matters(cast, opened):
    make_attribution(make_coding(cast.project_article, cast.owner), "shared work")

    assert open_matters(opened())
    assert open_matters(replace(opened(), is_editable=False)) == []


def test_required_tags_that_are_missing_are_told_and_one_below_will_do(cast, opened):
    codebook = cast.project.codebook
    act = make_tag(codebook, "Act", is_required=True, applies_to=["statement"])
    appeal = make_tag(codebook, "Appeal", parent=act)
    make_tag(codebook, "Aim", is_required=True, applies_to=["statement"], condition="target")
    genre = make_tag(codebook, "Genre", is_required=True, applies_to=["article"])
    make_tag(codebook, "Old", is_required=True, retired_at=NOW)
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides")
    make_attribution(coding, "what comes next", appeal)
    bare = make_attribution(coding, "shared work")

    found = [one for one in open_matters(opened()) if one.name]

    assert found == [
        Matter("required", 1, str(bare.number), "Act"),
        Matter("article", 1, "", "Genre"),
    ]
    ArticleTag.objects.create(coding=coding, tag=genre)
    assert open_matters(opened())[-1].name == "Act"
