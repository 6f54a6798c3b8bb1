from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.labels import (
    LEADING,
    LINE,
    Dot,
    box_of,
    labels_of,
    length_of,
    lines_of,
)

HEIGHT = 520
WIDTHS = (576, 896)


def a_dot(x, y, name="Ada Quill", r=6):
    return Dot(x, y, r, lines_of(name))


def box(dot, label, width):
    long = max(map(length_of, dot.lines))
    return box_of(dot, label, width, long, LEADING * len(dot.lines))


def over(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


PLACES = st.tuples(st.floats(0.08, 0.92), st.integers(34, HEIGHT - 34))


@given(st.lists(PLACES, min_size=1, max_size=40))
def test_no_name_lies_over_another_or_over_a_dot_or_leaves_the_picture(places):
    dots = [a_dot(x, y, f"Speaker number {n}") for n, (x, y) in enumerate(places)]

    for width, labels in (
        (576, labels_of(dots, [], WIDTHS[:1], HEIGHT)),
        (896, labels_of(dots, [], WIDTHS[1:], HEIGHT)),
    ):
        taken = [
            (number, box(dots[number], label, width))
            for number, label in enumerate(labels)
            if label
        ]
        for number, mine in taken:
            assert min(mine) >= 0
            assert (mine[2] <= width, mine[3] <= HEIGHT) == (True, True)
            assert not any(over(mine, other) for one, other in taken if one > number)
            for one, dot in enumerate(dots):
                x = dot.x * width
                assert one == number or not over(
                    mine, (x - dot.r, dot.y - dot.r, x + dot.r, dot.y + dot.r)
                )


def test_a_wider_picture_keeps_the_names_of_a_narrow_one_and_has_room_for_more():
    dots = [a_dot(0.1 + 0.8 * n / 19, 240, f"Speaker number {n}") for n in range(20)]
    narrow = labels_of(dots, [], WIDTHS[:1], HEIGHT)
    both = labels_of(dots, [], WIDTHS, HEIGHT)

    assert [one for one in both if one and one.width == 576] == [one for one in narrow if one]
    assert any(one and one.width == 896 for one in both)
    assert None in both
    shown = [box(dot, label, 896) for dot, label in zip(dots, both, strict=True) if label]
    assert not any(over(one, other) for n, one in enumerate(shown) for other in shown[n + 1 :])


def test_the_first_choose_first():
    crowd = [a_dot(0.5, 250 + n, "Consultative Committee") for n in range(12)]
    labels = labels_of(crowd, [], WIDTHS, HEIGHT)

    assert labels[0]
    assert labels[-2] is None


def test_a_name_stands_where_no_line_goes_through_it():
    dots = [a_dot(0.5, 250), a_dot(0.5, 50), a_dot(0.5, 450), a_dot(0.9, 250)]
    [label, *_] = labels_of(dots, [(0, 1), (0, 2), (0, 3)], WIDTHS, HEIGHT)

    # Lines go up, down and to one side: the name is at the other.
    assert label.side == -1
    [above, *_] = labels_of(dots, [], WIDTHS, HEIGHT)
    assert (above.side, above.y < 250) == (0, True)


def test_a_line_that_passes_outside_the_corners_of_a_name_does_not_count():
    dots = [a_dot(0.5, 250), a_dot(0.25, 250), a_dot(0.5, 60)]
    [label, *_] = labels_of(dots, [(1, 2)], WIDTHS, HEIGHT)

    assert (label.side, label.y < 250) == (0, True)


def test_names_are_broken_at_words_and_long_words_with_a_hyphen():
    assert lines_of("Ada Quill") == ["Ada Quill"]
    assert lines_of("Tomás de la Quintana y Olivares") == ["Tomás de la", "Quintana y Olivares"]
    long = lines_of("Organisation for Security and Cooperation around the Northern Straits")
    assert long == ["Organisation for", "Security and…"]
    first, second = lines_of("Nichtverbreitungsvertragskonferenz")
    assert first.endswith("-")
    assert first[:-1] + second == "Nichtverbreitungsvertragskonferenz"
    assert lines_of("") == [""]


@given(st.text(max_size=200))
def test_a_name_is_never_longer_than_its_place(name):
    lines = lines_of(name)

    assert 1 <= len(lines) <= 2
    assert all(len(line) <= LINE for line in lines)


def test_wide_letters_take_more_room_and_marks_none():
    assert length_of("WWW") > length_of("nnn") > length_of("iii")
    assert length_of("外交部") > length_of("ada")
    assert length_of("é") == length_of("e\u0301")


def test_lines_of_names_from_the_right_run_so_that_the_dots_stand_at_their_end():
    long = " ".join(["مبعوث الأمم المتحدة الخاص إلى المنطقة"] * 3)

    first, last = lines_of(long)
    assert all(line[0] == "\u2067" and line[-1] == "\u2069" for line in (first, last))
    assert last[-2] == "…"
    assert length_of(first) == length_of(first[1:-1])
    assert lines_of("(محمد) Quill")[0][0] == "\u2067"
    assert lines_of("Quill (محمد)") == ["Quill (محمد)"]
