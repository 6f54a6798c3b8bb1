"""Which words with capitals are the name of a person, and where in them it begins."""

from annotations.domain.quotes.tokens import Words

_GENDERS = ("female", "male")
_RANKS = ("rank", "form_of_address", "regnal")
_THINGS = ("institution", "collective", "place", "title", "unnamed")
# The longest name, in words and marks.
_LONGEST = 5


def parts_of(words: Words, first: int, last: int) -> tuple[str, ...]:
    """The words [first, last) of a name in small letters, without marks: what a person is known
    by."""
    return tuple(word for word in words.low[first:last] if word[0].isalpha())


def strip_titles(words: Words, first: int, last: int) -> int:
    """The first word of the name itself: past "Foreign Minister", "Dr.", "Kremlin" and "Valmere
    Finance Minister"."""
    low, names = words.low, words.lexicon.names
    titles = names.get("title", frozenset())
    institutions = names.get("institution", frozenset())
    latest = next((at for at in range(last - 3, first, -1) if low[at] in titles), first)
    k = first
    while True:
        if k < latest and not _is_given(words, k):
            k = latest
        while k < last - 1 and (low[k] in titles or words.tags[k] == "~"):
            k += 1
        if k >= last - 2 or low[k] not in institutions or low[last - 1] in institutions:
            return k
        k += 1


def is_collective(words: Words, first: int, last: int) -> bool:
    """ "Human Rights Watch", "the Red Cross": known by the last word, or by the article that no
    person's name has, unless it begins with somebody's first name."""
    low, names = words.low, words.lexicon.names
    if _is_given(words, first):
        return False
    english = words.lexicon.settings.get("inflection") == "english"
    article = english and first > 0 and low[first - 1] in words.lexicon.articles
    return article or low[last - 1] in names.get("collective", ())


def is_place(words: Words, first: int, last: int) -> bool:
    """ "South Asia", "Port Ilva": known by the word it begins with."""
    return last - first > 1 and words.low[first] in words.lexicon.names.get("place_head", ())


def is_located(words: Words, first: int, last: int) -> bool:
    """ "in Lone Pine": where something is, unless it begins with somebody's first name."""
    before = words.low[first - 1] if first else ""
    return before in words.lexicon.locating and not _is_given(words, first)


def is_full_name(words: Words, first: int, last: int) -> bool:
    """Two words or more on one line, of which none says that they are no person's."""
    names, low = words.lexicon.names, words.low[first:last]
    if not 2 <= last - first <= _LONGEST or len(parts_of(words, first, last)) < 2:
        return False
    listed = any(part in names.get("institution", ()) for part in low)
    listed = listed or any(low[-1] in names.get(key, ()) for key in ("place", "unnamed"))
    if listed or is_collective(words, first, last):
        return False
    if _is_office(words, last - 1) and not _is_given(words, first):
        return False
    if any(word[-1] in "’'" for word in low[:-1]) or _is_cried(words, first, last):
        return False
    return not is_place(words, first, last) and not any(
        "\n" in words.text[words.ends[k] : words.starts[k + 1]] for k in range(first, last - 1)
    )


def _is_office(words: Words, word: int) -> bool:
    """ "Envoy", and not "King", which are names as well."""
    names = words.lexicon.names
    is_rank = any(words.low[word] in names.get(key, ()) for key in _RANKS)
    return words.low[word] in names.get("title", ()) and not is_rank


def _is_cried(words: Words, first: int, last: int) -> bool:
    """Four words or more in capitals, as headings and datelines have them."""
    return last - first > 3 and words.words(first, last).isupper()


def is_ranked(words: Words, first: int, last: int) -> bool:
    """ "President Orso": one word behind a title that only people have."""
    names = words.lexicon.names
    if last - first != 1 or not first or words.lexicon.settings.get("capitals") == "no":
        return False
    is_dotted = words.tags[first - 1] == "~" and first > 1
    title, word = words.low[first - 2 if is_dotted else first - 1], words.low[first]
    if not word[0].isalpha() or not any(title in names.get(key, ()) for key in _RANKS):
        return False
    if _is_given(words, first) and title not in names.get("regnal", ()):
        return False
    return not any(word in names.get(key, ()) for key in _THINGS)


def _is_given(words: Words, word: int) -> bool:
    names = words.lexicon.names
    return any(words.low[word] in names.get(f"{gender}_name", ()) for gender in _GENDERS)
