"""From the words that name a speaker to the person, institution or nobody in particular."""

from dataclasses import dataclass

from annotations.domain.quotes.affiliations import affiliation_after, affiliation_before
from annotations.domain.quotes.found import Range
from annotations.domain.quotes.people import People, Person, is_collective, strip_titles
from annotations.domain.quotes.subjects import phrase_before
from annotations.domain.quotes.tokens import Words

_PERSON, _ORGANISATION, _COUNTRY, _UNNAMED = "person", "organisation", "country", "unnamed"


@dataclass(slots=True)
class Resolved:
    """Who is meant: `kind` is "person", "organisation", "country", "unnamed" or ""."""

    name: str = ""
    affiliation: str = ""
    kind: str = ""
    person: Person | None = None
    how: str = ""
    at: int = 0
    """The word where this was found out."""


def _of(person: Person, how: str) -> Resolved:
    return Resolved(person.name, person.affiliation, _PERSON, person, how)


def _names_in(words: Words, first: int, last: int) -> Range | None:
    """The first run of capitals in the mention that is a name, titles left out."""
    k = first
    while k < last:
        if words.tags[k] == "X":
            stop = k
            while stop < last and words.tags[stop] in "X~":
                stop += 1
            # "Министр обороны Анна Бергова": the first capital is no name.
            title = words.low[k] in words.lexicon.names.get("title", ()) and stop - k == 1
            if not title or "X" not in words.tags[stop:last]:
                return strip_titles(words, k, stop), stop
            k = stop
        k += 1
    return None


def _is_post(words: Words, first: int, last: int) -> bool:
    """ "a spokeswoman of the Kremlin": a post at an institution, not the institution itself."""
    low, names = words.low, words.lexicon.names
    for k in range(first, last - 1):
        if low[k] in names.get("title", ()) or low[k] in names.get("unnamed", ()):
            return words.tags[k + 1] in "ID"
        if words.tags[k] not in "DnA":
            return False
    return False


def _is_owned(words: Words, first: int, last: int) -> bool:
    """ "Norway’s minister": something of somebody, named by common words."""
    return "p" in words.tags[first:last] and words.tags[last - 1] == "n"


def _named_behind(words: Words, people: People, first: int, last: int) -> Resolved | None:
    """ "a spokeswoman of the ministry, Anna Berg": the name follows what she is.

    So it does in "Norway’s minister, Anna Berg".
    """
    tags = words.tags
    if tags[first] != "D" and not _is_owned(words, first, last):
        return None
    if tags[last : last + 1] != "," or tags[last + 1 : last + 3] != "XX":
        return None
    stop = last + 1
    while stop < len(tags) and tags[stop] in "X~":
        stop += 1
    parts = tuple(word for word in words.low[last + 1 : stop] if word[0].isalpha())
    person = people.known.get(parts)
    return Resolved(person.name, _plain(words, first, last), _PERSON, person) if person else None


def resolve(words: Words, people: People, mention: Range, latest: Resolved | None) -> Resolved:
    """Who a mention at words [first, last) means; `latest` is who spoke before."""
    first, last = mention
    low, tags, names = words.low, words.tags, words.lexicon.names
    gender = words.lexicon.genders.get(low[first], "")
    if last - first == 1 and gender:
        if latest and latest.person and latest.person.gender in ("", gender):
            if newer := people.subject_since(latest.at, first, gender):
                return _of(newer, "pronoun")
            return Resolved(latest.name, latest.affiliation, _PERSON, latest.person, "pronoun")
        person = people.of_gender(first, gender)
        return _of(person, "pronoun") if person else Resolved()
    if tags[first] == "R" and last - first == 1:
        end = first - 1 if first and tags[first - 1] == "," else first
        antecedent = phrase_before(words, end, max(0, end - 14))
        if antecedent is None or tags[antecedent[0]] in "RT":
            return Resolved()
        return resolve(words, people, antecedent, latest)
    if tags[first] in "PT" or (last - first == 1 and low[first] in "qa"):
        return Resolved()
    if words.lexicon.settings.get("capitals") == "no":
        return _uncased(words, first, last)
    post = _is_post(words, first, last)
    if _is_owned(words, first, last) and (one := _named_behind(words, people, first, last)):
        return one
    named = None if post else _names_in(words, first, last)
    if named:
        return _named(words, people, mention, named)
    if behind := _named_behind(words, people, first, last):
        return behind
    head = next((low[k] for k in range(first, last) if low[k] in names.get("unnamed", ())), "")
    role = next((low[k] for k in range(first, last) if low[k] in names.get("title", ())), "")
    if role and low[first] in words.lexicon.definite:
        holder = next((one for one in people.before(first) if role in one.roles), None)
        if holder:
            return _of(holder, "role")
    if any(low[k] in names.get("institution", ()) for k in range(first, last)) and not post:
        return Resolved(_plain(words, first, last), "", _ORGANISATION)
    return Resolved("", "", _UNNAMED if head or role else "")


