"""Articles as JSON lines in, their suggested quotations as JSON lines out; no database."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from annotations.domain.quotes import Suggestion, suggest


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one input line: `output` in JSON, or a sentence that says why not."""

    number: int
    output: str = ""
    error: str = ""


def suggest_lines(lines: Iterable[bytes | str], *, language: str | None = None) -> Iterator[Line]:
    """One result for each line that is not blank, in order, as soon as it is there.

    A line is `{"id", "text", "language"?}`; `language` counts for lines without one. Offsets in
    the output are code points of the text.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = read_article(line)
        except ValueError as reason:
            yield Line(number, error=str(reason))
            continue
        found = suggest(article["text"], article.get("language") or language)
        answer = {"id": article["id"], "quotes": as_quotes(found)}
        yield Line(number, output=json.dumps(answer, ensure_ascii=False))


def read_article(line: bytes | str) -> dict[str, Any]:
    """The article of one line. Raises ValueError, which says why it is none."""
    try:
        decoded = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        article = json.loads(decoded)
        # Half of a surrogate pair can be written as \ud800 in JSON, and is no character.
        json.dumps(article, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise ValueError("This is not UTF-8.") from error
    except UnicodeEncodeError as error:
        raise ValueError("It holds half of a surrogate pair.") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("This is not JSON.") from error
    if not isinstance(article, dict) or "id" not in article:
        raise ValueError('This is no object with an "id".')
    if not isinstance(article.get("text"), str):
        raise ValueError('It has no "text".')
    if not isinstance(article.get("language", ""), str | None):
        raise ValueError('Its "language" is no language code.')
    return article


def as_quotes(found: list[Suggestion]) -> list[dict[str, Any]]:
    """Suggestions as dictionaries. One that is relayed by another stands in that one's "relays"."""
    made = [_as_quote(one) for one in found]
    outermost = []
    for one, quote in zip(found, made, strict=True):
        if one.parent is None:
            outermost.append(quote)
        else:
            made[one.parent].setdefault("relays", []).append(quote)
    return outermost


def _as_quote(one: Suggestion) -> dict[str, Any]:
    return {
        "content": one.content,
        "cue": one.cue,
        "speaker": one.speaker,
        "mode": one.mode,
        "name": one.name,
        "affiliation": one.affiliation,
        "kind": one.kind,
        "confidence": one.confidence,
        "reason": one.reason,
    }
