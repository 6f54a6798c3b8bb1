from datetime import UTC, datetime

import pytest

from annotations.actions.acts import undo
from annotations.actions.appearances import (
    CannotDetach,
    detach,
    remove_appearance,
    restore_appearance,
)
from annotations.actions.appearing import appear_everywhere, appear_in_copies
from annotations.actions.excerpts import Range
from annotations.actions.spans import create_passage, delete_annotation, move_span
from annotations.actions.stories import merge_stories, split_story, undo_story_move
from annotations.models import Appearance, Attribution, Coding, Span
from tests.domain.stories.wire import OTHER, PARAGRAPHS, WIRE, cut, joined, twenty_copies
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project, make_tag
from tests.factories.stories import add_copies, make_story
from tests.helpers.jobs import jobs

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
SAID = "“We have not failed, we have run out of time,”"


def carried(annotation):
    """(article, words) wherever the annotation appears."""
    found = []
    for row in annotation.appearances.standing().order_by("project_article"):
        text = row.revision.text
        found.append((row.project_article, [text[start:end] for _, start, end in row.places]))
    return found


@pytest.fixture
def desk(cast):
    """The wire and two copies: one that is cut, one in which Ada Quill's name is another."""
    renamed = WIRE.replace("Ada Quill", "Vera Lindt")
    wire, short, other = add_copies(cast.project, [WIRE, cut(4), renamed])
    return wire, short, other, make_coding(wire, cast.owner)


def attribute(coding, **fields):
    return make_attribution(coding, SAID, cue="said", mention="Ada Quill", **fields)


def test_a_statement_appears_in_copies_with_the_same_words_and_the_same_speaker(desk):
    wire, short, other, coding = desk
    said = attribute(coding, speaker=make_actor("Ada Quill"))

    appear_in_copies(project_article=wire.pk)

    assert carried(said) == [(short, [SAID, "said", "Ada Quill"])]
    assert said.appearances.get(project_article=other).outcome not in ("same", "moved")
    assert Attribution.objects.count() == 1


def test_one_statement_appears_in_all_of_twenty_copies_that_have_it(cast):
    rows = add_copies(cast.project, [WIRE, *twenty_copies()])
    coding = make_coding(rows[0], cast.owner)
    said = attribute(coding)
    passage = make_passage(coding, "search and rescue", make_tag(cast.project.codebook))

    appear_in_copies(project_article=rows[0].pk)

    for annotation, words in ((said, SAID), (passage, PARAGRAPHS[6])):
        there = {row.pk for row in rows[1:] if words in row.article.revisions.get().text}
        assert {row.pk for row, _ in carried(annotation)} == there
        assert len(there) >= 11
    assert Attribution.objects.count() == 1


def test_a_new_copy_gets_what_was_annotated_before(desk, cast):
    *_, coding = desk
    said = attribute(coding)
    late = add_article(cast.project, make_article(cut(6)))
    make_story(late.article)

    appear_everywhere(articles=[late.article_id])

    assert late in [row for row, _ in carried(said)]


def test_it_is_carried_within_a_project_only(desk, cast):
    wire, short, _, coding = desk
    elsewhere = add_article(make_project("Elsewhere"), short.article)
    said = attribute(coding)

    appear_in_copies(project_article=wire.pk)

    assert elsewhere not in [row for row, _ in carried(said)]


def test_what_the_analyst_annotated_on_the_copy_by_hand_is_not_carried_there(desk, cast):
    wire, short, _, coding = desk
    said = attribute(coding)
    passage = make_passage(coding, "harbour treaty")
    there = make_coding(short, cast.owner)
    attribute(there)
    make_passage(there, "harbour treaty")

    appear_in_copies(project_article=wire.pk)

    assert short not in [row for row, _ in [*carried(said), *carried(passage)]]


def test_changing_the_original_changes_where_it_appears(desk, cast):
    wire, short, _, coding = desk
    passage = make_passage(coding, "harbour treaty")
    appear_in_copies(project_article=wire.pk)
    [before] = passage.appearances.filter(project_article=short)
    text = coding.revision.text
    start = text.index(PARAGRAPHS[6])

    move_span(
        project_article=wire,
        number=passage.number,
        where=Range(start, start + 9, text[start : start + 9]),
        by=cast.owner,
        at=NOW,
    )
    appear_in_copies(project_article=wire.pk)

    before.refresh_from_db()
    assert (before.outcome, before.places) == ("gone", [])


def test_deleting_the_original_takes_it_away_everywhere(desk, cast):
    wire, _, _, coding = desk
    passage = make_passage(coding, "harbour treaty")
    appear_in_copies(project_article=wire.pk)

    delete_annotation(project_article=wire, number=passage.number, by=cast.owner, at=NOW)

    assert not Appearance.objects.exists()


