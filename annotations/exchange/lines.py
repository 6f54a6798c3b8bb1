"""JSON lines in, JSON lines out: what all filters for the shell have in common. No database."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one input line: `output` in JSON, or a sentence that says why not."""

    number: int
    output: str = ""
    error: str = ""


def answers(
    lines: Iterable[bytes | str], answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> Iterator[Line]:
    """One result for each line that is not blank, in order, as soon as it is there.

    `answer` gets the object of a line, which has an "id" and a "text" or whatever else it asks
    for with `text_of`; it raises ValueError with a sentence where that cannot be answered.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            output = as_line(answer(read_object(line)))
        except ValueError as reason:
            yield Line(number, error=str(reason))
        else:
            yield Line(number, output=output)


def as_line(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def read_object(line: bytes | str, needs: str = "id") -> dict[str, Any]:
    """The object of one line, which has what it `needs`. Raises ValueError, which says why not."""
    try:
        decoded = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        found = json.loads(decoded, parse_constant=_no_number)
        # Half of a surrogate pair can be written as \ud800 in JSON, and is no character.
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise ValueError("This is not UTF-8.") from error
    except UnicodeEncodeError as error:
        raise ValueError("It holds half of a surrogate pair.") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("This is not JSON.") from error
    if not isinstance(found, dict) and not needs:
        raise ValueError("This is no object.")
    if not isinstance(found, dict) or (needs and needs not in found):
        raise ValueError(f'This is no object with {"an" if needs == "id" else "a"} "{needs}".')
    return found


def _no_number(name: str) -> None:
    """Python reads NaN and Infinity, and JSON has neither."""
    raise ValueError(name)


def text_of(found: dict[str, Any], name: str = "text") -> str:
    """The text that an object has under a name. Raises ValueError where it has none."""
    text = found.get(name)
    if not isinstance(text, str):
        raise ValueError(f'It has no "{name}".')
    return text
