"""What the machine learns from: which coding speaks for an article, and what it says."""

from datetime import UTC, datetime, timedelta

import pytest

from annotations.actions import examples
from annotations.actions.codings import finish_coding
from annotations.actions.decisions import accept, reject
from annotations.actions.examples import lessons_of
from annotations.actions.machine import suggest_quotations
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_revision
from tests.factories.projects import add_article, make_project
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def only(project):
    [one] = lessons_of(project).examples
    return one


def texts(example, attributed):
    return [
        tuple("".join(example.text[a:b] for a, b in part) for part in (one.content, one.cue))
        for one in attributed
    ]


def test_an_article_that_nobody_touched_teaches_nothing(cast):
    suggest_quotations(project_article=cast.project_article, at=NOW)
    make_passage(make_coding(cast.project_article, cast.owner), "Envoys")

    assert lessons_of(cast.project).examples == []


def test_attributions_are_right_wherever_they_come_from(winter):
    accept(number=number_of("“Nobody"), **winter.here)
    make_attribution(winter.coding, "the map was wrong", cue="told", mention="Quill")

    example = only(winter.coding.project)

    assert texts(example, example.gold) == [
        ("“Nobody signs in winter,”", "says"), ("the map was wrong", "told"),
    ]  # fmt: skip
    assert [example.text[a:b] for a, b in example.gold[1].speaker] == ["Quill"]
    assert (example.language, example.complete, example.rejected) == ("en", False, ())


def test_what_was_rejected_is_wrong(winter, cast):
    reject(number=number_of("“It will"), **winter.here)

    example = only(cast.project)

    assert example.gold == ()
    assert texts(example, example.rejected) == [("“It will thaw,”", "said")]
    assert lessons_of(cast.project).rejections == 1


def test_what_was_rejected_in_another_state_of_the_text_says_nothing(winter, cast):
    reject(number=number_of("“It will"), **winter.here)
    article = winter.project_article.article
    newer = make_revision(article, article.captures.get(), "Winter\n\nNothing.", number=2)
    coding = winter.coding
    coding.revision = newer
    coding.save(update_fields=["revision"])

    assert lessons_of(cast.project).examples == []


def test_only_a_coding_that_is_done_says_what_is_no_statement(winter, cast):
    finish_coding(**winter.here)

    example = only(cast.project)

    assert (example.complete, example.gold) == (True, ())
    assert lessons_of(cast.project).finished == 1


@pytest.mark.parametrize(
    ("codings", "speaks"),
    [
        ([("owner", "open", 0), ("second", "done", 0)], "second"),
        ([("owner", "done", 0), ("second", "done", 5)], "second"),
        ([("owner", "done", 5), ("second", "done", 0)], "owner"),
        ([("owner", "open", 0), ("second", "open", 5)], "second"),
        ([("owner", "done", 5), (None, "open", 0)], None),
    ],
)
def test_one_coding_speaks_for_an_article(cast, codings, speaks):
    words = {"owner": "Both sides", "second": "Nobody", None: "shared work"}
    for who, state, minutes in codings:
        analyst = getattr(cast, who) if who else None
        coding = make_coding(
            cast.project_article,
            analyst,
            state,
            changed_at=NOW + timedelta(minutes=minutes),
            kind="human" if who else "gold",
        )
        make_attribution(coding, words[who])

    example = only(cast.project)

    assert texts(example, example.gold) == [(words[speaks], "")]


def test_the_articles_touched_last_count(cast, monkeypatch):
    monkeypatch.setattr(examples, "MOST_ARTICLES", 2)
    for minutes in (0, 2, 1):
        row = add_article(cast.project, make_article(f"Text {minutes}\n\nBoth sides met."))
        coding = make_coding(row, cast.owner, changed_at=NOW + timedelta(minutes=minutes))
        make_attribution(coding, "Both sides met.")

    found = [one.text[:6] for one in lessons_of(cast.project).examples]

    assert found == ["Text 2", "Text 1"]


def test_a_text_that_is_too_long_is_left_out(cast, monkeypatch):
    monkeypatch.setattr(examples, "LONGEST_TEXT", 20)
    make_attribution(make_coding(cast.project_article, cast.owner), "Both sides")

    assert lessons_of(cast.project).examples == []


def test_other_projects_teach_nothing_here(cast):
    other = add_article(make_project("Another"), cast.project_article.article)
    make_attribution(make_coding(other, cast.owner), "Both sides")

    assert lessons_of(cast.project).examples == []


def test_as_many_queries_for_many_articles(cast):
    def add(n):
        for _ in range(n):
            coding = make_coding(add_article(cast.project, make_article()), cast.owner)
            make_attribution(coding, "Both sides", cue="says")

    add(1)
    few = queries_of(lambda: lessons_of(cast.project))
    add(5)

    assert_same_count(few, queries_of(lambda: lessons_of(cast.project)), at_most=3)
