"""From the words that name a speaker to the person, institution or nobody in particular."""

from collections.abc import Iterator

from annotations.domain.quotes.affiliations import affiliation_after, affiliation_before
from annotations.domain.quotes.found import Range
from annotations.domain.quotes.people import People, Person
from annotations.domain.quotes.person_names import is_collective, is_place, parts_of, strip_titles
from annotations.domain.quotes.resolved import COUNTRY, ORGANISATION, PERSON, UNNAMED, Resolved
from annotations.domain.quotes.subjects import phrase_before
from annotations.domain.quotes.tokens import Words
from annotations.domain.quotes.uncased import uncased


def _of(person: Person, how: str) -> Resolved:
    return Resolved(person.name, person.affiliation, PERSON, person, how)


def _names_in(words: Words, people: People, first: int, last: int) -> Range | None:
    """The name in the mention, titles left out: of several before a comma, "and" or a preposition
    the last one that is somebody's, else the first."""
    found = list(_runs_in(words, first, last))
    somebody = [one for one in found if _is_somebody(words, people, one, last)]
    for closing in ("I,C", "I,"):
        closed = next((k for k in range(first, last) if words.tags[k] in closing), last)
        before = [one for one in somebody if one[1] <= closed]
        if before:
            return before[-1]
    return found[0] if found else None


def _is_somebody(words: Words, people: People, named: Range, last: int) -> bool:
    """Whether it is a person's who is named in the text, and does not say whose the rest is, as in
    "Berg’s deputy" and "Berg supporters"."""
    if named[1] < last and words.tags[named[1]] in "pn":
        return False
    parts = parts_of(words, *named)
    return parts in people.known or (len(parts) == 1 and people.called(parts[0]) is not None)


def _runs_in(words: Words, first: int, last: int) -> Iterator[Range]:
    k = first
    while k < last:
        if words.tags[k] == "X":
            stop = k
            while stop < last and words.tags[stop] in "X~":
                stop += 1
            # "Министр обороны Анна Бергова": the first capital is no name.
            title = words.low[k] in words.lexicon.names.get("title", ()) and stop - k == 1
            if not title or "X" not in words.tags[stop:last]:
                yield strip_titles(words, k, stop), stop
            k = stop
        k += 1


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
    person = people.known.get(parts_of(words, strip_titles(words, last + 1, stop), stop))
    if person is None:
        return None
    post = _plain(words, first, last)
    person.affiliation = person.affiliation or post
    return Resolved(person.name, post, PERSON, person)


def resolve(words: Words, people: People, mention: Range, latest: Resolved | None) -> Resolved:
    """Who a mention at words [first, last) means; `latest` is who spoke before."""
    first, last = mention
    low, tags, names = words.low, words.tags, words.lexicon.names
    gender = words.lexicon.genders.get(low[first], "")
    if last - first == 1 and gender:
        if latest and latest.person and latest.person.gender in ("", gender):
            # Whoever spoke is given up for somebody of whom as much is known only.
            as_likely = (gender,) if latest.person.gender else (gender, "")
            if newer := people.subject_since(latest.at, first, as_likely):
                return _of(newer, "pronoun")
            return Resolved(latest.name, latest.affiliation, PERSON, latest.person, "pronoun")
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
        return uncased(words, first, last)
    if holder := _holder(words, people, mention):
        return _of(holder, "role")
    post = _is_post(words, first, last)
    if _is_owned(words, first, last) and (one := _named_behind(words, people, first, last)):
        return one
    named = None if post else _names_in(words, people, first, last)
    if named:
        return _named(words, people, mention, named)
    if behind := _named_behind(words, people, first, last):
        return behind
    head = next((low[k] for k in range(first, last) if low[k] in names.get("unnamed", ())), "")
    role = next((low[k] for k in range(first, last) if low[k] in names.get("title", ())), "")
    if any(low[k] in names.get("institution", ()) for k in range(first, last)) and not post:
        return Resolved(_plain(words, first, last), "", ORGANISATION)
    return Resolved("", "", UNNAMED if head or role else "")


