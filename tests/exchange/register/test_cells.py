"""What a spreadsheet would compute is marked, and comes back without the mark."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.register.cells import guarded, guarded_all, unguarded

CELLS = st.lists(st.text("'=+-@\t\ra ", max_size=4) | st.text())


@given(cells=CELLS)
def test_a_row_is_guarded_as_each_of_its_cells_is(cells):
    assert guarded_all(cells) == [guarded(cell) for cell in cells]


@given(cells=CELLS)
def test_a_guarded_row_is_none_that_computes_and_comes_back(cells):
    row = guarded_all(cells)

    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert [unguarded(cell) for cell in row] == cells
