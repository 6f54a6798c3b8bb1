"""Annotated texts that never were in a database, and what a format has to keep of them."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from annotations.domain.coded import (
    Annotation,
    Coder,
    Coding,
    Document,
    Party,
    Place,
    Post,
    Source,
    Statement,
)
from annotations.domain.coded.as_json import statement_written
from annotations.domain.coded.records import CONTENT, CUE, PASSAGE, SPEAKER

KEY = "01a22400-0000-7000-8000-{:012d}"
# One letter and several, joined and not, from right to left and from above: and what formats mean
# something by.
LETTERS = "aZé ßя中日عש<>&\"'=;,\t“”’…\n\U0001f4a9\U0001f1e6e\u0301\u200f\u0e33"
NOTES = ("", "A note.", "\tA tab,\nand  lines \n", "Ünklar, sagt “er” & <sie>", "ملاحظة")
TAGS = ("appeal", "threat", "مسار")
AT = datetime(2026, 3, 4, 10, tzinfo=UTC)


class Paper:
    """What exporters take, without a project behind it."""

    def __init__(self, *documents: Document) -> None:
        self.documents = documents
        self.counts: Counter[str] = Counter()
        self.at = AT

    def __iter__(self):
        for document in self.documents:
            self.counts["articles"] += 1
            yield document

    def head(self, name: str, version: int) -> dict[str, Any]:
        project = {"id": KEY.format(1), "name": "Talks"}
        return {"format": name, "version": version, "project": project, "filter": {}}


def document(text: str, *annotations: Annotation, number: int = 1, **facts) -> Document:
    coding = Coding(Coder(name="ada", shown_name="Ada Fen"), "done", [], list(annotations))
    made = Document("A title", text, KEY.format(number), Source("Herald"), language="en")
    made.length = len(text)
    made.codings = [coding]
    made.url = facts.pop("url", "")
    made.paragraphs = lines(text)
    return made


def lines(text: str) -> list[tuple[str, int, int]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True) if "\n" in text else [text]:
        found.append(("paragraph", start, start + len(line)))
        start += len(line)
    return found if start == len(text) else [("paragraph", 0, len(text))]


def place(text: str, start: int, end: int, role: str = PASSAGE) -> Place:
    return Place(
        role, start, end, text[start:end], text[max(0, start - 8) : start], text[end : end + 8]
    )


@st.composite
def documents(draw) -> Document:
    text = draw(st.text(LETTERS, min_size=8, max_size=60).filter(lambda one: one.strip()))
    solid = [at for at, letter in enumerate(text) if not letter.isspace()]
    ranges = st.tuples(st.sampled_from(solid), st.sampled_from(solid)).map(
        lambda pair: (min(pair), max(pair) + 1)
    )
    made: list[Annotation] = []
    number = 1
    for start, end in draw(st.lists(ranges, max_size=3, unique=True)):
        tags = draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))
        note = draw(st.sampled_from(NOTES))
        made.append(Annotation(number, [place(text, start, end)], tags, note, AT))
        number += 1
    for _at in range(draw(st.integers(0, 2))):
        content = sorted(draw(st.lists(ranges, min_size=1, max_size=3, unique=True)))
        places = [place(text, *one, CONTENT) for one in content]
        for role in draw(st.lists(st.sampled_from([CUE, SPEAKER]), unique=True)):
            places.append(place(text, *draw(ranges), role))
        tags = draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))
        note = draw(st.sampled_from(NOTES))
        said = draw(statements())
        made.append(Annotation(number, places, tags, note, AT, said))
        number += 1
    for one in made:
        one.id = KEY.format(100 + one.number)
        for at, each in enumerate(one.places):
            each.number = one.number if one.statement is None else 50 + 10 * one.number + at
    return document(text, *made)


def statements() -> st.SearchStrategy[Statement]:
    parties = st.sampled_from(
        [
            None,
            Party("Ada Quill", "person", "FR", "Q42"),
            Party("وزارة الخارجية", "organisation"),
            Party("Li Wen", "person", id=KEY.format(7)),
        ]
    )
    posts = st.sampled_from(
        [None, Post("Minister", Party("Ministry", "organisation"), "government")]
    )
    return st.builds(
        Statement,
        mode=st.sampled_from(["direct", "indirect", "mixed", "scare"]),
        speaker=parties,
        post=posts,
        printed_capacity=st.sampled_from(["", "the former envoy"]),
        target=parties,
        relayers=st.sampled_from([[], [Party("Herald")], [Party("Herald"), Party("Agency")]]),
        stance=st.sampled_from(["", "critical", "endorse"]),
        certainty=st.sampled_from(["certain", "possible"]),
    )


def kept(found: Document) -> list[Any]:
    """What stands where, and what is said of it; in no order."""
    rows = []
    for coding in found.codings:
        for one in coding.annotations:
            places = sorted((p.role, p.start, p.end, p.words) for p in one.places)
            said = one.statement
            rows.append(
                (places, sorted(one.tags), one.note, statement_written(said) if said else None)
            )
    return sorted(rows, key=str)
