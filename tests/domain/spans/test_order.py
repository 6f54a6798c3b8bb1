from annotations.domain.spans.order import merged, reading_order


def test_readers_meet_the_longer_first_then_the_older():
    spans = [(5, 9, 1), (0, 9, 4), (0, 20, 3), (0, 9, 2)]

    assert sorted(spans, key=lambda one: reading_order(*one)) == [
        (0, 20, 3),
        (0, 9, 2),
        (0, 9, 4),
        (5, 9, 1),
    ]


def test_overlapping_places_are_one_place():
    assert merged([(5, 9), (0, 3), (2, 4), (9, 10)], at_most=9) == [(0, 4), (5, 10)]
    assert merged([], at_most=2) == []


def test_too_many_places_are_one_long_place():
    assert merged([(0, 1), (5, 6), (9, 12)], at_most=2) == [(0, 12)]