def _plain(words: Words, first: int, last: int) -> str:
    while first < last - 1 and words.low[first] in words.lexicon.articles:
        first += 1
    return " ".join(words.words(first, last).split())


def _named(words: Words, people: People, mention: Range, named: Range) -> Resolved:
    low, names = words.low, words.lexicon.names
    first, last = named
    whole = [low[k] for k in range(first, last) if low[k][0].isalpha()]
    unnamed = next((k for k in range(*mention) if low[k] in names.get("unnamed", ())), None)
    if whole:
        known = people.known.get(tuple(whole))
        if known:
            return _of(known, "name")
    institution = any(low[k] in names.get("institution", ()) for k in range(*mention))
    if institution and (one := _member(words, mention, named)):
        return one
    if (
        unnamed is not None
        and low[mention[0]] in words.lexicon.articles | words.lexicon.quantifiers
    ):
        return Resolved("", "", _UNNAMED)
    if not institution and whole and (person := people.called(whole[-1])):
        return _of(person, "surname")
    if not institution and unnamed is not None and unnamed >= last:
        return Resolved("", "", _UNNAMED)
    if whole and whole[-1] in names.get("place", ()) and last - first <= 2:
        return Resolved(_plain(words, first, last), "", _COUNTRY, None, "place")
    collective = institution or (whole and is_collective(words, first, last))
    if collective or low[mention[0]] in words.lexicon.articles:
        return Resolved(_plain(words, *mention), "", _ORGANISATION)
    title = affiliation_before(words, first, first)
    return Resolved(words.words(first, last), title, _PERSON if last - first > 1 else "")


def _member(words: Words, mention: Range, named: Range) -> Resolved | None:
    """ "Anna Berg of the Harbour Institute": somebody there, not the institute itself."""
    low, names = words.low, words.lexicon.names
    first, last = named
    others = names.get("institution", frozenset()) | names.get("place", frozenset())
    if low[mention[0]] in words.lexicon.articles or last - first < 2 or last >= mention[1]:
        return None
    if any(low[k] in others for k in range(first, last)):
        return None
    post = affiliation_after(words, last)
    return Resolved(words.words(first, last), post, _PERSON) if post else None


def _uncased(words: Words, first: int, last: int) -> Resolved:
    """Without capitals a name is what is left after the title: "وزير الخارجية سالم نور"."""
    low, names = words.low, words.lexicon.names
    titles = [k for k in range(first, last) if low[k] in names.get("title", ())]
    forms = names.get("form_of_address", frozenset())
    begin = titles[-1] + 1 if titles else first
    prefix = words.lexicon.settings.get("definite_prefix", "")
    while titles and prefix and begin < last and low[begin].startswith(prefix):
        begin += 1
    if titles and begin < last:
        title = "" if low[titles[-1]] in forms else words.words(first, begin)
        return Resolved(words.words(begin, last), title, _PERSON)
    if any(low[k] in names.get("unnamed", ()) for k in range(first, last)) or titles:
        return Resolved("", "", _UNNAMED)
    if any(low[k] in names.get("institution", ()) for k in range(first, last)):
        return Resolved(words.words(first, last), "", _ORGANISATION)
    place = last - first == 1 and low[first] in names.get("place", ())
    return Resolved(words.words(first, last), "", _COUNTRY if place else _PERSON)
