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

    def subject_since(self, begin: int, word: int, gender: str) -> Person | None:
        """The last subject of that gender in the words [begin, word)."""
        for mention in self._near(word):
            if mention.first < begin:
                return None
            if mention.leads and mention.person.gender == gender:
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


def is_collective(words: Words, first: int, last: int) -> bool:
    """ "Human Rights Watch", "the Red Cross": known by the last word, or by the article that no
    person's name has, unless it begins with somebody's first name."""
    low, names = words.low, words.lexicon.names
    if low[first] in names.get("female_name", ()) or low[first] in names.get("male_name", ()):
        return False
    english = words.lexicon.settings.get("inflection") == "english"
    article = english and first > 0 and low[first - 1] in words.lexicon.articles
    return article or low[last - 1] in names.get("collective", ())


def _is_name(words: Words, first: int, last: int) -> bool:
    institutions = words.lexicon.names.get("institution", frozenset())
    places = words.lexicon.names.get("place", frozenset())
    low = words.low[first:last]
    listed = any(part in institutions for part in low) or low[-1] in places
    return not listed and not is_collective(words, first, last)


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
            sentence = words.sentence_of(first)[0]
            leads = not any(tag in "VBHMdq" for tag in words.masked[sentence : first + 1])
            leads = leads and words.tags[last : last + 1] != "p"
            people.mentions.append(Mention(first, last, mentioned, sentence, leads))
            mentioned.gender = mentioned.gender or _gender(words, first, ("",))
    return people
