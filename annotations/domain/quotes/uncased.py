"""Who is meant in languages that write names without capitals."""

from annotations.domain.quotes.found import Range
from annotations.domain.quotes.resolved import COUNTRY, ORGANISATION, PERSON, UNNAMED, Resolved
from annotations.domain.quotes.tokens import Words

# A name is looked for over so many words, so that all work stays linear.
_BACK = 1_000


def uncased(words: Words, first: int, last: int) -> Resolved:
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
        return Resolved(words.words(begin, last), title, PERSON)
    if any(low[k] in names.get("unnamed", ()) for k in range(first, last)) or titles:
        return Resolved("", "", UNNAMED)
    if any(low[k] in names.get("institution", ()) for k in range(first, last)):
        return Resolved(words.words(first, last), "", ORGANISATION)
    if last - first == 1 and low[first] in names.get("place", ()):
        return Resolved(words.words(first, last), "", COUNTRY)
    last = next((k for k in range(first + 1, last) if words.tags[k] == "I"), last)
    begin, end = _introduced(words, first) if last - first == 1 else (first, last)
    return Resolved(words.words(begin, end), "", PERSON)


def _introduced(words: Words, word: int) -> Range:
    """Where a surname stands for the first time behind a given name, in apposition or as the
    subject of a verb: "المبعوثة الخاصة، هنا سولر،" and "قالت هنا سولر،"."""
    low, tags, titles = words.low, words.tags, words.lexicon.names.get("title", ())
    at = low.index(low[word], max(0, word - _BACK), word + 1)
    given = at - 1
    if given < 1 or tags[given] != "n" or tags[at] != "n":
        return word, word + 1
    before, after = given - 1, tags[at + 1 : at + 2]
    is_led = tags[before] in ",V" or low[before] in titles or _is_titled(words, before)
    return (given, at + 1) if is_led and after in (",", "R", "V") else (word, word + 1)


def _is_titled(words: Words, word: int) -> bool:
    """ "السفير المتقاعد": a title and what kind of one."""
    return word > 0 and words.low[word - 1] in words.lexicon.names.get("title", ())
