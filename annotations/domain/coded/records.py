"""What is exported and imported: a text, who annotated it, and how."""

from dataclasses import dataclass, field
from datetime import date, datetime

from annotations.domain.rights import Rights

HUMAN, MACHINE, GOLD = "human", "machine", "gold"
PASSAGE, CONTENT, CUE, SPEAKER = "passage", "content", "cue", "speaker"


@dataclass(slots=True)
class Party:
    """Somebody who speaks or is spoken about. `kind` as in the register, "" where not known."""

    name: str
    kind: str = ""
    country: str = ""
    wikidata: str = ""
    id: str = ""


@dataclass(slots=True)
class Post:
    """In what capacity: a post held during [since, until), either end possibly unknown."""

    post: str
    organisation: Party | None = None
    kind: str = ""
    represents: str = ""
    since: date | None = None
    until: date | None = None
    id: str = ""


@dataclass(slots=True)
class Link:
    """What a statement does to an earlier one: number `number` of a coder's in `article`."""

    kind: str
    article: str
    coder: "Coder"
    number: int
    day: date | None = None


@dataclass(slots=True)
class Statement:
    """`relayers` from the speaker outwards; `confidence` and `reason` only of a suggestion."""

    mode: str = "direct"
    speaker: Party | None = None
    post: Post | None = None
    printed_capacity: str = ""
    target: Party | None = None
    relayers: list[Party] = field(default_factory=list)
    stance: str = ""
    certainty: str = "certain"
    links: list[Link] = field(default_factory=list)
    confidence: float | None = None
    reason: str = ""


@dataclass(slots=True)
class Place:
    """[start, end) in code points; None where a file knows only words.

    `words` is None where they may not leave; `sha256` is that of the whole words then, and "" where
    `words` are complete.
    """

    role: str
    start: int | None
    end: int | None
    words: str | None = None
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    number: int = 0


@dataclass(slots=True)
class Annotation:
    """A tagged passage, or an attribution where there is a `statement`. `tags` are short names."""

    number: int
    places: list[Place]
    tags: list[str] = field(default_factory=list)
    note: str = ""
    created_at: datetime | None = None
    statement: Statement | None = None
    id: str = ""

    def of(self, role: str) -> list[Place]:
        return [place for place in self.places if place.role == role]

    @property
    def main(self) -> list[Place]:
        """What was said; of a passage, the passage."""
        return self.of(CONTENT) if self.statement else self.places


@dataclass(slots=True)
class Coder:
    """A person by user name; or the machine with its `engine`, or the gold standard."""

    kind: str = HUMAN
    name: str = ""
    shown_name: str = ""
    engine: str = ""

    @property
    def label(self) -> str:
        """Short and unambiguous, for names of files and columns: no user name has a tilde."""
        return self.name if self.kind == HUMAN else f"~{self.kind}"

    @classmethod
    def of_label(cls, label: str) -> "Coder":
        for kind in (MACHINE, GOLD):
            if label == f"~{kind}":
                return cls(kind)
        return cls(HUMAN, label)


@dataclass(slots=True)
class Coding:
    """One coder's annotations of a text. `state` is "" where a file does not say."""

    coder: Coder
    state: str = ""
    tags: list[str] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    changed_at: datetime | None = None


@dataclass(slots=True)
class Source:
    name: str = ""
    kind: str = ""
    country: str = ""
    language: str = ""


@dataclass(slots=True)
class Document:
    """One state of an article's text with its codings. `text` is None where it may not leave.

    `paragraphs` are (kind, start, end); they partition the text. `at` says where in its file an
    imported one stands, and `mask` is the text of dots that the file has instead of one.
    """

    title: str
    text: str | None
    id: str = ""
    source: Source = field(default_factory=Source)
    rights: Rights = field(default_factory=Rights)
    byline: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    language: str = ""
    url: str = ""
    section: str = ""
    revision: int = 1
    length: int = 0
    sha256: str = ""
    paragraphs: list[tuple[str, int, int]] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    at: str = ""
    mask: str = ""
