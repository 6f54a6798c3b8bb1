"""Flags for later and feedback on rulings: what is somebody's own."""

import pytest

from annotations.actions.acts import undo
from annotations.actions.gold import begin_adjudication, finish_adjudication, reopen_adjudication
from annotations.actions.rulings import merge_unanimous, reject_place, take_version
from annotations.actions.spans import delete_annotation
from annotations.models import Flag, Source
from annotations.models.adjudications import adjudication_of
from tests.actions.test_rulings import CORNERED, NOW, SHARED
from tests.api.conftest import is_problem
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


def flagged(asking, query=""):
    rows = asking.get(f"/flags{query}").json()["items"]
    return [(row["article"], row["annotation"]) for row in rows]


def test_flags_are_put_listed_and_taken_off(cast, asking):
    span = make_passage(make_coding(cast.project_article, cast.owner), "what comes next")
    here = f"/articles/{cast.project_article.pk}"
    for _again in range(2):
        assert asking.ask("PUT", f"{here}/flag").status_code == 204
        assert asking.ask("PUT", f"{here}/flags/{span.number}").status_code == 204
    assert is_problem(asking.ask("PUT", f"{here}/flags/999"), 404)

    key = str(cast.project_article.pk)
    assert flagged(asking) == [(key, None), (key, span.number)]
    assert flagged(asking, f"?project={cast.project.pk}&article={key}") == flagged(asking)
    assert flagged(asking, f"?article={cast.project.pk}") == []
    delete_annotation(
        project_article=cast.project_article, by=cast.owner, at=NOW, number=span.number
    )
    assert flagged(asking) == [(key, None)]
    undo(project_article=cast.project_article, by=cast.owner, at=NOW)
    assert len(flagged(asking)) == 2
    for _again in range(2):
        assert asking.ask("DELETE", f"{here}/flags/{span.number}").status_code == 204
        assert asking.ask("DELETE", f"{here}/flag").status_code == 204
    assert not Flag.objects.exists()


def test_flags_are_nobody_elses(cast, asking, program):
    here = f"/articles/{cast.project_article.pk}/flag"
    asking.ask("PUT", here)
    reader = program(cast.reader, "write")

    assert flagged(reader) == []
    assert reader.ask("PUT", here).status_code == 204
    assert is_problem(program(cast.reader, "read").ask("PUT", here), 403)
    for method in ("PUT", "DELETE"):
        assert is_problem(program(cast.stranger).ask(method, here), 404)
        assert is_problem(reader.ask(method, f"{here}s/1"), 403)
    assert reader.ask("DELETE", here).status_code == 204
    assert len(flagged(asking)) == 1
    cast.project.memberships.filter(user=cast.owner).delete()
    assert flagged(asking) == []


def test_flags_take_no_more_for_many(cast, asking):
    coding = make_coding(cast.project_article, cast.owner)
    here = f"/articles/{cast.project_article.pk}/flags"
    make_passage(coding, "what comes next")
    asking.ask("PUT", f"{here}/1")
    few = queries_of(lambda: asking.get("/flags"))
    for words in ("Nobody knows", "shared work"):
        asking.ask("PUT", f"{here}/{make_passage(coding, words).number}")

    assert_same_count(few, queries_of(lambda: asking.get("/flags")), 4)


@pytest.fixture
def agreed(cast):
    """The owner's version was taken, and what the second alone has was rejected."""
    return agree_on(cast, cast.project_article, make_tag(cast.project.codebook, "Threat"))


def agree_on(cast, article, tag):
    acting = {"project_article": article, "by": cast.curator, "at": NOW}
    mine, theirs = make_done(article, cast.owner, cast.second)
    make_attribution(mine, CORNERED, stance="critical")
    make_attribution(theirs, CORNERED, tag)
    alone = make_attribution(theirs, SHARED, mode="mixed")
    begin_adjudication(**acting)
    merge_unanimous(**acting)
    reason = cast.project.rejection_reasons.get(name="Not a statement")
    place = [one.key for one in adjudication_of(article.pk).matters]
    take_version(**acting, place=place[0], coder=1, note="See the guidelines")
    reject_place(**acting, place=place[1], reason=reason, note="Scare quotes")
    finish_adjudication(**acting)
    return {"reason": reason.pk, "tag": tag.pk, "theirs": theirs, "alone": alone.number}


