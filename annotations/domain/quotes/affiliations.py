"""What a person is, from the words beside the name: "Foreign Minister", ", a lawyer in Oslo,"."""

from annotations.domain.quotes.tokens import Words

_LONGEST = 16


def affiliation_before(words: Words, run: int, name: int) -> str:
    """ "Foreign Minister" in "Foreign Minister Anna Berg"; `run` is where the capitals begin."""
    tags, low = words.tags, words.low
    titles = words.lexicon.names.get("title", frozenset())
    forms = words.lexicon.names.get("form_of_address", frozenset())
    first = run
    if low[name - 1 : name] and (name > run or low[name - 1] in titles):
        while first > 0 and tags[first - 1] in "nXvk" and name - first < 7:
            first -= 1
        while first < name and (low[first] in forms or tags[first] == "~"):
            first += 1
        if any(low[k] in titles for k in range(first, name)):
            return " ".join(words.words(first, name).split())
    return ""


def affiliation_after(words: Words, last: int) -> str:
    """ "professor of law" in "Anna Berg, a professor of law, said"; `last` ends the name."""
    tags, low = words.masked, words.low
    if last + 1 >= len(tags):
        return ""
    if low[last] in words.lexicon.joining and low[last] in ("of", "from", "at", "de", "von", "van"):
        return _belonging(words, last + 1)
    if tags[last] != ",":
        return ""
    first = last + 1
    if tags[first] == "k" and first + 1 < len(tags) and tags[first + 1] == ",":
        first += 2
    if first < len(tags) and tags[first] == "R":
        first += 1
        if first >= len(tags) or tags[first] != "B":
            return ""
        first += 1
    if first >= len(tags) or tags[first] not in "DnXevg":
        return ""
    stop = first
    while stop < len(tags) and tags[stop] in "DnXveIpYkAgC~" and stop - first < _LONGEST:
        stop += 1
    closed = stop < len(tags) and tags[stop] in ",.;->)"
    titles = words.lexicon.names.get("title", frozenset())
    described = any(low[k] in titles for k in range(first, stop)) or (
        tags[first] != "X" and words.lexicon.settings.get("inflection") == "english"
    )
    if not closed or not described or tags[first] in "eg" or tags[stop - 1] in "IDC":
        return ""
    if any(tags[k] == "v" and tags[k - 1] in "X" for k in range(first + 1, stop)):
        return ""
    while first < stop and low[first] in words.lexicon.articles:
        first += 1
    return " ".join(words.words(first, stop).split())


def _belonging(words: Words, first: int) -> str:
    """ "Ministry of Trade" in "Anna Berg of the Ministry of Trade said"; `first` follows "of"."""
    tags, low = words.masked, words.low
    if first < len(tags) and tags[first] == "D":
        first += 1
    stop = first
    while stop < len(tags) and stop - first < _LONGEST:
        joined = low[stop] == "of" and stop > first and tags[stop + 1 : stop + 2] == "X"
        if tags[stop] not in "Xn" and not joined:
            break
        stop += 1
    institutions = words.lexicon.names.get("institution", frozenset())
    named = "X" in tags[first:stop] or any(low[k] in institutions for k in range(first, stop))
    return " ".join(words.words(first, stop).split()) if named else ""
