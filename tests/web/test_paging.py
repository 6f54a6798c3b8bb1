"""Pages of rows that are all here; those of the database have tests where they are used."""

from types import SimpleNamespace

from annotations.web.paging import Key, page_of_all


def test_rows_that_are_all_here_are_cut_as_those_of_the_database_are():
    keys = [Key("day", descending=True), Key("pk")]
    rows = [SimpleNamespace(day=9 - n // 2, pk=n) for n in range(7)]

    first = page_of_all(rows, keys, "", 3)
    second = page_of_all(rows, keys, first.next, 3)
    third = page_of_all(rows, keys, second.next, 3)

    assert [[row.pk for row in page.rows] for page in (first, second, third)] == [
        [0, 1, 2],
        [3, 4, 5],
        [6],
    ]
    assert (first.previous, third.next) == ("", "")
    assert page_of_all(rows, keys, third.previous, 3).rows == second.rows
    assert page_of_all(rows, keys, second.previous, 3).rows == first.rows
    assert page_of_all(rows, keys, "forged", 3).rows == first.rows
    assert page_of_all([], keys, first.next, 3).rows == []
