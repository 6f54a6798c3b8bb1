"""The people and institutions that a text names: full names, their titles and what stands beside
them, so that "she", "Berg" and "the minister" find the person."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from annotations.domain.quotes.affiliations import affiliation_after, affiliation_before
from annotations.domain.quotes.found import Range
from annotations.domain.quotes.person_names import (
    is_full_name,
    is_located,
    is_ranked,
    parts_of,
    strip_titles,
)
from annotations.domain.quotes.tokens import Words

# "She" looks back over so many names and no more.
_MEMORY = 60
_VERB = re.compile(r"[VBHMdq]")
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
    """A name at words [first, last), titles left out, and where its sentence begins. `leads`: no
    verb stands before it there, so that it is likely the subject."""

    first: int
    last: int
    person: Person
    sentence: int
    leads: bool


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

    def is_new(self, part: str) -> bool:
        """Whether no name in full has it first or last."""
        return part not in self.by_last and part not in self.by_first

    def _near(self, word: int) -> Iterator[Mention]:
        """Mentions before a word, the nearest first, as far as memory reaches back."""
        at = bisect_left(self.mentions, word, key=lambda mention: mention.first)
        for k in range(at - 1, max(-1, at - 1 - _MEMORY), -1):
            yield self.mentions[k]

    def before(self, word: int) -> Iterator[Person]:
        """Those mentioned before a word, the nearest first."""
        return (mention.person for mention in self._near(word))

    def of_gender(self, word: int, gender: str) -> Person | None:
        """The person of that gender mentioned last before a word, else one of unknown gender; of
        several in one sentence its subject, or whoever comes first."""
        near = list(self._near(word))
        for known in (gender, ""):
            fitting = [mention for mention in near if mention.person.gender == known]
            if fitting:
                together = [one for one in fitting if one.sentence == fitting[0].sentence]
                return next((one for one in together if one.leads), together[-1]).person
        return None

    def subject_since(self, begin: int, word: int, genders: Collection[str]) -> Person | None:
        """The last subject of one of the `genders` in the words [begin, word)."""
        for mention in self._near(word):
            if mention.first < begin:
                return None
            if mention.leads and mention.person.gender in genders:
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


def read_people(words: Words) -> People:
    """Everybody with a name of two words or more or with a title, and every later mention by a part
    of the name."""
    people = People()
    runs = [_run(words, *match.span()) for match in _RUN.finditer(words.tags)]
    places = {parts_of(words, *name) for _run, name in runs if is_located(words, *name)}
    named = [
        (run, name)
        for run, name in runs
        if words.paragraph_of(name[0]) not in words.headline
        and parts_of(words, *name) not in places
    ]
    for run, name in named:
        if is_full_name(words, *name):
            _introduce(words, people, run, name)
    for run, name in named:
        # Who is named in full nowhere.
        if is_ranked(words, *name) and people.is_new(words.low[name[0]]):
            _introduce(words, people, run, name)
    for _run_at, (first, last) in runs:
        mentioned = people.known.get(parts_of(words, first, last))
        mentioned = mentioned or people.called(words.low[last - 1])
        if mentioned:
            sentence = words.sentence_of(first)[0]
            leads = not _VERB.search(words.masked, sentence, first + 1)
            leads = leads and words.tags[last : last + 1] != "p"
            people.mentions.append(Mention(first, last, mentioned, sentence, leads))
            mentioned.gender = mentioned.gender or _gender(words, first, ("",))
    return people


def _run(words: Words, first: int, last: int) -> tuple[Range, Range]:
    """A run of capitals from its last possessive on, and the name in it."""
    owner = words.tags.rfind("p", first, last)
    begun = max(first, owner + 1)
    return (begun, last), (strip_titles(words, begun, last), last)


def _introduce(words: Words, people: People, run: Range, name: Range) -> None:
    first, last = name
    parts = parts_of(words, first, last)
    person = people.add(" ".join(words.words(first, last).split()), parts)
    person.gender = person.gender or _gender(words, first, parts)
    before = affiliation_before(words, run[0], first)
    after = affiliation_after(words, last)
    person.affiliation = person.affiliation or after or before
    for role in f"{before} {after}".lower().split():
        if role in words.lexicon.names.get("title", ()):
            person.roles.add(role)
