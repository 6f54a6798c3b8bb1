"""Many annotations or articles tagged or assigned at once, and taken back."""

import pytest

from annotations.actions import bulk_acts
from annotations.actions.acts import undo
from annotations.actions.archiving import archive_project
from annotations.actions.assigning import take_next
from annotations.actions.bulk_acts import (
    CannotDoInBulk,
    begin_bulk_act,
    call_off_bulk_act,
    fail_bulk_act,
    go_on_in_bulk,
    retry_bulk_act,
)
from annotations.actions.bulk_taking_back import take_bulk_act_back, would_come_back
from annotations.actions.codings import finish_coding
from annotations.actions.spans import delete_annotation, toggle_tag, update_passage
from annotations.domain.bulk_plans import Plan
from annotations.models import (
    Act,
    ArticleTag,
    Assignment,
    Bearer,
    BulkAct,
    BulkKind,
    Membership,
    SpanTag,
)
from annotations.models.acts import ARTICLE
from annotations.queries.statements import line_of
from annotations.queries.tracks import tracks_of_annotation
from annotations.queries.trails import trail_of
from tests.actions.conftest import NOW, Desk
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project, make_tag
from tests.factories.revisions import revise_to
from tests.helpers.jobs import forget_jobs, jobs, work

pytestmark = pytest.mark.django_db
TEXT = "Harbour news\n\nThe harbour is closed. Open the harbour, said Roth. Nobody opens it."


@pytest.fixture
def desks(cast, desk):
    """Three articles, in each of which two passages are marked."""
    made = []
    for _n in range(3):
        row = add_article(cast.project, make_article(TEXT))
        here = Desk(row, cast.owner, desk.tag, desk.other_tag)
        here.mark("The harbour", desk.tag)
        here.mark("Open the harbour", desk.tag)
        made.append(here)
    return made


def plan_of(desks):
    return Plan(numbers={one.project_article.pk: [1, 2] for one in desks})


def tag_all(desks, kind=BulkKind.TAG, tag=None, **more):
    here = desks[0]
    by = more.pop("by", here.by)
    project = here.project_article.project
    return begin_bulk_act(
        project=project,
        kind=kind,
        plan=more.pop("plan", plan_of(desks)),
        by=by,
        at=NOW,
        tag=tag or here.other_tag,
        **more,
    )


def bearing(tag):
    return SpanTag.objects.filter(tag=tag).count()


def test_each_article_is_one_gesture(desks):
    bulk = tag_all(desks)

    assert (bulk.done, bulk.dealt, bulk.total, bulk.left) == (6, 6, 6, {})
    assert bulk.finished_at == NOW
    assert bearing(desks[0].other_tag) == 6
    undo(**desks[0].here)
    assert bearing(desks[0].other_tag) == 4


def test_it_is_taken_back_and_that_as_well(desks):
    bulk = tag_all(desks)

    back = take_bulk_act_back(bulk=bulk, by=desks[0].by, at=NOW)
    assert (back.kind, back.done, back.left) == (BulkKind.BACK, 6, {})
    assert bearing(desks[0].other_tag) == 0
    with pytest.raises(CannotDoInBulk, match="Nothing of it"):
        take_bulk_act_back(bulk=bulk, by=desks[0].by, at=NOW)

    take_bulk_act_back(bulk=back, by=desks[0].by, at=NOW)
    assert bearing(desks[0].other_tag) == 6


def test_a_tag_is_taken_off(desks):
    bulk = tag_all(desks, BulkKind.UNTAG, desks[0].tag)

    assert bulk.done == 6
    assert bearing(desks[0].tag) == 0
    take_bulk_act_back(bulk=bulk, by=desks[0].by, at=NOW)
    assert bearing(desks[0].tag) == 6


def test_what_was_worked_on_since_stays(cast, desks):
    bulk = tag_all(desks)
    first, second, third = desks
    update_passage(number=1, tags=[first.other_tag], note="Look again", **first.here)
    finish_coding(**second.here)
    undo(**third.here)

    expected = {"changed": 1, "finished": 2, "already": 2}
    plan = would_come_back(bulk)
    assert (plan.total, plan.articles, plan.left) == (1, 1, expected)
    back = take_bulk_act_back(bulk=bulk, by=cast.owner, at=NOW)
    assert (back.done, back.left) == (1, expected)
    assert bearing(first.other_tag) == 3


def test_what_was_changed_and_changed_back_goes(desks):
    bulk = tag_all(desks)
    third = make_tag(desks[0].tag.codebook, "Promise")
    toggle_tag(number=1, tag=third, **desks[0].here)
    assert would_come_back(bulk).left == {"changed": 1}

    undo(**desks[0].here)
    assert would_come_back(bulk).total == 6


