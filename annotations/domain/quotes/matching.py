"""Which suggestion somebody means who has selected a passage by hand."""

from collections.abc import Iterable

from annotations.domain.quotes.suggestion import Span, Suggestion


def matching(suggestions: Iterable[Suggestion], start: int, end: int) -> Suggestion | None:
    """The suggestion with the content most like [start, end), in code points.

    At least half of the selection must lie in it: who selects a sentence beside a quotation means
    another statement.
    """
    best, best_likeness = None, 0.0
    for suggestion in suggestions:
        for content in suggestion.content:
            shared = _shared(content, start, end)
            if 2 * shared < end - start or not shared:
                continue
            likeness = shared / (content[1] - content[0] + end - start - shared)
            if likeness > best_likeness:
                best, best_likeness = suggestion, likeness
    return best


def _shared(content: Span, start: int, end: int) -> int:
    return max(0, min(content[1], end) - max(content[0], start))
