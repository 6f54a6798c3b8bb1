"""What stands in annotations/demo/: the study, and for each article its words and annotations."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "demo"
STUDY = FOLDER / "study.toml"


@dataclass(frozen=True)
class Words:
    """Words of the text; `after` is what stands before them where they occur more than once."""

    words: str
    after: str = ""


@dataclass(frozen=True)
class DemoAttribution:
    """An attribution by its words and by names; `by` are the user names of those who made it.

    Cue and mention are the nearest such words to the content, if nothing says after what. `links`
    are what it does to an earlier statement of the article, by how that one's content begins.
    """

    by: list[str]
    content: list[Words]
    speaker: str
    mode: str
    cue: Words | None = None
    mention: Words | None = None
    post: str = ""
    target: str = ""
    relayer: str = ""
    stance: str = ""
    certainty: str = "certain"
    tags: list[str] = field(default_factory=list)
    note: str = ""
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoPassage:
    by: list[str]
    words: Words
    tags: list[str]
    note: str = ""


@dataclass(frozen=True)
class DemoArticle:
    """`data` are the bytes of the file, as somebody might upload it."""

    filename: str
    data: bytes
    source: str
    published_on: date
    language: str
    byline: str = ""
    done_by: list[str] = field(default_factory=list)
    attributions: list[DemoAttribution] = field(default_factory=list)
    passages: list[DemoPassage] = field(default_factory=list)


def read_study() -> dict[str, Any]:
    """`project`, and lists of `users`, `sources` and `actors`, as study.toml has them."""
    return tomllib.loads(STUDY.read_text("utf-8"))


def read_articles() -> list[DemoArticle]:
    """In the order of their file names."""
    return [_article(path) for path in sorted(FOLDER.glob("*.toml")) if path != STUDY]


def _article(path: Path) -> DemoArticle:
    facts = tomllib.loads(path.read_text("utf-8"))
    text = path.with_suffix(".md")
    attributions = [_attribution(one) for one in facts.pop("attributions", [])]
    passages = [
        DemoPassage(**one | {"words": _words(one["words"])}) for one in facts.pop("passages", [])
    ]
    return DemoArticle(
        filename=text.name,
        data=text.read_bytes(),
        attributions=attributions,
        passages=passages,
        **facts,
    )


def _attribution(facts: dict[str, Any]) -> DemoAttribution:
    for name in ("cue", "mention"):
        facts[name] = _words(facts[name]) if facts.get(name) else None
    facts["content"] = [_words(words) for words in facts["content"]]
    return DemoAttribution(**facts)


def _words(given: str | dict[str, str]) -> Words:
    return Words(given) if isinstance(given, str) else Words(**given)