@pytest.fixture
def where(cast):
    return f"/projects/{cast.project.pk}/feedback"


def test_what_was_ruled_otherwise_is_told_with_reason_and_note(cast, program, agreed, where):
    [told] = program(cast.second, "read").get(where).json()["items"]

    assert (told["article"], told["coding"]) == (
        str(cast.project_article.pk),
        str(agreed["theirs"].pk),
    )
    differs, rejected = told["remarks"]
    assert (differs["words"], differs["mine"], differs["agreed"]) == (CORNERED, 1, 1)
    fields = {each["field"]: (each["mine"], each["agreed"]) for each in differs["differing"]}
    assert fields["tags"] == ("Threat", "")
    assert fields["stance"] == ("", "Critical")
    assert differs["ruling"]["note"] == "See the guidelines"
    assert (rejected["words"], rejected["agreed"]) == (SHARED, None)
    assert rejected["mine"] == agreed["alone"]
    assert rejected["ruling"] == {
        "finding": "rejected",
        "reason": "Not a statement",
        "note": "Scare quotes",
    }
    assert program(cast.owner, "read").get(where).json()["items"] == []


def test_it_is_asked_for_by_tag_reason_and_analyst(cast, program, agreed, where):
    second = program(cast.second, "read")

    def words(asking, query):
        items = asking.get(f"{where}{query}").json()["items"]
        return [one["words"] for told in items for one in told["remarks"]]

    assert words(second, f"?tag={agreed['tag']}") == [CORNERED]
    assert words(second, f"?reason={agreed['reason']}") == [SHARED]
    assert words(second, f"?coder={cast.second.pk}") == [CORNERED, SHARED]
    query = f"?coder={cast.second.pk}"
    assert words(program(cast.manager, "read"), query) == [CORNERED, SHARED]
    for who in (cast.owner, cast.curator, cast.reader):
        assert is_problem(program(who).get(f"{where}{query}"), 403)
    stranger = program(cast.manager).get(f"{where}?coder={cast.stranger.pk}")
    assert is_problem(stranger, 404)
    assert is_problem(program(cast.stranger).get(where), 404)


def test_nothing_is_told_before_it_is_agreed(cast, program, agreed, where):
    reopen_adjudication(project_article=cast.project_article, by=cast.curator, at=NOW)

    assert program(cast.second, "read").get(where).json()["items"] == []


def test_no_more_words_leave_than_may(cast, program, agreed, where):
    Source.objects.update(may_leave="offsets", excerpt_words=0)
    [told] = program(cast.second, "read").get(where).json()["items"]

    assert [one["words"] for one in told["remarks"]] == ["", ""]
    assert told["remarks"][0]["ruling"]["note"] == "See the guidelines"


def test_feedback_comes_by_the_page_with_as_many_queries(cast, program, agreed, where):
    second = program(cast.second, "read")
    few = queries_of(lambda: second.get(where))
    tag = cast.project.codebook.tags.get(name="Threat")
    rows = [add_article(cast.project, make_article()) for _ in range(2)]
    for row in rows:
        agree_on(cast, row, tag)

    assert_same_count(few, queries_of(lambda: second.get(where)), 18)
    first = second.get(f"{where}?limit=2").json()
    rest = second.get(first["next"].partition("/api")[2]).json()
    found = [one["article"] for one in first["items"] + rest["items"]]
    assert set(found) == {str(one.pk) for one in (cast.project_article, *rows)}
    assert is_problem(second.get(f"{where}?cursor=x"), 422)
