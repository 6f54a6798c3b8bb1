"""Two states of a text and spans of the first as JSON lines in, what became of them out."""

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.anchoring import carry
from annotations.exchange.lines import Line, answers, text_of


def reanchor_lines(lines: Iterable[bytes | str]) -> Iterator[Line]:
    """One result for each line that is not blank, in order, as soon as it is there.

    A line is `{"id", "old", "new", "spans": [[start, end], …], "language"?}`, offsets in code
    points. The answer has `{"outcome", "start", "end"}` for each span, in order: nulls where it is
    gone, and where it is ambiguous one of the places that it could be.
    """
    return answers(lines, _answer)


def _answer(pair: dict[str, Any]) -> dict[str, Any]:
    old, new = text_of(pair, "old"), text_of(pair, "new")
    language = pair.get("language")
    if not isinstance(language, str | None):
        raise ValueError('Its "language" is no language code.')
    carried = carry(old, new, _spans_of(pair), language)
    return {
        "id": pair["id"],
        "spans": [{"outcome": one.outcome, "start": one.start, "end": one.end} for one in carried],
    }


def _spans_of(pair: dict[str, Any]) -> list[tuple[int, int]]:
    spans = pair.get("spans")
    if not isinstance(spans, list):
        raise ValueError('It has no "spans".')
    for span in spans:
        # `type`, since True and False count as whole numbers in Python, and are none in JSON.
        if not isinstance(span, list) or [type(edge) for edge in span] != [int, int]:
            raise ValueError('Its "spans" are not all pairs of whole numbers.')
    return [(start, end) for start, end in spans]