def test_an_earlier_state_of_a_text_stays(desks):
    bulk = tag_all(desks)
    row = desks[0].project_article
    revise_to(row.article, TEXT.replace("closed", "open"))

    assert would_come_back(bulk).left == {"revised": 2}


def test_what_changed_meanwhile_is_left_out(desks):
    first, second, _third = desks
    plan = plan_of(desks)
    toggle_tag(number=1, tag=first.other_tag, **first.here)
    delete_annotation(number=2, **first.here)
    finish_coding(**second.here)

    bulk = tag_all(desks, plan=plan)
    assert (bulk.done, bulk.dealt) == (2, 6)
    assert bulk.left == {"already": 1, "gone": 1, "finished": 2}


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"applies_to": [Bearer.STATEMENT]}, "unfit"),
        ({"condition": "stance"}, "unmet"),
        ({"retired_at": NOW}, "retired"),
    ],
)
def test_the_codebook_decides(desks, rule, why):
    strict = make_tag(desks[0].tag.codebook, "Strict", **rule)

    bulk = tag_all(desks, tag=strict)
    assert (bulk.done, bulk.left) == (0, {why: 6})
    with pytest.raises(CannotDoInBulk, match="Nothing of it"):
        take_bulk_act_back(bulk=bulk, by=desks[0].by, at=NOW)


def test_of_some_tags_only_one_goes(desks):
    book = desks[0].tag.codebook
    above = make_tag(book, "Tone", is_single=True)
    calm, harsh = (make_tag(book, name, parent=above) for name in ("Calm", "Harsh"))
    toggle_tag(number=1, tag=calm, **desks[0].here)

    assert tag_all(desks, tag=harsh).left == {"rival": 1}


def test_articles_are_tagged_in_one_s_own_coding(cast, desks):
    topic = make_tag(cast.project.codebook, "Economy", applies_to=[Bearer.ARTICLE])
    rows = [one.project_article for one in desks]
    plan = Plan(numbers={row.pk: [ARTICLE] for row in rows})

    bulk = tag_all(desks, tag=topic, plan=plan, by=cast.curator)
    tags = ArticleTag.objects.filter(tag=topic, coding__analyst=cast.curator)
    assert (bulk.done, tags.count()) == (3, 3)
    take_bulk_act_back(bulk=bulk, by=cast.curator, at=NOW)
    assert tags.count() == 0


def test_a_manager_takes_back_what_an_analyst_did(cast, desks):
    bulk = tag_all(desks)
    take_bulk_act_back(bulk=bulk, by=cast.manager, at=NOW)

    here = desks[0]
    deeds = trail_of(tracks_of_annotation(line_of(here.coding), 1)).deeds
    found = [(deed.by, deed.how, deed.for_whom) for deed in deeds if deed.how]
    assert (cast.manager, "undone", cast.owner) in found


