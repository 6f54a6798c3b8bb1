from itertools import islice
from time import time
from uuid import RFC_4122, UUID

from annotations.domain.identifiers import AT_ONCE, uuid7, uuid7_digits


def milliseconds(key: UUID) -> int:
    return key.int >> 80


def test_digits_are_those_of_a_key_of_version_7():
    before = int(time() * 1000)
    digits = list(islice(uuid7_digits(), 3 * AT_ONCE))
    after = int(time() * 1000) + 1

    keys = [UUID(one) for one in digits]
    assert [one.hex for one in keys] == digits
    assert len(set(keys)) == len(keys)
    assert {(one.version, one.variant) for one in [*keys, uuid7()]} == {(7, RFC_4122)}
    assert all(before <= milliseconds(one) <= after for one in keys)
    # Every bit that is random is so.
    ones = [sum(one.int >> bit & 1 for one in keys) for bit in range(76)]
    assert [bit for bit, count in enumerate(ones) if count in (0, len(keys))] == [62, 63]
