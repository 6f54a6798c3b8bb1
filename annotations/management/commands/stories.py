from collections.abc import Iterable, Iterator
from typing import Any

from annotations.exchange.lines import Line
from annotations.exchange.stories import story_lines
from annotations.management.filtering import FilterCommand


class Command(FilterCommand):
    help = (
        "Find articles that are copies of one another: articles as JSON lines on standard input, "
        '{"id", "text"}, and {"id", "story"} for each on standard output. A story is called by '
        "the id of its first article. Needs no database."
    )

    def answered(self, lines: Iterable[bytes | str], options: dict[str, Any]) -> Iterator[Line]:
        return story_lines(lines)
