"""The next part of a file is read before its turn, and is as if it had been read in its turn."""

import gc

import pytest
from django.db import DatabaseError

from annotations.domain.coded import Document
from annotations.exchange.coded import ahead
from annotations.exchange.coded.ahead import Ahead
from annotations.exchange.coded.taken import BadFile, Trouble


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 2)


class File:
    """Gives what it has one by one, and knows how much it gave."""

    def __init__(self, *given) -> None:
        self.given, self.read, self.closed = given, 0, False

    def __iter__(self):
        try:
            for one in self.given:
                self.read += 1
                if isinstance(one, Exception):
                    raise one
                yield one if isinstance(one, Trouble) else Document(title=one, text="")
        finally:
            self.closed = True


def all_of(parts: Ahead, read_ahead: bool):
    found = []
    while True:
        part = parts.next()
        found.append(([one.title for one in part.documents], part.troubles, part.reached))
        if not part.documents:
            return found
        if read_ahead:
            parts.read_next()


BAD = [Trouble(f"line {number}", "no JSON") for number in range(3)]


@pytest.mark.parametrize("skipped", [0, 1, 2])
def test_parts_are_the_same_whether_they_are_read_ahead_or_not(skipped):
    found = []
    for read_ahead in (False, True):
        file = File(BAD[0], "a", "b", BAD[1], "c", "d", "e", BAD[2])
        parts = Ahead(file, lambda file=file: file.read, skipped)
        found.append(all_of(parts, read_ahead))

    assert found[0] == found[1]
    if not skipped:
        assert found[0] == [
            (["a", "b"], [BAD[0]], 3),
            (["c", "d"], [BAD[1]], 6),
            (["e"], [BAD[2]], 8),
            ([], [], 8),
        ]


def test_it_reads_one_part_ahead_and_no_further():
    file = File(*"abcdefgh")
    parts = Ahead(file)

    parts.next()
    assert file.read == 2
    for _ in range(3):
        parts.read_next()
    assert file.read == 4


def test_nothing_is_read_before_somebody_asks():
    file = File("a")
    parts = Ahead(file)

    assert file.read == 0
    assert [one.title for one in parts.next().documents] == ["a"]


def test_what_is_wrong_is_told_when_its_turn_has_come_and_once():
    parts = Ahead(File("a", "b", "c", BadFile("cut off")))

    parts.next()
    parts.read_next()
    with pytest.raises(BadFile, match="cut off"):
        parts.next()
    assert parts.next().documents == []


def test_what_the_database_says_is_not_kept_for_later():
    parts = Ahead(File("a", "b", DatabaseError("gone")))

    parts.next()
    with pytest.raises(DatabaseError):
        parts.read_next()


def test_whoever_stops_early_leaves_nothing_open():
    file = File(*"abcdefgh")
    parts = Ahead(file)
    parts.next()
    parts.read_next()

    del parts
    gc.collect()

    assert file.closed
