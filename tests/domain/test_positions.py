"""Where somebody stands, over a few statements of one week."""

from datetime import date

import pytest

from annotations.domain.positions import Linked, Relation, Stated, current, taken_back


def on(day, key=None, speaker="Quill"):
    return Stated(key or f"of {day}", speaker, date(2026, 5, day))


FIRST, SECOND, THIRD = on(1), on(2), on(3)
SPOKESMAN = on(3, "the spokesman’s", "Ostrow")
UNDATED = Stated("undated", "Quill", None)
BACK, DENIES, REPEATS = Relation.WALKS_BACK, Relation.DENIES, Relation.REPEATS

CASES = {
    "nothing was said": ([], [], None),
    "the latest counts": ([FIRST, SECOND], [], SECOND),
    "in whatever order they come": ([SECOND, FIRST], [], SECOND),
    "of one day the last of the list": ([FIRST, on(1, "same day")], [], on(1, "same day")),
    "what has no date was before": ([UNDATED, FIRST], [], FIRST),
    "only what has no date": ([UNDATED], [], UNDATED),
    "walked back by themselves": ([FIRST, SECOND], [Linked(BACK, SECOND, FIRST)], SECOND),
    "walked back for them: what they said before stands": (
        [FIRST, SECOND], [Linked(BACK, SPOKESMAN, SECOND)], FIRST,
    ),
    "denied by themselves": ([FIRST, SECOND], [Linked(DENIES, THIRD, SECOND)], FIRST),
    "denied by others, it stands": ([FIRST, SECOND], [Linked(DENIES, SPOKESMAN, SECOND)], SECOND),
    "a repetition takes nothing back": ([FIRST, SECOND], [Linked(REPEATS, SECOND, FIRST)], SECOND),
    "a walk-back that was walked back": (
        [FIRST, SECOND, THIRD],
        [Linked(BACK, SECOND, FIRST), Linked(BACK, THIRD, SECOND)],
        THIRD,
    ),
    "nothing is left": ([FIRST], [Linked(BACK, SPOKESMAN, FIRST)], None),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "links", "wanted"), CASES.values(), ids=CASES)
def test_where_somebody_stands(statements, links, wanted):
    assert current(statements, links) == wanted


def test_what_was_taken_back_takes_nothing_back():
    links = [Linked(BACK, SECOND, FIRST), Linked(BACK, THIRD, SECOND)]

    assert taken_back(links) == {SECOND.key}


def test_nobody_in_particular_denies_nobodys_words():
    unknown = on(1, "a", None), on(2, "b", None)

    assert taken_back([Linked(DENIES, unknown[1], unknown[0])]) == set()


def test_the_day_of_the_link_counts_before_that_of_the_article():
    late = Linked(BACK, FIRST, SECOND, date(2026, 5, 9))
    early = Linked(BACK, SECOND, FIRST, date(2026, 5, 2))

    assert taken_back([early, late]) == {SECOND.key}
