from datetime import UTC, date, datetime

import pytest

from annotations.domain.stories.credits import credits_of
from annotations.domain.stories.originals import Copy, Why, likely_original
from tests.domain.stories.wire import WIRE

DAY = date(2026, 3, 3)
MORNING = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

CREDITS = [
    (WIRE, "", "northern wire"),
    ("Talks end", "Ada Quill, Northern Wire", "northern wire"),
    ("Talks end", "By Northern Wire", "northern wire"),
    ("Talks end", "Northern Wire / Ada Quill", "northern wire"),
    ("Talks end without a treaty.\n\n(Northern Wire)", "", "northern wire"),
    ("Talks end without a treaty.\n— Northern Wire", "", "northern wire"),
    ("ПОРТ АЛЬДЕР, 3 марта (Северная лента) — Послы", "", "северная лента"),
    ("欧德港3月3日电（北方社）—六国使节", "", "北方社"),
]


@pytest.mark.parametrize(("text", "byline", "name"), CREDITS)
def test_the_agency_is_read_from_byline_dateline_or_last_line(text, byline, name):
    assert name in credits_of(text, byline)


def test_brackets_within_a_sentence_are_no_credit():
    assert not credits_of("The council (Vell, Marrow) meets in May. It will not (again) decide.")


def copies(*given):
    return [Copy(**{"source": f"Paper {place}", **one}) for place, one in enumerate(given)]


CASES = {
    "an agency that others credit": (
        [
            {"day": DAY, "credits": {"northern wire"}},
            {"source": "Southern Wire", "is_agency": True, "day": DAY},
            {"source": "Northern Wire", "is_agency": True},
        ],
        (2, Why.CREDITED),
    ),
    "whom others credit, whatever it is": (
        [{"instant": MORNING, "credits": {"paper 1"}}, {"instant": NOON}],
        (1, Why.CREDITED),
    ),
    "an agency that nobody credits": (
        [{"day": DAY}, {"source": "Wire", "is_agency": True, "day": date(2026, 3, 4)}],
        (1, Why.AGENCY),
    ),
    "the earlier day": ([{"day": date(2026, 3, 4)}, {"day": DAY}], (1, Why.EARLIEST)),
    "the earlier hour": (
        [{"day": DAY, "instant": NOON}, {"day": DAY, "instant": MORNING}],
        (1, Why.EARLIEST),
    ),
    "a dated one before an undated one": ([{}, {"day": DAY}], (1, Why.EARLIEST)),
    "the longest of one day": (
        [{"day": DAY, "length": 5}, {"day": DAY, "length": 9}],
        (1, Why.LONGEST),
    ),
    "the first that came, of the same": ([{}, {}], (0, Why.LONGEST)),
    "crediting oneself is no copying": (
        [{"source": "Paper", "credits": {"paper"}, "day": DAY}, {"day": date(2026, 3, 4)}],
        (0, Why.EARLIEST),
    ),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_the_likely_original_is(given, expected):
    assert likely_original(copies(*given)) == expected
