"""The people and institutions that a text names: full names, their titles and what stands beside
them, so that "she", "Berg" and "the minister" find the person."""

import re
from dataclasses import dataclass, field

from annotations.domain.quotes.affiliations import affiliation_after, affiliation_before
from annotations.domain.quotes.found import Range
from annotations.domain.quotes.tokens import Words

_RUN = re.compile(r"X(?:[X~](?!~)|p(?=X))*(?<=[X~])")


@dataclass(slots=True)
class Person:
    """Somebody named in full. `mentions` are the word numbers where the name or a part of it
    starts; `gender` is "m", "f" or ""."""

    name: str
    parts: tuple[str, ...]
    gender: str = ""
    affiliation: str = ""
    roles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Mention:
    """A name at words [first, last), titles left out."""

    first: int
    last: int
    person: Person


@dataclass(slots=True)
class People:
    """All persons of a text and where each is mentioned, in reading order."""

    mentions: list[Mention] = field(default_factory=list)
    by_part: dict[str, list[Person]] = field(default_factory=dict)

    def called(self, part: str) -> Person | None:
        """The only person whose last (else first) name this is; None where two share it."""
        found = self.by_part.get(part, [])
        last = [person for person in found if person.parts[-1] == part]
        candidates = last or found
        return candidates[0] if len(candidates) == 1 else None

    def before(self, word: int, gender: str = "") -> Person | None:
        """The person mentioned last before a word, of that gender as far as it is known."""
        for mention in reversed(self.mentions):
            if mention.first < word and gender in ("", mention.person.gender):
                return mention.person
        for mention in reversed(self.mentions):
            if mention.first < word and not mention.person.gender:
                return mention.person
        return None


def _gender(words: Words, first: int, parts: tuple[str, ...]) -> str:
    names, title = words.lexicon.names, words.low[first - 1] if first else ""
    if title == "." and first > 1:
        title = words.low[first - 2]
    for gender, key in (("f", "female"), ("m", "male")):
        if title in names.get(f"{key}_title", ()) or parts[0] in names.get(f"{key}_name", ()):
            return gender
    return ""


def strip_titles(words: Words, first: int, last: int) -> int:
    """The first word of the name itself: past "Foreign Minister" and "Dr."."""
    titles = words.lexicon.names.get("title", frozenset())
    k = first
    while k < last - 1 and (words.low[k] in titles or words.tags[k] == "~"):
        k += 1
    return k


def _is_name(words: Words, first: int, last: int) -> bool:
    institutions = words.lexicon.names.get("institution", frozenset())
    places = words.lexicon.names.get("place", frozenset())
    low = words.low[first:last]
    return not any(part in institutions for part in low) and low[-1] not in places


def read_people(words: Words) -> People:
    """Everybody with a name of two words or more, and every later mention by one of them."""
    people = People()
    known: dict[tuple[str, ...], Person] = {}
    runs: list[Range] = []
    for match in _RUN.finditer(words.tags):
        first, last = strip_titles(words, *match.span()), match.end()
        words_in = [w for w in words.low[first:last] if w[0].isalpha()]
        runs.append((first, last))
        if len(words_in) < 2 or last - first > 5 or not _is_name(words, first, last):
            continue
        if any(
            "\n" in words.text[words.ends[k] : words.starts[k + 1]] for k in range(first, last - 1)
        ):
            continue
        name, parts = words.words(first, last), tuple(words_in)
        if words.paragraph_of(first) in words.headline:
            continue
        person = known.get(parts)
        if person is None:
            person = known[parts] = Person(" ".join(name.split()), parts)
            for part in dict.fromkeys((parts[-1], parts[0])):
                people.by_part.setdefault(part, []).append(person)
        person.gender = person.gender or _gender(words, first, parts)
        before = affiliation_before(words, match.start(), first)
        after = affiliation_after(words, last)
        person.affiliation = person.affiliation or after or before
        for role in f"{before} {after}".lower().split():
            if role in words.lexicon.names.get("title", ()):
                person.roles.add(role)
    for first, last in runs:
        person = known.get(tuple(w for w in words.low[first:last] if w[0].isalpha()))
        person = person or people.called(words.low[last - 1])
        if person:
            people.mentions.append(Mention(first, last, person))
            person.gender = person.gender or _gender(words, first, ("",))
    return people
