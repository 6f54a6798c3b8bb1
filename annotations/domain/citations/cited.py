"""What a citation of a statement says, whatever the style."""

from dataclasses import dataclass
from datetime import date

from annotations.domain.citations.authors import Author

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# Full stops, question and exclamation marks: Latin, Arabic, Urdu, Chinese, Devanagari, Armenian.
ENDS = (".", "?", "!", "…", "؟", "۔", "。", "？", "！", "।", "։")


@dataclass(frozen=True)
class Cited:
    """A statement in an article. All but the outlet may be unknown, and empty then.

    `accessed` is the day on which the article was captured. `tag` tells citations of one article
    apart where a file names them. `record` is the address of the statement itself.
    """

    outlet: str
    title: str = ""
    authors: tuple[Author, ...] = ()
    day: date | None = None
    url: str = ""
    accessed: date | None = None
    language: str = ""
    speaker: str = ""
    is_verbatim: bool = True
    tag: str = ""
    record: str = ""
    # Who passed it on, from the speaker outwards.
    relayers: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The title on one line."""
        return " ".join(self.title.split())

    @property
    def quoted(self) -> str:
        """ "Ada Quill, as relayed by Otto Feder, quoted", or "" where nobody is named."""
        if not self.speaker:
            return ""
        relayed = f", as relayed by {in_list([*self.relayers], 'and')}" if self.relayers else ""
        return f"{self.speaker}{relayed}, {'quoted' if self.is_verbatim else 'paraphrased'}"


def american(day: date) -> str:
    """ "March 3, 2026", as both styles have it, whatever the reader's language."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def in_list(names: list[str], last: str) -> str:
    """ "A", "A and B", "A, B, and C", where `last` is “and”."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"


def is_ended(title: str) -> bool:
    """Whether it has a sign at its end that needs no full stop behind it, in whatever script."""
    return title.rstrip("”’\"'»›").endswith(ENDS)
