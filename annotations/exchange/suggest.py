"""Articles as JSON lines in, their suggested quotations as JSON lines out; no database."""

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.quotes import Suggestion, suggest
from annotations.exchange.lines import Line, answers, text_of


def suggest_lines(lines: Iterable[bytes | str], *, language: str | None = None) -> Iterator[Line]:
    """One result for each line that is not blank, in order, as soon as it is there.

    A line is `{"id", "text", "language"?}`; `language` counts for lines without one. Offsets in
    the output are code points of the text.
    """

    def answer(article: dict[str, Any]) -> dict[str, Any]:
        found = suggest(text_of(article), _language_of(article) or language)
        return {"id": article["id"], "quotes": as_quotes(found)}

    return answers(lines, answer)


def _language_of(article: dict[str, Any]) -> str | None:
    language = article.get("language")
    if not isinstance(language, str | None):
        raise ValueError('Its "language" is no language code.')
    return language


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
