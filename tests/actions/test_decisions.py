"""Deciding about suggestions: what accepting fills in, what is remembered, what undo takes back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from annotations.actions.actors import CannotTellActorsApart
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.decisions import CannotDecide, accept, reject, reopen
from annotations.actions.machine import suggest_quotations
from annotations.models import (
    Actor,
    Affiliation,
    Attribution,
    Coding,
    Decision,
    Suggestion,
    learning,
)
from annotations.models.articles import Article
from tests.actions.conftest import NOW
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article, make_revision
from tests.factories.projects import add_article
from tests.helpers.suggestions import number_of


def mine(winter) -> Attribution:
    return Attribution.objects.get(coding=winter.coding)


def facts_of(one: Attribution) -> tuple:
    post = one.affiliation.post if one.affiliation else None
    return one.speaker and one.speaker.name, post, one.mode, one.relayer and one.relayer.name


def test_accepting_makes_it_ones_own(winter):
    act = accept(number=number_of("“Nobody"), **winter.here)

    one = mine(winter)
    assert facts_of(one) == ("Ada Quill", "professor of harbour law", "direct", None)
    assert one.printed_capacity == "professor of harbour law"
    assert (act.verb, act.annotation, act.now) == ("created", one.number, "accepted")
    assert {span.role: span.words for span in one.spans.all()} == {
        "content": "“Nobody signs in winter,”",
        "cue": "says",
        "speaker": "Ada Quill",
    }
    decision = Decision.objects.get()
    assert (decision.coding, decision.verdict) == (winter.coding, "accepted")
    assert (decision.annotation, decision.at) == (one.number, NOW)
    assert winter.coding.annotation_count == 1


def test_the_machines_own_stays_as_it_was(winter):
    number = number_of("“Nobody")

    accept(number=number, **winter.here)

    suggested = Attribution.objects.get(coding__kind="machine", number=number)
    assert (suggested.speaker, suggested.affiliation) == (None, None)


def test_somebody_of_the_register_is_taken_with_the_post_of_the_day(winter):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))
    make_affiliation(ada, "Dean", valid_from=date(2020, 1, 1))

    accept(number=number_of("“Nobody"), **winter.here)

    assert mine(winter).speaker == ada
    assert facts_of(mine(winter))[1] == "Dean"
    assert Affiliation.objects.count() == 2


def test_who_held_no_post_on_the_day_gets_the_printed_one(winter):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))

    accept(number=number_of("“Nobody"), **winter.here)

    assert facts_of(mine(winter))[1] == "professor of harbour law"


def test_of_several_posts_the_printed_one_is_meant(winter):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Professor"), make_affiliation(ada, "Mayor")

    accept(number=number_of("“Nobody"), **winter.here)

    assert facts_of(mine(winter))[1] == "Professor"


def test_of_several_posts_none_is_guessed(winter):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Adviser"), make_affiliation(ada, "Mayor")

    accept(number=number_of("“Nobody"), **winter.here)

    assert facts_of(mine(winter))[1] is None
    assert Affiliation.objects.count() == 2


def test_whom_the_register_has_learned_of_since_is_meant(winter):
    """Looked up when it is accepted, not when the machine read the text."""
    accept(number=number_of("“Nobody"), **winter.here)
    accept(number=number_of("“It will"), **winter.here)

    assert Actor.objects.filter(name="Ada Quill").count() == 1
    assert Affiliation.objects.count() == 1


def test_an_institution_holds_no_post(cast):
    row = add_article(
        cast.project, make_article("Winter\n\n“We will wait,” the Foreign Ministry said.")
    )
    suggest_quotations(project_article=row, at=NOW)

    accept(project_article=row, number=1, by=cast.owner, at=NOW)

    one = Attribution.objects.get(coding__kind="human")
    assert (one.speaker.kind, one.affiliation) == ("organisation", None)


def test_who_passes_it_on_is_the_speaker_around_it(winter):
    accept(number=number_of("the map was"), **winter.here)

    assert facts_of(mine(winter)) == (
        "Ada Quill",
        "professor of harbour law",
        "indirect",
        "Otto Feder",
    )


def test_namesakes_have_to_be_told_apart_by_hand(winter):
    make_actor("Ada Quill"), make_actor("Ada Quill")

    with pytest.raises(CannotTellActorsApart):
        accept(number=number_of("“Nobody"), **winter.here)

    assert not Decision.objects.exists()
    assert not Coding.objects.filter(kind="human").exists()


def test_the_same_key_accepts_once(winter):
    key = uuid4()

    acts = [accept(number=number_of("“Nobody"), key=key, **winter.here) for _ in range(2)]

    assert acts[0] == acts[1]
    assert winter.coding.annotation_count == 1


@pytest.mark.parametrize("decide", [accept, reject])
def test_nobody_decides_twice(winter, decide):
    number = number_of("“Nobody")
    decide(number=number, **winter.here)

    for again in (accept, reject):
        with pytest.raises(CannotDecide, match="decided about this suggestion already"):
            again(number=number, **winter.here)


@pytest.mark.parametrize("decide", [accept, reject, reopen])
def test_what_was_never_suggested(winter, decide):
    with pytest.raises(CannotDecide):
        decide(number=999, **winter.here)


def test_a_number_of_ones_own_is_no_suggestion(winter):
    winter.mark("comes to the harbour")
    for _ in range(40):
        winter.mark("harbour")
    last = winter.coding.next_number - 1

    with pytest.raises(CannotDecide):
        accept(number=last, **winter.here)


def test_what_was_attributed_by_hand_is_not_accepted_as_well(winter):
    places = Places([winter.place("Nobody signs in winter")])
    create_attribution(places=places, facts=Facts("direct"), **winter.here)

    with pytest.raises(CannotDecide, match="attributed these words already"):
        accept(number=number_of("“Nobody"), **winter.here)


def test_another_decides_for_themselves(winter, cast):
    number = number_of("“Nobody")
    reject(number=number, **winter.here)

    accept(number=number, **winter.here | {"by": cast.second})

    verdicts = Decision.objects.values_list("coding__analyst__username", "verdict")
    assert dict(verdicts) == {"owner": "rejected", "second": "accepted"}


def test_who_is_done_decides_nothing(winter):
    finish_coding(**winter.here)

    for decide in (accept, reject, reopen):
        with pytest.raises(CannotAnnotateFinished):
            decide(number=number_of("“Nobody"), **winter.here)


def test_a_suggestion_for_another_state_of_the_text_is_none(winter):
    article = Article.objects.get(project_articles=winter.project_article)
    capture = article.captures.get()
    make_revision(article, capture, "Another text", number=2)

    with pytest.raises(CannotDecide, match="no longer there"):
        accept(number=number_of("“Nobody"), **winter.here)


def test_rejecting_leaves_nothing_but_the_memory(winter):
    number = number_of("“Nobody")

    act = reject(number=number, **winter.here)

    decision = Decision.objects.get()
    assert (decision.verdict, decision.annotation) == ("rejected", None)
    assert (act.verb, act.annotation, act.before, act.after) == ("rejected", 0, None, None)
    text = winter.project_article.article.revisions.get().text
    assert [text[start:end] for start, end in act.touched] == [
        "“Nobody signs in winter,”",
        "says",
        "Ada Quill",
    ]
    assert winter.coding.annotation_count == 0


@pytest.mark.django_db(transaction=True)
def test_who_decides_while_the_machine_runs_again_loses_nothing(winter, cast, monkeypatch):
    """Ten analysts' decisions and two runs of another version, all at once."""
    monkeypatch.setattr(learning, "VERSION", "another 1")
    numbers = [number_of("“Nobody"), number_of("“It will"), number_of("“We will")]

    def one(step):
        try:
            if step % 3 == 0:
                suggest_quotations(project_article=winter.project_article, at=NOW)
                return None
            by = cast.owner if step % 3 == 1 else cast.second
            here = {"project_article": winter.project_article, "by": by, "at": NOW}
            return reject(number=numbers[step // 3 % 3], **here)
        except CannotDecide:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        acts = [act for act in pool.map(one, range(9)) if act]

    assert Decision.objects.count() == len(acts)
    assert Suggestion.objects.count() == 5