def test_much_is_done_by_the_worker(desks, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    monkeypatch.setattr(bulk_acts, "PARTS_IN_A_JOB", 1)
    forget_jobs()
    bulk = tag_all(desks)
    assert (bulk.is_running, bulk.dealt) == (True, 0)
    assert jobs().filter(task_name="bulk_act", status="todo").count() == 1

    go_on_in_bulk(bulk=bulk.pk, at=NOW)
    bulk.refresh_from_db()
    assert (bulk.is_running, bulk.dealt, bulk.done) == (True, 2, 2)
    # Broken off and begun anew, no article is done twice.
    for _n in range(4):
        go_on_in_bulk(bulk=bulk.pk, at=NOW)
    bulk.refresh_from_db()
    assert (bulk.is_running, bulk.dealt, bulk.done) == (False, 6, 6)
    assert Act.objects.filter(bulk_parts__bulk=bulk).count() == 3
    assert bulk.left == {}
    forget_jobs()


def test_what_fails_in_an_article_undoes_that_article_alone(desks, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    bulk = tag_all(desks)
    go = bulk_acts.retag
    last = max(one.project_article.pk for one in desks)

    def fail(bulk, part, at):
        done = go(bulk, part, at)
        if part.project_article_id == last:
            raise RuntimeError("out of paper")
        return done

    monkeypatch.setattr(bulk_acts, "retag", fail)
    with pytest.raises(RuntimeError):
        go_on_in_bulk(bulk=bulk.pk, at=NOW)
    fail_bulk_act(bulk=bulk.pk, at=NOW, why="RuntimeError: out of paper")
    bulk.refresh_from_db()
    assert (bulk.is_running, bulk.dealt, bulk.failure) == (False, 4, "RuntimeError: out of paper")
    assert bearing(desks[0].other_tag) == 4

    monkeypatch.setattr(bulk_acts, "retag", go)
    forget_jobs()
    retry_bulk_act(bulk=bulk, by=desks[0].by)
    with pytest.raises(CannotDoInBulk, match="goes on already"):
        retry_bulk_act(bulk=bulk, by=desks[0].by)
    assert jobs().filter(task_name="bulk_act").count() == 1
    go_on_in_bulk(bulk=bulk.pk, at=NOW)
    bulk.refresh_from_db()
    assert (bulk.dealt, bulk.finished_at) == (6, NOW)
    forget_jobs()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("attempts", "failure"), [(0, ""), (5, "RuntimeError: out of paper")], ids=["again", "last"]
)
def test_the_worker_says_why_it_gives_up(desks, monkeypatch, attempts, failure):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    forget_jobs()
    bulk = tag_all(desks)
    jobs().update(attempts=attempts)

    def fail(bulk, part, at):
        raise RuntimeError("out of paper")

    monkeypatch.setattr(bulk_acts, "retag", fail)
    work()
    bulk.refresh_from_db()
    assert (bulk.failure, bulk.is_running) == (failure, not failure)
    forget_jobs()


def test_taking_back_stops_what_is_still_to_come(desks, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 4)
    monkeypatch.setattr(bulk_acts, "PARTS_IN_A_JOB", 1)
    bulk = tag_all(desks)
    go_on_in_bulk(bulk=bulk.pk, at=NOW)

    back = take_bulk_act_back(bulk=bulk, by=desks[0].by, at=NOW)
    go_on_in_bulk(bulk=bulk.pk, at=NOW)
    assert (back.total, back.done) == (2, 2)
    assert bearing(desks[0].other_tag) == 0
    forget_jobs()


def test_called_off_it_keeps_what_is_done(desks, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    monkeypatch.setattr(bulk_acts, "PARTS_IN_A_JOB", 1)
    bulk = tag_all(desks)
    go_on_in_bulk(bulk=bulk.pk, at=NOW)
    call_off_bulk_act(bulk=bulk, by=desks[0].by, at=NOW)
    go_on_in_bulk(bulk=bulk.pk, at=NOW)

    bulk.refresh_from_db()
    assert (bulk.is_running, bulk.done) == (False, 2)
    forget_jobs()


def test_who_may_not_any_more_does_no_more(cast, desks, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    bulk = tag_all(desks)
    Membership.objects.filter(user=cast.owner).update(role="reader")
    go_on_in_bulk(bulk=bulk.pk, at=NOW)

    bulk.refresh_from_db()
    assert (bulk.done, bulk.left) == (0, {"forbidden": 6})
    forget_jobs()


@pytest.fixture
def given(cast, desks):
    """Each of three articles to two analysts, of whom it needs one."""
    rows = [one.project_article.pk for one in desks]
    Assignment.objects.all().delete()
    for row in rows:
        desks[0].by.codings.filter(project_article=row).delete()
    plan = Plan(analysts={row: [cast.second.pk, cast.owner.pk] for row in rows})
    return tag_all(desks, BulkKind.ASSIGN, plan=plan, by=cast.manager)


def test_articles_are_assigned_and_taken_back(cast, desks, given):
    live = Assignment.objects.live()
    assert (given.done, given.left) == (3, {"full": 3})
    assert set(live.values_list("analyst", flat=True)) == {cast.second.pk}

    here = Desk(desks[0].project_article, cast.second, desks[0].tag, desks[0].other_tag)
    here.mark("The harbour", desks[0].tag)
    plan = would_come_back(given)
    assert (plan.total, plan.left) == (2, {"begun": 1})
    back = take_bulk_act_back(bulk=given, by=cast.manager, at=NOW)
    assert (back.done, back.left, live.count()) == (2, {"begun": 1}, 1)
    with pytest.raises(CannotDoInBulk, match="Nothing of it"):
        take_bulk_act_back(bulk=given, by=cast.manager, at=NOW)


def test_who_was_given_articles_gets_them_next(cast, desks, given):
    rows = {one.project_article for one in desks}

    assert take_next(by=cast.second, at=NOW, project=cast.project) in rows


def test_nothing_is_begun_where_nothing_is_to_be_done(cast, desks):
    with pytest.raises(CannotDoInBulk, match="nothing to do"):
        tag_all(desks, plan=Plan(left={"others": 3}))
    archive_project(project=cast.project, by=cast.manager, at=NOW)
    desks[0].project_article.project.refresh_from_db()
    with pytest.raises(CannotDoInBulk, match="archived"):
        tag_all(desks)
    assert not BulkAct.objects.exists()


def test_a_tag_that_is_gone_leaves_all_as_it_is(cast, desks, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    passing = make_tag(make_project("Straits").codebook, "Passing")
    bulk = tag_all(desks, tag=passing)
    passing.delete()
    go_on_in_bulk(bulk=bulk.pk, at=NOW)

    bulk.refresh_from_db()
    assert (bulk.tag_name, bulk.left) == ("Passing", {"gone": 6})
    forget_jobs()
