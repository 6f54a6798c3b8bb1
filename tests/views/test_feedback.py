"""What analysts are told once an article is agreed, and to whom."""

import pytest

from annotations.actions.gold import begin_adjudication, finish_adjudication, reopen_adjudication
from annotations.actions.rulings import (
    merge_unanimous,
    nothing_here,
    reject_place,
    take_version,
)
from annotations.models import Tag
from tests.actions.test_rulings import CORNERED, NOW, SHARED, place
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture
def acting(cast):
    return {"project_article": cast.project_article, "by": cast.curator, "at": NOW}


@pytest.fixture
def agreed(cast, acting):
    """The owner's version was taken, and what the second alone has was rejected."""
    tags = [make_tag(cast.project.codebook, name) for name in ("Appeal", "Threat")]
    mine, theirs = make_done(cast.project_article, cast.owner, cast.second)
    for coding in (mine, theirs):
        make_passage(coding, "Envoys meet again", tags[0])
    make_attribution(mine, CORNERED, tags[0], stance="critical")
    make_attribution(theirs, CORNERED, tags[1])
    make_attribution(theirs, SHARED, mode="mixed")
    make_passage(mine, "Nobody knows")
    begin_adjudication(**acting)
    merge_unanimous(**acting)
    reason = cast.project.rejection_reasons.get(name="Not a statement")
    take_version(**acting, place=place(cast, 1), coder=1, note="See the guidelines")
    reject_place(**acting, place=place(cast, 2), reason=reason, note="Scare quotes")
    nothing_here(**acting, place=place(cast, 3))
    finish_adjudication(**acting)
    return reason


@pytest.fixture
def base(cast):
    return f"/projects/{cast.project.pk}/feedback/"


def told(client, address):
    return [words_of(one) for one in parse(client.get(address).content).xpath("//section//li")]


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("manager", 200), ("reader", 200), ("stranger", 404), (None, 302)],
)
def test_who_may_read_their_own(cast, as_, agreed, base, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(base).status_code == status
    assert client.post(base).status_code == (302 if who is None else 405)


@pytest.mark.parametrize("who", ["owner", "curator", "reader"])
def test_that_of_others_is_for_managers(cast, as_, agreed, base, who):
    address = f"{base}?coder={cast.second.pk}"

    assert as_(getattr(cast, who)).get(address).status_code == 403
    assert len(told(as_(cast.manager), address)) == 2
    assert as_(cast.manager).get(f"{base}?coder={cast.stranger.pk}").status_code == 404


def test_what_differs_is_told_with_reason_and_note(cast, as_, agreed, base):
    differs, rejected = told(as_(cast.second), base)

    assert "ThreatAppeal" in differs
    assert "–Critical" in differs
    assert "See the guidelines" in differs
    assert "Rejected: Not a statement" in rejected
    assert "Scare quotes" in rejected


def test_nothing_is_told_of_what_is_the_same(cast, as_, agreed, base):
    [only] = told(as_(cast.owner), base)

    assert "Nobody knows" in only
    assert "Nothing here" in only


def test_what_one_did_not_have_leads_to_what_is_agreed(cast, as_, acting, agreed, base):
    reopen_adjudication(**acting)
    take_version(**acting, place=place(cast, 3), coder=1)
    finish_adjudication(**acting)

    page = as_(cast.second).get(base).content.decode()

    assert "You did not have it" in page
    number = cast.project_article.codings.get(kind="gold").spans.get(words="Nobody knows").number
    assert f"#card-{number}" in page


def test_nothing_is_told_before_it_is_agreed(cast, as_, acting, agreed, base):
    reopen_adjudication(**acting)

    assert "Nothing to tell here" in as_(cast.second).get(base).content.decode()


def test_it_is_narrowed_by_tag_and_by_reason(cast, as_, agreed, base):
    client = as_(cast.second)
    threat = Tag.objects.get(name="Threat")

    assert len(told(client, f"{base}?tag={threat.pk}")) == 1
    assert ["Not a statement" in one for one in told(client, f"{base}?reason={agreed.pk}")] == [
        True
    ]
    assert told(client, f"{base}?tag={threat.pk}&reason={agreed.pk}") == []
    assert len(told(client, f"{base}?tag=nonsense")) == 2


def test_as_many_queries_with_many_articles(cast, as_, agreed, base):
    client = as_(cast.second)
    few = queries_of(lambda: client.get(base))
    for _ in range(3):
        row = add_article(cast.project, make_article())
        acting = {"project_article": row, "by": cast.curator, "at": NOW}
        mine, _theirs = make_done(row, cast.owner, cast.second)
        make_passage(mine, "Envoys")
        begin_adjudication(**acting)
        nothing_here(**acting, place=f"{cast.owner.pk}-1")
        finish_adjudication(**acting)

    assert_same_count(few, queries_of(lambda: client.get(base)), at_most=20)
