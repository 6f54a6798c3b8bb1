"""Articles as JSON lines in, the story that each belongs to as JSON lines out; no database."""

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.stories.gathering import Gathering
from annotations.exchange.lines import Line, answers, text_of


def story_lines(lines: Iterable[bytes | str]) -> Iterator[Line]:
    """One result for each line that is not blank, in order, as soon as it is there.

    A line is `{"id", "text"}`, its answer `{"id", "story"}`: the id of the first article of the
    story, which is the article's own where nothing before it is a copy of it.
    """
    ids: list[Any] = []
    with Gathering() as gathering:

        def answer(article: dict[str, Any]) -> dict[str, Any]:
            story = gathering.add(text_of(article))
            ids.append(article["id"])
            return {"id": article["id"], "story": ids[story]}

        yield from answers(lines, answer)
