"""Which values of a dimension get a line is decided where statements are counted.

As `Lines` decides it; of a hundred thousand cells some hundreds leave the database.
"""

from collections.abc import Iterator

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from annotations.domain.matrices import Counted, Lines
from annotations.models import Attribution
from annotations.queries.counting import ACTORS, JOINED, KEYS, PLACES, Said, told

# Lines have a place from 1; all others together are at 0, and what nobody entered is at -1.
FOLDED = """
    WITH {place} cell AS {how} ({cells}),
    line AS MATERIALIZED (
        SELECT row_key, column_key, grouping(row_key) = 0 AS is_row, {n} AS n
        FROM cell GROUP BY GROUPING SETS ((row_key), (column_key))
    ),
    row_line AS MATERIALIZED ({row_lines}), column_line AS MATERIALIZED ({column_lines}),
    folded AS (
        SELECT {row} AS row_place, {column} AS column_place, stance, {n}::int AS n,
            {own}::int AS own
        FROM cell
        LEFT JOIN row_line ON row_line.value = cell.row_key
        LEFT JOIN column_line ON column_line.value = cell.column_key
        GROUP BY 1, 2, 3
    )
    SELECT {row_told}, {column_told}, stance, n, own FROM folded
    LEFT JOIN row_line ON row_line.place = row_place
    LEFT JOIN column_line ON column_line.place = column_place
"""
# One more than there is room for: then the last of them is none.
LINES = """
    SELECT value, place FROM (
        SELECT value, count(*) OVER () AS lines, row_number() OVER (ORDER BY {order}) AS place
        FROM (
            SELECT value, n FROM (SELECT {name}_key AS value, n FROM line WHERE {side}) each
            WHERE value IS NOT NULL ORDER BY {order} LIMIT %s
        ) known
    ) numbered WHERE lines <= %s OR place < %s
"""
FOLD = "coalesce({name}_line.place, CASE WHEN cell.{name}_key IS NULL THEN -1 ELSE 0 END)"
TOLD = """
    CASE {name}_place WHEN -1 THEN '' WHEN 0 THEN '*' ELSE {name}_line.value::text END
"""
# Of people there are so many that grouping by two of them saves nothing: statements are read twice.
EACH = "SELECT {keys}, stance, mode FROM ({said}) said {joined}"
GROUPED = """
    SELECT {keys}, stance, count(*) AS n, count(*) FILTER (WHERE mode = 'direct') AS own
    FROM ({said}) said {joined} GROUP BY 1, 2, 3
"""
EACH_SUMS = {"n": "count(*)", "own": "count(*) FILTER (WHERE mode = 'direct')"}
GROUPED_SUMS = {"n": "sum(n)", "own": "sum(own)"}


def folded(
    statements: QuerySet[Attribution], rows: tuple[str, Lines], columns: tuple[str, Lines]
) -> Iterator[Counted]:
    """Along two dimensions, with OTHERS for what gets no line. One query.

    A dimension comes with the lines that it may have; a scale has one for each of its steps.
    """
    said, sides = Said(statements), {"row": rows, "column": columns}
    placed = [dimension for dimension, _lines in sides.values() if dimension in PLACES]
    keys = {f"{side}_key": KEYS[one] for side, (one, _lines) in sides.items() if one in KEYS}
    is_grouped = not any(dimension in ACTORS for dimension, _lines in sides.values())
    try:
        # In this order: it is that of their values in the query.
        place = f"{said.placed(*placed)}," if placed else ""
        rows_said = said.of("coding_id", "stance", "mode", **keys)
    except EmptyResultSet:
        return
    named = [
        f"{f'place.{one}' if one in PLACES else f'{side}_key'} AS {side}_key"
        for side, (one, _lines) in sides.items()
    ]
    joined = JOINED if placed else ""
    cells = GROUPED if is_grouped else EACH
    sql = FOLDED.format(
        place=place,
        how="MATERIALIZED" if is_grouped else "NOT MATERIALIZED",
        cells=cells.format(keys=", ".join(named), said=rows_said, joined=joined),
        **{f"{side}_lines": _lines_of(side, *asked) for side, asked in sides.items()},
        **{side: FOLD.format(name=side) for side in sides},
        **{f"{side}_told": TOLD.format(name=side) for side in sides},
        **(GROUPED_SUMS if is_grouped else EACH_SUMS),
    )
    for _dimension, lines in sides.values():
        most = len(lines.scale) + 1 if lines.scale else (lines.most or 0)
        said.values += [most + 1, most, most]
    yield from (Counted(*row) for row in told(sql, said.values))


def _lines_of(side: str, dimension: str, lines: Lines) -> str:
    # The order of words would be that of some language; that of keys and days is the same anywhere.
    is_word = dimension in KEYS and dimension not in ACTORS
    value = 'value COLLATE "C"' if is_word else "value"
    order = f"{value} DESC" if lines.dated else f"n DESC, {value}"
    return LINES.format(name=side, side="is_row" if side == "row" else "NOT is_row", order=order)