def _holder(words: Words, people: People, mention: Range) -> Person | None:
    """ "The minister", "the Valmere envoy": who was introduced with all of that."""
    first, last = mention
    low, titles = words.low, words.lexicon.names.get("title", ())
    if low[first] not in words.lexicon.definite or low[last - 1] not in titles:
        return None
    roles = {word for word in low[first:last] if word in titles}
    places = [low[k] for k in range(first, last) if words.tags[k] == "X" and low[k] not in titles]
    return next(
        (
            one
            for one in people.before(first)
            if roles <= one.roles and all(word in one.affiliation.lower() for word in places)
        ),
        None,
    )


def _plain(words: Words, first: int, last: int) -> str:
    while first < last - 1 and words.low[first] in words.lexicon.articles:
        first += 1
    return " ".join(words.words(first, last).split())


def _named(words: Words, people: People, mention: Range, named: Range) -> Resolved:
    low, names = words.low, words.lexicon.names
    first, last = named
    whole = parts_of(words, first, last)
    unnamed = next((k for k in range(*mention) if low[k] in names.get("unnamed", ())), None)
    institution = any(low[k] in names.get("institution", ()) for k in range(*mention))
    if whole and _is_beside(words, mention, named):
        role = any(low[k] in names.get("title", ()) for k in range(*mention))
        if not institution:
            return Resolved("", "", UNNAMED if role or unnamed is not None else "")
    elif len(whole) > 1 and (known := people.known.get(whole)):
        return _of(known, "name")
    if institution and (one := _member(words, people, mention, named)):
        return one
    if (
        unnamed is not None
        and low[mention[0]] in words.lexicon.articles | words.lexicon.quantifiers
    ):
        return Resolved("", "", UNNAMED)
    if not institution and whole and (person := people.called(whole[-1])):
        return _of(person, "surname")
    if not institution and unnamed is not None and unnamed >= last:
        return Resolved("", "", UNNAMED)
    if whole and not institution and _is_only_place(words, mention, named):
        return Resolved(_plain(words, *mention), "", COUNTRY, None, "place")
    if whole and whole[-1] in names.get("place", ()) and last - first <= 2:
        return Resolved(_plain(words, first, last), "", COUNTRY, None, "place")
    collective = institution or (whole and is_collective(words, first, last))
    if collective or low[mention[0]] in words.lexicon.articles:
        return Resolved(_plain(words, *mention), "", ORGANISATION)
    title = affiliation_before(words, first, first)
    return Resolved(words.words(first, last), title, PERSON if last - first > 1 else "")


def _is_only_place(words: Words, mention: Range, named: Range) -> bool:
    """ "the United States", and not "the United Nations"."""
    first, last = named
    begun = mention[0] + (words.low[mention[0]] in words.lexicon.articles)
    collective = words.low[last - 1] in words.lexicon.names.get("collective", ())
    return is_place(words, first, last) and (begun, mention[1]) == named and not collective


def _is_beside(words: Words, mention: Range, named: Range) -> bool:
    """ "the brother of Anna Berg", "Berg defenders", "Berg’s aides": whoever is meant is somebody
    else. What is hers, as "Berg’s speech", speaks for her."""
    tags, before = words.tags, words.tags[mention[0] : named[0]]
    if "I" in before and "," not in before[before.rindex("I") :]:
        return True
    behind = range(named[1], mention[1])
    somebody = ("unnamed", "title", "institution")
    is_owner = tags[named[1] : named[1] + 1] == "p" and any(
        words.low[k] in words.lexicon.names.get(key, ()) for k in behind for key in somebody
    )
    return is_owner or (bool(behind) and tags[named[1]] == "n")


def _member(words: Words, people: People, mention: Range, named: Range) -> Resolved | None:
    """ "Anna Berg of the Harbour Institute": somebody there, not the institute itself."""
    low, names = words.low, words.lexicon.names
    first, last = named
    others = names.get("institution", frozenset()) | names.get("place", frozenset())
    if low[mention[0]] in words.lexicon.articles or last >= mention[1]:
        return None
    if last - first < 2 and (low[first],) not in people.known:
        return None
    if any(low[k] in others for k in range(first, last)):
        return None
    post = affiliation_after(words, last)
    return Resolved(words.words(first, last), post, PERSON) if post else None
