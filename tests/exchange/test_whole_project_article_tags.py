"""Tags of articles as a whole go into the file of a project and come out, with all that was decided."""

import io
from datetime import UTC, datetime

import pytest

from annotations.actions.acts import undo
from annotations.actions.article_tags import tag_article
from annotations.actions.codings import finish_coding, reopen_coding
from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.rulings import reject_place, take_version, undo_ruling
from annotations.exchange.whole_project import project_file, restore_file
from annotations.models import Coding, ProjectArticle, Ruling
from annotations.models.adjudications import adjudication_of
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import report_of
from tests.factories.projects import make_tag

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def again(cast):
    """The article in the restored project, in which a curator took one of two versions."""
    row = cast.project_article
    report, interview = (
        make_tag(cast.project.codebook, name, applies_to=["article"])
        for name in ("Report", "Interview")
    )
    for user, tag in ((cast.owner, report), (cast.second, interview)):
        here = {"project_article": row, "by": user, "at": NOW}
        tag_article(tags=[tag], **here)
        finish_coding(**here)
    acting = {"project_article": row, "by": cast.curator, "at": NOW}
    begin_adjudication(**acting)
    reason = cast.project.rejection_reasons.in_order().first()
    reject_place(**acting, place="article", reason=reason)
    take_version(**acting, place="article", coder=2, note="It is one")
    finish_adjudication(**acting)
    file = io.BytesIO(b"".join(project_file(cast.project)))
    project = restore_file(file, name="Again", by=cast.admin, at=NOW).project
    return ProjectArticle.objects.get(project=project)


def borne(coding):
    return list(coding.article_tags.values_list("tag__name", flat=True))


def test_codings_acts_and_decisions_go_on_where_they_were(cast, again):
    gold = Coding.objects.get(project_article=again, kind="gold")
    mine = Coding.objects.get(project_article=again, analyst=cast.owner)

    assert (borne(mine), borne(gold)) == (["Report"], ["Interview"])
    [matter] = adjudication_of(again.pk).matters
    assert (matter.state, matter.ruling.note) == ("decided", "It is one")
    assert Ruling.objects.filter(project_article=again).count() == 2
    report = report_of(compared(again.project, Coding.objects.all()))
    assert [row.found.differing for row in report.whole] == [1, 1, 1]

    Coding.objects.filter(pk=gold.pk).update(state="open")
    undo_ruling(project_article=again, by=cast.curator, at=NOW)
    assert borne(gold) == []
    [matter] = adjudication_of(again.pk).matters
    assert matter.ruling.finding == "rejected"
    here = {"project_article": again, "by": cast.owner, "at": NOW}
    reopen_coding(**here)
    undo(**here)
    assert borne(mine) == []
