"""How suggestions are scored, and when what was learned is called better."""

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import pytest

from annotations.domain.quotes import suggest
from annotations.domain.quotes.learning import Attributed, Example, compare, train
from annotations.domain.quotes.learning.scoring import Count, count
from tests.domain.quotes.learning.lessons import articles, attributed

GOLD = "<Ada Quill> {said} [the old ferry was lost]."
SAYING = "<WHO> {said} [that WHAT was old]."
CORPUS = Path(__file__).parents[5].joinpath("shared/data/quotes")


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ([GOLD], 1),
        ([], 0),
        (["<Ada Quill> {said} [the old ferry] was lost."], 1),
        (["<Ada Quill> {said} the old ferry was [lost]."], 0),
        (["Ada <Quill> {said} [the old ferry was lost]."], 1),
        (["Ada Quill {said} [the old ferry was lost]."], 0),
        (["Ada Quill <said> [the old ferry was lost]."], 0),
        # Each statement counts once, the nearest first.
        (["<Ada Quill> {said} the [old ferry was lost].", GOLD], 1),
        (
            [
                "Ada Quill {said} [the old ferry was lost].",
                "<Ada Quill> said [the old ferry] was lost.",
            ],
            0,
        ),
    ],
)
def test_scoring(rows, right):
    text, gold = attributed(GOLD)
    made = [attributed(row)[1] for row in rows]

    assert count(text, made, [gold]) == Count(len(rows), 1, right)


def test_neither_names_anybody():
    text, _ = attributed(GOLD)
    nobody = Attributed(((15, 37),))

    assert count(text, [nobody], [nobody]).right == 1


@pytest.mark.parametrize(
    ("made", "gold", "right", "score"),
    [
        (4, 8, 3, (0.75, 0.375, 0.5)),
        (0, 8, 0, (0.0, 0.0, 0.0)),
        (0, 0, 0, (0.0, 0.0, 0.0)),
        (2, 2, 2, (1.0, 1.0, 1.0)),
    ],
)
def test_scores(made, gold, right, score):
    got = Count(made, gold, right).score

    assert (got.precision, got.recall, got.f1) == score


class TestComparing:
    def test_better_where_the_rules_miss_something(self):
        told = []

        figures = compare(
            articles("<WHO> {griped} [that WHAT was lost].", SAYING), progress=told.append
        )

        assert figures.is_better
        assert figures.held_back == 30
        assert (figures.rules.precision, figures.rules.recall) == (1, 0.5)
        assert figures.learned.f1 > 0.9
        assert [point.articles for point in figures.curve] == [6, 12, 24]
        assert figures.curve[-1].f1 == figures.learned.f1
        assert told == sorted(told)
        assert told[-1] == 1

    def test_not_better_where_the_rules_miss_nothing(self):
        figures = compare(articles(SAYING))

        assert figures.rules.f1 == 1
        assert not figures.is_better

    def test_a_handful_of_articles_proves_nothing(self):
        few = articles("<WHO> {griped} [that WHAT was lost].", complete=False)

        figures = compare(few + articles("<WHO> {griped} [that WHAT was old].")[:9])

        assert figures.learned.f1 > figures.rules.f1
        assert not figures.is_better

    def test_the_same_again(self):
        lessons = articles("<WHO> {griped} [that WHAT was lost].", SAYING)[:10]

        assert compare(lessons) == compare(lessons)

    def test_incomplete_examples_help_and_are_not_measured(self):
        few = articles(SAYING)[:4]

        figures = compare(few + articles("<WHO> {griped} [that WHAT was lost].", complete=False))

        assert figures.held_back == 4
        assert figures.curve[-1].articles > 30

    @pytest.mark.parametrize("number", [0, 1])
    def test_too_few_to_measure(self, number):
        figures = compare(articles(SAYING)[:number])

        assert (figures.held_back, figures.is_better, figures.curve) == (0, False, ())

    def test_the_figures_can_be_kept_as_json(self):
        figures = compare(articles(SAYING)[:5])

        kept = json.loads(json.dumps(asdict(figures)))
        assert kept["rules"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
        assert kept["curve"][0].keys() == {"articles", "f1"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_on_a_corpus_few_lessons_do_little_harm():
    gold = corpus("polnear_dev.jsonl", 1)
    model = train(corpus("polnear_train.jsonl", 20))

    rules, learned = (
        sum((measured(one, which) for one in gold), Count()).f1 for which in (None, model)
    )

    assert rules > 0.65
    assert learned > rules - 0.02


def corpus(name, step):
    """Each article of that number."""
    with CORPUS.joinpath(name).open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in islice(lines, 0, None, step)]
    return [
        Example(article["text"], "en", tuple(map(statement, article["quotes"])))
        for article in articles
    ]


def statement(quote):
    return Attributed(*(tuple(map(tuple, quote[role])) for role in ("content", "cue", "speaker")))


def measured(one, model):
    found = [every for every in suggest(one.text, "en", model) if every.parent is None]
    return count(one.text, [Attributed(f.content, f.cue, f.speaker) for f in found], one.gold)
