"""Several writers on one coding: they wait for one another, and nothing acknowledged is lost."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from annotations.actions.acts import undo
from annotations.models import Act, Coding, Span, SpanTag

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(writers, do):
    """`do(n)` in that many threads, each with a connection of its own."""

    def one(number):
        try:
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(one, range(writers)))


def test_eight_first_writes_make_one_coding_and_lose_nothing(desk):
    acts = at_once(8, lambda number: [desk.mark("being cornered", desk.tag) for _ in range(4)])

    coding = Coding.objects.get()
    numbers = [act.annotation for some in acts for act in some]
    assert sorted(numbers) == list(range(1, 33))
    assert sorted(coding.spans.values_list("number", flat=True)) == sorted(numbers)
    assert SpanTag.objects.count() == 32
    assert sorted(Act.objects.values_list("number", flat=True)) == list(range(1, 33))
    assert (coding.next_number, coding.acts_done, coding.annotation_count) == (33, 32, 32)


def test_one_act_sent_by_all_at_once_is_done_once(desk):
    key = uuid4()

    acts = at_once(8, lambda number: desk.mark("being cornered", key=key))

    assert len({act.pk for act in acts}) == 1
    assert Span.objects.count() == 1


def test_undo_at_once_takes_back_one_act_each(desk):
    for _ in range(6):
        desk.mark("being cornered")

    at_once(4, lambda number: undo(**desk.here))

    assert sorted(Span.objects.values_list("number", flat=True)) == [1, 2]
