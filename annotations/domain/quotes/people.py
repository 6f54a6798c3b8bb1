"""The people and institutions that a text names: full names, their titles and what stands beside
them, so that "she", "Berg" and "the minister" find the person."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotations.domain.quotes.affiliations import affiliation_after, affiliation_before
from annotations.domain.quotes.found import Range
from annotations.domain.quotes.tokens import Words

# "She" looks back over so many names and no more.
_MEMORY = 60
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
    known: dict[tuple[str, ...], Person] = field(default_factory=dict)
    by_last: dict[str, Person | None] = field(default_factory=dict)
    by_first: dict[str, Person | None] = field(default_factory=dict)

    def add(self, name: str, parts: tuple[str, ...]) -> Person:
        """The person of a full name, known or new. A name that two share belongs to neither."""
        person = self.known.get(parts)
        if person is None:
            person = self.known[parts] = Person(name, parts)
            for table, part in ((self.by_last, parts[-1]), (self.by_first, parts[0])):
                table[part] = None if part in table else person
        return person

    def called(self, part: str) -> Person | None:
        """The only person whose last name this is, else the only one whose first name it is."""
        return self.by_last[part] if part in self.by_last else self.by_first.get(part)

    def before(self, word: int) -> Iterator[Person]:
        """Those mentioned before a word, the nearest first, as far as memory reaches back."""
        at = bisect_left(self.mentions, word, key=lambda mention: mention.first)
        for k in range(at - 1, max(-1, at - 1 - _MEMORY), -1):
            yield self.mentions[k].person

    def of_gender(self, word: int, gender: str) -> Person | None:
        """The person of that gender mentioned last before a word, else one of unknown gender."""
        near = list(self.before(word))
        sure = (person for person in near if person.gender == gender)
        return next(sure, next((person for person in near if not person.gender), None))


def _gender(words: Words, first: int, parts: tuple[str, ...]) -> str:
    names, title = words.lexicon.names, words.low[first - 1] if first else ""
    if title == "." and first > 1:
        title = words.low[first - 2]
    for gender, key in (("f", "female"), ("m", "male")):
        if title in names.get(f"{key}_title", ()) or parts[0] in names.get(f"{key}_name", ()):
            return gender
    return ""


def strip_titles(words: Words, first: int, last: int) -> int:
    """The first word of the name itself: past "Foreign Minister", "Dr." and "Kremlin"."""
    low, names = words.low, words.lexicon.names
    titles = names.get("title", frozenset())
    institutions = names.get("institution", frozenset())
    k = first
    while k < last - 1 and (low[k] in titles or words.tags[k] == "~"):
        k += 1
    if k < last - 2 and low[k] in institutions and low[last - 1] not in institutions:
        return strip_titles(words, k + 1, last)
    return k


def _is_name(words: Words, first: int, last: int) -> bool:
    institutions = words.lexicon.names.get("institution", frozenset())
    places = words.lexicon.names.get("place", frozenset())
    low = words.low[first:last]
    return not any(part in institutions for part in low) and low[-1] not in places


def read_people(words: Words) -> People:
    """Everybody with a name of two words or more, and every later mention by one of them."""
    people = People()
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
        person = people.add(" ".join(name.split()), parts)
        person.gender = person.gender or _gender(words, first, parts)
        before = affiliation_before(words, match.start(), first)
        after = affiliation_after(words, last)
        person.affiliation = person.affiliation or after or before
        for role in f"{before} {after}".lower().split():
            if role in words.lexicon.names.get("title", ()):
                person.roles.add(role)
    for first, last in runs:
        known = people.known.get(tuple(w for w in words.low[first:last] if w[0].isalpha()))
        mentioned = known or people.called(words.low[last - 1])
        if mentioned:
            people.mentions.append(Mention(first, last, mentioned))
            mentioned.gender = mentioned.gender or _gender(words, first, ("",))
    return people