def test_what_is_taken_away_on_a_copy_stays_away_until_it_is_put_back(desk, cast):
    wire, short, _, coding = desk
    said = attribute(coding)
    appear_in_copies(project_article=wire.pk)
    row = said.appearances.get(project_article=short)

    remove_appearance(appearance=row, by=cast.owner, at=NOW)
    appear_in_copies(project_article=wire.pk)
    assert not carried(said)

    restore_appearance(appearance=row, by=cast.owner)
    assert [one for one, _ in carried(said)] == [short]


@pytest.mark.parametrize("is_statement", [True, False])
def test_what_is_detached_is_an_annotation_of_the_copy(desk, cast, is_statement):
    wire, short, _, coding = desk
    tag = make_tag(cast.project.codebook)
    made = (
        attribute(coding, stance="critical", note="Asked twice.")
        if is_statement
        else make_passage(coding, "harbour treaty", tag, note="Asked twice.")
    )
    appear_in_copies(project_article=wire.pk)
    row = made.appearances.get(project_article=short)

    detach(project_article=short, appearance=row.pk, by=cast.owner, at=NOW)

    there = Coding.objects.get(project_article=short, analyst=cast.owner)
    assert there.annotation_count == 1
    if is_statement:
        own = there.attributions.get()
        assert (own.stance, own.note) == ("critical", "Asked twice.")
        assert [span.words for span in own.spans.in_reading_order()] == [SAID, "said", "Ada Quill"]
    else:
        own = there.spans.get()
        assert [link.tag for link in own.span_tags.all()] == [tag]
    appear_in_copies(project_article=wire.pk)
    assert short not in [one for one, _ in carried(made)]
    assert not own.appearances.filter(project_article=wire).exists()

    undo(project_article=short, by=cast.owner, at=NOW)
    appear_in_copies(project_article=short.pk)
    assert next(one for one, _ in carried(made)) == short


def test_only_whose_annotation_it_is_may_say_where_it_appears(desk, cast):
    wire, short, _, coding = desk
    said = attribute(coding)
    appear_in_copies(project_article=wire.pk)
    row = said.appearances.get(project_article=short)

    for act in (
        lambda: detach(project_article=short, appearance=row.pk, by=cast.second, at=NOW),
        lambda: remove_appearance(appearance=row, by=cast.second, at=NOW),
        lambda: restore_appearance(appearance=row, by=cast.second),
    ):
        with pytest.raises(CannotDetach):
            act()


def test_what_does_not_appear_cannot_be_detached(desk, cast):
    wire, _, other, coding = desk
    said = attribute(coding)
    appear_in_copies(project_article=wire.pk)

    row = said.appearances.get(project_article=other)
    with pytest.raises(CannotDetach):
        detach(project_article=other, appearance=row.pk, by=cast.owner, at=NOW)


def test_of_articles_that_came_together_each_pair_is_looked_at_once(desk, monkeypatch):
    pairs = []
    monkeypatch.setattr(
        "annotations.actions.appearing._appear", lambda coding, copy: pairs.append((coding, copy))
    )
    wire, short, other, coding = desk

    appear_everywhere(articles=[row.article_id for row in (wire, short, other)])

    assert sorted(pairs, key=lambda pair: pair[1].pk) == [(coding, short), (coding, other)]


def test_whoever_leaves_the_story_leaves_its_annotations(desk, cast):
    wire, short, _, coding = desk
    said = attribute(coding)
    appear_in_copies(project_article=wire.pk)
    story = make_story(wire.article)

    move = split_story(story=story, articles=[short.article_id], by=cast.owner, at=NOW)
    appear_everywhere(articles=move.articles)
    assert not carried(said)

    undo_story_move(move=move, by=cast.owner, at=NOW)
    appear_everywhere(articles=move.articles)
    assert [one for one, _ in carried(said)] == [short]


def test_moving_articles_asks_for_what_their_copies_say(desk, cast):
    wire, *_ = desk
    lone = add_article(cast.project, make_article(OTHER)).article

    merge_stories(story=make_story(wire.article), other=make_story(lone), by=cast.owner, at=NOW)

    asked = jobs().filter(task_name="gather_article", args={"article": str(lone.pk)})
    assert asked.count() == 1


def test_annotating_a_copy_asks_for_it_to_be_carried_once(desk, cast):
    wire, *_ = desk
    alone = add_article(cast.project, make_article(joined(*OTHER.split("\n\n"))))
    make_story(alone.article)

    for row in (wire, wire, alone):
        words = row.article.revisions.get().text[:7]
        create_passage(
            project_article=row, where=Range(0, 7, words), tags=[], by=cast.owner, at=NOW
        )

    asked = jobs().filter(task_name="appear_in_copies").values_list("args", flat=True)
    assert {"project_article": str(wire.pk)} in asked
    assert {"project_article": str(alone.pk)} not in asked
    assert Span.objects.count() == 3
