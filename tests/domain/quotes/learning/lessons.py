"""Invented articles with what people decided about them, written as in tables.py: [content], {cue}
and <speaker>, a statement a sentence."""

from annotations.domain.quotes.learning import Attributed, Example
from tests.domain.quotes.tables import read_row

PEOPLE = ("Ada Quill", "Otto Feder", "Mira Tann", "Lev Orso", "Nell Hask", "Ivo Brandt")
THINGS = ("the ferry", "the quay", "the map", "the treaty", "the lamp", "the harbour")


def attributed(row: str, begin: int = 0) -> tuple[str, Attributed]:
    """The sentence without its brackets, and its statement, `begin` code points into a text."""
    text, parts = read_row(row)

    def places(role: str) -> tuple[tuple[int, int], ...]:
        return tuple(
            (begin + text.index(part), begin + text.index(part) + len(part)) for part in parts[role]
        )

    return text, Attributed(places("content"), places("cue"), places("speaker"))


def example(*rows: str, wrong: tuple[str, ...] = (), complete: bool = True) -> Example:
    """An article of these sentences, followed by those that somebody rejected."""
    text, gold, rejected = "", [], []
    for row in (*rows, *wrong):
        plain, statement = attributed(row, len(text))
        text += plain + "\n\n"
        if statement.content:
            (rejected if row in wrong else gold).append(statement)
    return Example(text, "en", tuple(gold), complete, tuple(rejected))


def articles(*rows: str, wrong: tuple[str, ...] = (), complete: bool = True) -> list[Example]:
    """Thirty articles of these sentences, with other names for WHO and WHAT in each."""

    def named(row: str, number: int) -> str:
        thing = THINGS[number // len(PEOPLE) % len(THINGS)]
        return row.replace("WHO", PEOPLE[number % len(PEOPLE)]).replace("WHAT", thing)

    return [
        example(
            *(named(row, number) for row in rows),
            wrong=tuple(named(row, number) for row in wrong),
            complete=complete,
        )
        for number in range(30)
    ]
