"""What programs read of a project as a whole: its matrix, and what was agreed."""

import pytest
from django.utils import timezone

from annotations.actions.gold import begin_adjudication
from annotations.models import CodingState
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.manager, "read")


def test_the_matrix_adds_up(cast, asking):
    quill, feder = make_actor("Ada Quill"), make_actor("Otto Feder")
    coding = make_coding(cast.project_article, cast.owner, CodingState.DONE)
    facts = {"speaker": quill, "target": feder, "stance": "critical"}
    make_attribution(coding, "shared work", mode="direct", **facts)
    make_attribution(coding, "always sticks", mode="indirect", **facts)
    make_attribution(coding, "what comes next", speaker=feder, mode="direct")
    where = f"/projects/{cast.project.pk}/matrix"

    told = asking.get(where).json()

    [cell] = [one for one in told["cells"] if one["column"] == str(feder.pk)]
    assert cell == {
        "row": str(quill.pk),
        "column": str(feder.pk),
        "count": 2,
        "direct": 1,
        "stances": {"critical": 2},
    }
    for lines in (told["rows"], told["columns"], told["cells"]):
        assert sum(one["count"] for one in lines) == told["total"]["count"] == 3
    assert [one["name"] for one in told["rows"]] == ["Ada Quill", "Otto Feder"]
    direct = asking.get(f"{where}?mode=direct&rows=target&columns=stance&whole=true").json()
    assert (direct["total"]["count"], direct["along"]) == (2, ["target", "stance"])
    assert asking.get(f"{where}?speaker={cast.project.pk}").json()["total"]["count"] == 0


def test_a_matrix_that_makes_no_sense_is_refused(cast, asking):
    where = f"/projects/{cast.project.pk}/matrix"

    assert is_problem(asking.get(f"{where}?rows=stance&columns=stance"), 422)
    assert is_problem(asking.get(f"{where}?rows=weather"), 422)


def test_what_is_to_be_agreed_is_read(cast, asking, program):
    one, other = (
        make_coding(cast.project_article, analyst, CodingState.DONE)
        for analyst in (cast.owner, cast.second)
    )
    mine = make_attribution(one, "shared work", stance="critical")
    theirs = make_attribution(other, "shared work", stance="neutral")
    make_attribution(one, "always sticks")
    where = f"/projects/{cast.project.pk}/adjudication"

    [row] = asking.get(where).json()["items"]
    assert (row["stage"], row["counts"]) == ("ready", {"differing": 1, "missing": 1})
    begin_adjudication(project_article=cast.project_article, by=cast.curator, at=timezone.now())
    assert asking.get(f"{where}?stage=ready").json()["items"] == []
    told = asking.get(f"/articles/{cast.project_article.pk}/adjudication").json()
    assert (told["gold_state"], told["left"]) == ("open", 2)
    assert set(told["codings"]) == {str(one.pk), str(other.pk)}
    [both] = [place for place in told["places"] if place["state"] == "differing"]
    assert both["numbers"] == {str(one.pk): mine.number, str(other.pk): theirs.number}
    assert both["differing"] == ["stance"]
    assert both["ruling"] is None
    blind = program(cast.owner).get(f"/articles/{cast.project_article.pk}/adjudication")
    assert is_problem(blind, 403)
