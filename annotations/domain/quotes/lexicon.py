"""Language files read into look-up tables; docs/suggestions.md says how to extend one."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

from annotations.domain.quotes.inflection import english_forms
from annotations.domain.quotes.splitting import spaced, unspaced

_FOLDER = Path(__file__).parent / "languages"
# Word classes by the letter that tokens carry; later ones win over earlier ones.
_TAGS = {
    "verb": "V",
    "time": "Y",
    "adverb": "A",
    "preposition": "I",
    "subordinator": "S",
    "indefinite": "E",
    "determiner": "D",
    "conjunction": "C",
    "question": "W",
    "relative": "R",
    "that": "T",
    "pronoun": "P",
    "other_pronoun": "O",
    "modal": "M",
    "be": "B",
    "have": "H",
    "do": "d",
    "not": "N",
    "to": "t",
}


_GIVEN_NAMES = _FOLDER.parent / "given_names.toml"
_GIVEN = ("place", "female_name", "male_name")
# What a speaker is taken for by its words, the most telling first.
_KINDS = ("unnamed", "title", "institution", "place")


@dataclass(slots=True)
class Cue:
    """What one verb form can do. `frames` gives the group by frame letter, `particles` by the
    words that must follow first ("point out"), `before` the prepositions that open its content."""

    forms: str = ""
    lemma: str = ""
    frames: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    particles: dict[str, "Cue"] = field(default_factory=dict)


@dataclass(slots=True)
class Lexicon:
    """One language, ready for look-up by lower-cased word. The comments in en.toml say what each
    list is for."""

    code: str
    settings: dict[str, str]
    tags: dict[str, str]
    splitter: re.Pattern[str]
    cues: dict[str, Cue]
    passive: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    genders: dict[str, str]
    kinds: dict[str, int]
    joining: frozenset[str]
    quantifiers: frozenset[str]
    echoing: frozenset[str]
    contrasting: frozenset[str]
    addressing: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    locating: frozenset[str]
    owners: frozenset[str]
    authoring: frozenset[str]
    given: frozenset[str]
    roles: dict[str, frozenset[str]]


_BRACES = re.compile(r"^(.*)\{(.*)\}(.*)$")


def _words(value: str) -> list[str]:
    """The words of a list; "declar{e,ed}" counts as "declare declared"."""
    found = []
    for word in value.replace("’", "'").split():
        braces = _BRACES.match(word)
        if braces:
            before, endings, after = braces.groups()
            found += [before + ending + after for ending in endings.split(",")]
        else:
            found.append(word.replace("_", " "))
    return found


def _add(target: dict[str, Cue], word: str, kind: str, lemma: str, group: dict[str, str]) -> None:
    head, _, rest = word.partition(" ")
    cue = target.setdefault(head, Cue())
    if rest:
        cue = cue.particles.setdefault(rest, Cue())
    if kind not in cue.forms:
        cue.forms += kind
    cue.lemma = cue.lemma or lemma
    for frame in group.get("frames", "").split():
        cue.frames.setdefault(frame, group["group"])
    if "before" in group:
        cue.before.setdefault(group["before"], group["group"])


def _read_cues(data: dict) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    irregular = data.get("irregular", {})
    english = data["language"].get("inflection") == "english"
    prefixes = ["", *data["language"].get("prefixes", "").split()]
    for group in data.get("verbs", []):
        for word in _words(group["words"]):
            head, _, rest = word.partition(" ")
            tail = f" {rest}" if rest else ""
            if english:
                for form, kind in english_forms(head, irregular):
                    _add(cues, form + tail, kind, word, group)
            else:
                for prefix in prefixes:
                    _add(cues, prefix + word, group.get("form", "d"), word, group)
    return cues


def _splitter(data: dict, known: Iterable[str]) -> re.Pattern[str]:
    """The pattern of one word or mark, for the way the language is written."""
    language = data["language"]
    if language.get("spaces") == "no":
        return unspaced(known)
    return spaced(language.get("elisions", "").split(), language.get("enclitics", "").split())


def _roles(
    cues: dict[str, Cue],
    nouns: dict[str, frozenset[str]],
    adjectives: dict[str, frozenset[str]],
    phrases: dict[str, tuple[tuple[str, ...], ...]],
) -> dict[str, frozenset[str]]:
    """Which rules a word can set off."""
    roles: dict[str, set[str]] = {}
    starts: tuple[tuple[str, Iterable[str]], ...] = (
        ("verb", cues),
        ("noun", chain.from_iterable(nouns.values())),
        ("mind", chain.from_iterable(adjectives.values())),
        ("source", [phrase[0] for phrase in phrases.get("source", ())]),
    )
    for role, words in starts:
        for word in words:
            roles.setdefault(word, set()).add(role)
    return {word: frozenset(found) for word, found in roles.items()}


def _tags(data: dict, cues: dict[str, Cue]) -> dict[str, str]:
    tags = dict.fromkeys(cues, "V")
    for word in _words(data["words"].get("noun_or_verb", "")):
        tags[word] = "v"
    for name, tag in _TAGS.items():
        for word in _words(data["words"].get(name, "")):
            tags[word] = tag
    return tags


def _table(data: dict, name: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(_words(value)) for key, value in data.get(name, {}).items()}


def _given_names(own: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Those of everywhere beside a language's own, which decide where they differ."""
    data = tomllib.loads(_GIVEN_NAMES.read_text(encoding="utf-8"))
    female, male = (own.get(f"{gender}_name", frozenset()) for gender in ("female", "male"))
    return {
        "female_name": female | frozenset(_words(data["female"])) - male,
        "male_name": male | frozenset(_words(data["male"])) - female,
    }


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; of a neutral one where there is no file for it."""
    path = _FOLDER / f"{code}.toml"
    if code not in known_languages():
        path = _FOLDER / "und.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    cues = _read_cues(data)
    tags = _tags(data, cues)
    names, nouns, adjectives = (_table(data, n) for n in ("names", "nouns", "adjectives"))
    names |= _given_names(names)
    phrases = {
        key: tuple(sorted((tuple(p.split()) for p in _words(value)), key=len, reverse=True))
        for key, value in data.get("phrases", {}).items()
    }

    def listed(key: str) -> frozenset[str]:
        return frozenset(_words(data["words"].get(key, "")))

    genders = dict.fromkeys(listed("he"), "m") | dict.fromkeys(listed("she"), "f")
    return Lexicon(
        code=data["language"]["code"],
        settings=data["language"],
        splitter=_splitter(data, chain(tags, *names.values())),
        tags=tags,
        cues=cues,
        passive=_table(data, "passive"),
        adjectives=adjectives,
        nouns=nouns,
        names=names,
        phrases=phrases,
        genders=genders,
        kinds={word: n for n in (3, 2, 1, 0) for word in names.get(_KINDS[n], ())},
        joining=listed("joining"),
        quantifiers=listed("quantifier"),
        echoing=listed("echoing"),
        contrasting=listed("contrasting"),
        addressing=listed("addressing"),
        articles=listed("article"),
        definite=listed("definite"),
        owners=listed("owner"),
        locating=listed("locating"),
        authoring=listed("authoring"),
        given=frozenset().union(*(names.get(key, frozenset()) for key in _GIVEN)),
        roles=_roles(cues, nouns, adjectives, phrases),
    )


@cache
def known_languages() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != "und"))
