"""Deciding place by place: what stands in the gold coding then, and what undo leaves."""

from datetime import UTC, datetime
from functools import partial
from threading import Event
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from annotations.actions.acts import CannotUndo
from annotations.actions.gold import (
    CannotAdjudicate,
    begin_adjudication,
    finish_adjudication,
    reopen_adjudication,
)
from annotations.actions.rulings import (
    NoSuchPlace,
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
from annotations.models import Act, Attribution, Coding, Ruling, Span, Tag
from annotations.models.adjudications import adjudication_of
from tests.actions.test_writers_at_once import at_once
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag
from tests.factories.revisions import revise_to

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
CORNERED = "“Both sides feel they are being cornered,”"
SHARED = "shared work"


@pytest.fixture
def tags(cast):
    return [make_tag(cast.project.codebook, name) for name in ("Appeal", "Threat")]


@pytest.fixture
def codings(cast, tags):
    """Two are done. They agree on a passage, differ in a statement, and one has another alone."""
    appeal, threat = tags
    mine, theirs = make_done(cast.project_article, cast.owner, cast.second)
    for coding in (mine, theirs):
        make_passage(coding, "Envoys meet again", appeal)
    quill = make_actor("Ada Quill")
    make_attribution(mine, CORNERED, appeal, cue="says", speaker=quill, stance="critical")
    make_attribution(theirs, CORNERED[:-1], threat, cue="says", speaker=quill)
    make_attribution(theirs, SHARED, mode="mixed")
    return mine, theirs


@pytest.fixture
def gold(cast, codings):
    begin_adjudication(project_article=cast.project_article, by=cast.curator, at=NOW)
    return Coding.objects.get(kind="gold")


@pytest.fixture
def acting(cast):
    """What every action takes."""
    return {"project_article": cast.project_article, "by": cast.curator, "at": NOW}


def states(cast):
    return [one.state.value for one in adjudication_of(cast.project_article.pk).matters]


def place(cast, at):
    return adjudication_of(cast.project_article.pk).matters[at].key


def said(gold):
    """What stands in the gold coding, as people would say it."""
    statements = Attribution.objects.filter(coding=gold).order_by("number")
    return [
        (
            " … ".join(one.spans.filter(role="content").values_list("words", flat=True)),
            one.stance,
            sorted(one.attribution_tags.values_list("tag__name", flat=True)),
        )
        for one in statements
    ]


def test_one_who_is_done_is_not_enough(cast, acting):
    make_done(cast.project_article, cast.owner)

    with pytest.raises(CannotAdjudicate, match="two analysts"):
        begin_adjudication(**acting)


def test_it_begins_once_with_the_usual_reasons(cast, gold, acting):
    assert begin_adjudication(**acting) == gold
    assert (gold.kind, gold.analyst, gold.state) == ("gold", None, "open")
    assert cast.project.rejection_reasons.count() == 6
    assert states(cast) == ["agreed", "differing", "missing"]


def test_unanimous_ones_merge_and_are_undone_as_one(cast, gold, codings, acting, tags):
    for coding in codings:
        make_passage(coding, "Nobody knows", tags[0])

    assert merge_unanimous(**acting) == 2

    assert sorted(gold.spans.values_list("words", flat=True)) == [
        "Envoys meet again",
        "Nobody knows",
    ]
    assert set(states(cast)) == {"decided", "differing", "missing"}
    assert merge_unanimous(**acting) == 0
    undo_ruling(**acting)
    assert not gold.spans.exists()
    assert states(cast).count("agreed") == 2


def test_taking_one_coders(cast, gold, acting):
    take_version(**acting, place=place(cast, 1), coder=1)
    assert said(gold) == [(CORNERED, "critical", ["Appeal"])]

    take_version(**acting, place=place(cast, 1), coder=2)
    assert said(gold) == [(CORNERED[:-1], "", ["Threat"])]
    assert states(cast)[1] == "decided"
    ruling = Ruling.objects.standing().last_of_each().get()
    assert (ruling.finding, ruling.taken_from, ruling.by) == ("taken", cast.second, cast.curator)


def test_taking_from_one_who_has_nothing_says_nothing_is_there(cast, gold, acting):
    take_version(**acting, place=place(cast, 2), coder=1)

    assert said(gold) == []
    assert Ruling.objects.get().finding == "nothing"


def test_taking_the_union(cast, gold, acting):
    take_union(**acting, place=place(cast, 1))

    assert said(gold) == [(CORNERED, "critical", ["Appeal", "Threat"])]
    cue = Span.objects.get(coding=gold, role="cue")
    assert cue.words == "says"


def test_an_edited_one_says_what_the_curator_says(cast, gold, acting, tags):
    matter = adjudication_of(cast.project_article.pk).matters[1]
    facts = dict(matter.place.first.facts) | {"stance": "reject"}
    version = Version("", 0, matter.place.content, facts=facts)

    take_edited(**acting, place=matter.key, version=version, note="Stronger than that")

    assert said(gold) == [(CORNERED, "reject", [])]
    ruling = Ruling.objects.get()
    assert (ruling.finding, ruling.note) == ("edited", "Stronger than that")


def test_rejecting_takes_out_what_was_there_and_says_why(cast, gold, acting):
    reason = cast.project.rejection_reasons.in_order().first()
    take_version(**acting, place=place(cast, 1), coder=1)

    reject_place(**acting, place=place(cast, 1), reason=reason, note="Scare quotes")

    assert said(gold) == []
    matter = adjudication_of(cast.project_article.pk).matters[1]
    assert (matter.state, matter.ruling.reason, matter.ruling.note) == (
        "decided",
        reason,
        "Scare quotes",
    )


def test_a_reason_of_another_project_or_a_retired_one_is_none(cast, gold, acting):
    reason = cast.project.rejection_reasons.in_order().first()
    reason.retired_at = NOW

    with pytest.raises(CannotAdjudicate, match="none of the project"):
        reject_place(**acting, place=place(cast, 1), reason=reason)


def decide_everything(cast, acting):
    merge_unanimous(**acting)
    take_union(**acting, place=place(cast, 1))
    nothing_here(**acting, place=place(cast, 2))


def test_every_decision_can_be_undone_and_done_again(cast, gold, acting):
    reason = cast.project.rejection_reasons.first()
    before = states(cast)
    steps = [
        partial(merge_unanimous),
        partial(take_version, place=place(cast, 1), coder=2),
        partial(take_union, place=place(cast, 1)),
        partial(reject_place, place=place(cast, 1), reason=reason),
        partial(nothing_here, place=place(cast, 2)),
    ]
    seen = [(said(gold), states(cast))]
    for step in steps:
        step(**acting)
        seen.append((said(gold), states(cast)))

    for expected in reversed(seen[:-1]):
        undo_ruling(**acting)
        assert (said(gold), states(cast)) == expected
    assert states(cast) == before
    with pytest.raises(CannotUndo):
        undo_ruling(**acting)
    for expected in seen[1:]:
        redo_ruling(**acting)
        assert (said(gold), states(cast)) == expected


def test_the_same_write_sent_twice_is_one_decision(cast, gold, acting, codings):
    key, where = uuid4(), place(cast, 2)
    first = nothing_here(**acting, place=where, key=key)
    codings[1].attributions.all().delete()

    again = nothing_here(**acting, place=where, key=key)

    assert again == first
    assert Act.objects.filter(coding=gold).count() == 1


def test_a_place_that_is_gone_is_none(cast, gold, acting):
    with pytest.raises(NoSuchPlace):
        take_union(**acting, place="nobody.1")


def test_it_is_done_when_all_is_decided_and_then_counts(cast, gold, acting):
    with pytest.raises(CannotAdjudicate, match="3 places"):
        finish_adjudication(**acting)

    decide_everything(cast, acting)
    finish_adjudication(**acting)

    assert [one.kind for one in Coding.objects.that_count()] == ["gold"]
    with pytest.raises(CannotAdjudicate, match="agreed"):
        nothing_here(**acting, place=place(cast, 1))
    reopen_adjudication(**acting)
    assert {one.kind for one in Coding.objects.that_count()} == {"human"}


def test_what_a_coder_changes_later_comes_back_and_nothing_else(cast, gold, acting, codings):
    decide_everything(cast, acting)
    before = said(gold)
    Attribution.objects.filter(coding=codings[0]).update(stance="reject")

    assert states(cast) == ["decided", "changed", "decided"]
    assert merge_unanimous(**acting) == 0
    assert said(gold) == before
    keep_result(**acting, place=place(cast, 1))
    assert states(cast) == ["decided"] * 3
    assert said(gold) == before
    assert Ruling.objects.standing().last_of_each().get(place=place(cast, 1)).finding == "union"


def test_what_was_merged_by_rule_merges_again_while_all_say_the_same(
    cast, gold, acting, codings, tags
):
    merge_unanimous(**acting)
    for coding in codings:
        coding.spans.get(role="passage").span_tags.update(tag=tags[1])
    assert states(cast)[0] == "changed"

    assert merge_unanimous(**acting) == 1

    passage = gold.spans.get(role="passage")
    assert [one.tag for one in passage.span_tags.all()] == [tags[1]]


def test_what_all_took_back_waits_for_the_curator(cast, gold, acting, codings):
    take_version(**acting, place=place(cast, 2), coder=2)
    assert len(said(gold)) == 1
    codings[1].attributions.filter(mode="mixed").delete()

    assert states(cast) == ["agreed", "differing", "changed"]
    nothing_here(**acting, place=place(cast, 2))

    assert said(gold) == []
    assert states(cast) == ["agreed", "differing"]


def test_who_opens_a_coding_again_is_still_compared(cast, gold, acting, codings):
    decide_everything(cast, acting)
    Coding.objects.filter(pk=codings[0].pk).update(state="open")

    assert states(cast) == ["decided"] * 3


def test_a_passage_that_became_a_statement_is_the_same_place(cast, gold, acting, codings):
    take_version(**acting, place=place(cast, 2), coder=2)
    number = gold.attributions.get().number
    place_ = place(cast, 2)
    words = Span.objects.get(coding=codings[1], words=SHARED)
    passage = Version("", 0, ((words.start, words.end),))

    take_edited(**acting, place=place_, version=passage)
    assert gold.spans.get().number == number
    assert not gold.attributions.exists()

    take_version(**acting, place=place_, coder=2)
    assert gold.attributions.get().number == number


def test_one_place_costs_what_a_hundred_cost(
    cast, gold, acting, codings, django_assert_num_queries
):
    with django_assert_num_queries(8):
        adjudication_of(cast.project_article.pk)
    for words in ("Envoys", "meet", "again", "sides", "feel", "Quill"):
        make_passage(codings[0], words)
    with django_assert_num_queries(8):
        assert len(adjudication_of(cast.project_article.pk).matters) == 9


@pytest.mark.parametrize(
    "wrong",
    [
        {"finding": "rejected"},
        {"finding": "taken"},
        {"annotation": None},
        {"finding": "nothing"},
    ],
)
def test_the_database_keeps_rulings_whole(cast, gold, acting, wrong):
    take_union(**acting, place=place(cast, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.update(**wrong)


def test_another_text_brings_back_what_it_changed_and_nothing_else(cast, gold, acting, codings):
    decide_everything(cast, acting)
    finish_adjudication(**acting)
    before = said(gold)
    article = cast.project_article.article
    old = article.revisions.get().text

    revise_to(article, old.replace("Nobody knows", "A paragraph that came later.\n\nNobody knows"))
    assert states(cast) == ["decided"] * 3
    assert said(Coding.objects.get(kind="gold")) == before

    newest = article.revisions.get(number=2).text
    revise_to(article, newest.replace("Both sides feel", "Both of the sides today feel"))
    assert Coding.objects.get(kind="gold").revision.number == 3


def test_what_a_coder_has_may_be_taken_and_what_nobody_has_obeys_the_codebook(
    cast, gold, acting, tags
):
    Tag.objects.filter(pk=tags[1].pk).update(retired_at=NOW)

    with pytest.raises(CannotTag, match="retired"):
        take_union(**acting, place=place(cast, 1))
    take_version(**acting, place=place(cast, 1), coder=2)

    assert said(gold) == [(CORNERED[:-1], "", ["Threat"])]


def test_who_begins_at_once_begins_the_same_one(transactional_db, cast):
    make_done(cast.project_article, cast.owner, cast.second)
    acting = {"project_article": cast.project_article, "by": cast.curator, "at": NOW}

    golds = at_once(4, lambda number: begin_adjudication(**acting))

    assert len({gold.pk for gold in golds}) == 1
    assert cast.project.rejection_reasons.count() == 6


def test_a_coding_that_comes_while_gold_is_finished_does_not_count(transactional_db, cast):
    gold = make_coding(cast.project_article, None, kind="gold")
    is_finished, comes = Event(), Event()

    def take_part(number):
        if number:
            assert is_finished.wait(10)
            # It waits for whoever is finishing, whose transaction ends only once it is on its way.
            comes.set()
            make_coding(cast.project_article, cast.second)
            return
        with transaction.atomic():
            Coding.objects.filter(pk=gold.pk).update(state="done")
            is_finished.set()
            assert comes.wait(10)

    at_once(2, take_part)

    assert [one.kind for one in Coding.objects.that_count()] == ["gold"]
