"""What the learner sees: short strings about a word, what it may report, and who may speak."""

from annotations.domain.quotes.confidence import circumstances
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.learning.mentions import Choice
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.tokens import Words

_FINITE = frozenset("VBHMde")
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55)
_JOINS = frozenset(("and", "but", "or", ",", "while", "as", "who", "which"))
_KINDS = (("u", "unnamed"), ("t", "title"), ("i", "institution"), ("p", "place"))
# Letters of the tokens that make no difference between a speaker and a cue.
_COARSE = dict.fromkeys("XkYp~DE", "n")
_COARSE |= {"O": "P", "q": "<", ">": "<", "N": "A"} | dict.fromkeys("BHdM", "V")


def _step(number: int) -> int:
    """A length, coarser the longer it is."""
    for step in reversed(_STEPS):
        if number >= step:
            return step
    return 0


def _cue_ahead(words: Words, end: int, last: int) -> str:
    """What the next cue verb after `end` can report, if one is near."""
    cues, tags = words.lexicon.cues, words.masked
    for k in range(end, min(last, end + 7)):
        if tags[k] in "Vv" and (cue := cues.get(words.low[k])):
            frame = "q" if "q" in cue.frames else "t" if "t" in cue.frames else "o"
            return f"{frame}{tags[k]}{min(k - end, 4)}"
    return ""


def _kind(words: Words, first: int, last: int) -> str:
    """What sort of speaker a mention is, by the lists of names."""
    names, low = words.lexicon.names, words.low
    for letter, key in _KINDS:
        listed = names.get(key, ())
        for k in range(first, last):
            if low[k] in listed:
                return letter
    return ""


def lemma(words: Words, i: int) -> str:
    """The base form of a cue word that the lexicon knows, else the word."""
    cue = words.lexicon.cues.get(words.low[i])
    return cue.lemma if cue else words.low[i]


def cue_features(words: Words, i: int, first: int, last: int) -> list[str]:
    """Whether the word at `i` says that something was said or thought."""
    tags, low = words.masked, words.low
    word, tag, base = low[i], tags[i], lemma(words, i)
    before = low[i - 1] if i > first else "^"
    behind = low[i + 1] if i + 1 < last else "$"
    left = tags[i - 1] if i > first else "^"
    right = tags[i + 1 : i + 3] if i + 2 < last else tags[i + 1 : last] + "$"
    return [
        "c" + tag,
        "cw" + word,
        "cl" + base,
        f"cl{base} {tag}{right[:1]}",
        f"cn{base} {behind}",
        f"cp{before} {base}",
        f"ct{left}{tag}{right}",
        f"cr{tag}{right[:1]}",
        f"cb{left}{tag}",
        f"cx{word[:5]}",
        f"cy{word[-4:]}{tag}",
    ]


def content_features(words: Words, anchor: Anchor, content: list[Range], which: int) -> list[str]:
    """Whether this reading of the statement has the right words."""
    tags, low = words.masked, words.low
    found = anchor.found
    begin, end = content[0][0], content[-1][1]
    family = found.family
    word = anchor.word
    base = lemma(words, word)
    opening = tags[begin]
    closed = "$" if end >= anchor.last - 1 else tags[end]
    after = low[end] if end < anchor.last else "$"
    behind = tags[end : end + 2]
    inner = tags[content[-1][0] : end]
    verbs = min(3, sum([tag in _FINITE for tag in inner]))
    gap = begin - word
    apart = gap if -1 < gap < 6 else 6 if gap > 0 else -1
    ruled = "r" if anchor.ruled else "o"
    first = "=" if anchor.ruled and which == 0 else ""
    joined = after if after in _JOINS else ""
    beyond = low[end + 1] if end + 1 < anchor.last else "$"
    commas = f"eq{len(content)}{inner.count(',')}{closed}"
    return [
        "e" + ruled + first,
        f"e{first}{family}",
        f"ee{family} {closed}",
        f"ee{behind}",
        f"eb{tags[end - 1]}{closed}",
        f"ea{after}",
        f"ef{family} {after}",
        f"ev{verbs}{closed}",
        f"ev{family} {verbs}",
        f"el{_step(end - begin)}{closed}",
        commas if anchor.ruled else f"eg{apart}{opening}",
        f"eo{base} {opening}{'<' if gap < 0 else ''}",
        f"eo{base} {low[begin]}",
        f"er{_step(anchor.last - end)}",
        f"ec{base} {closed}",
        f"ex{after} {beyond}",
        f"eX{after} {tags[end + 1 : end + 4]}",
        f"ey{closed}{_cue_ahead(words, end, anchor.last)}{joined}",
        f"{first}es{opening}{family if anchor.ruled else tags[word]}",
    ]


def _between(words: Words, a: int, b: int) -> str:
    """The letters of words [a, b) without repetitions, the inner of marks and phrases left out."""
    out = ""
    for tag in words.masked[a : min(b, a + 24)]:
        tag = _COARSE.get(tag, tag)
        if tag != out[-1:]:
            out += tag
    return out[:8]


def speaker_features(
    words: Words, anchor: Anchor, content: list[Range], choice: Choice
) -> list[str]:
    """Whether this is who said it."""
    mention, ways = choice
    family = anchor.found.family
    base = lemma(words, anchor.word)
    tag = words.masked[anchor.word]
    if mention is None:
        return ["s" + ways, f"s{ways} {family}", f"s{ways} {base}", f"s{ways} {tag}"]
    tags, low = words.masked, words.low
    a, b = mention
    before = tags[a - 1] if a > anchor.first else "^"
    head = low[a] if b - a == 1 else tags[a] + tags[b - 1]
    kind = head if len(head) > 1 else "n"
    start = anchor.found.cue[0] if anchor.found.cue else anchor.word
    path = _between(words, b, start) if b <= start else ">" + _between(words, start + 1, a)
    away = _step(anchor.word - b) if b <= anchor.word else -1
    return [
        "s" + ways,
        f"s{ways} {family}",
        f"s{ways} {base}",
        f"s{ways} {tag}",
        f"sh{head}",
        f"sh{head} {ways}",
        f"sb{before} {ways}",
        f"sn{low[b - 1]}",
        f"sd{away} {family}",
        f"sd{away}{tags[b : b + 1]}",
        f"sl{_step(b - a)}{before}",
        f"sp{path} {kind}",
        f"sp{path}{before} {family}",
        f"sq{before}{head}",
        f"sr{path}|{tags[anchor.word]}",
        f"sk{_kind(words, a, b)}{tags[b - 1]} {ways}",
    ]


def keep_features(words: Words, found: Found, word: int, first: int, last: int) -> list[str]:
    """Whether the statement as it was read is one."""
    tags, low = words.masked, words.low
    family = found.family
    group = family.partition(".")[0]
    begin, end = found.content[0][0], found.content[-1][1]
    base = lemma(words, word)
    opening = tags[begin]
    start = found.cue[0] if found.cue else begin
    size = _step(end - begin)
    features = [
        "k",
        "kf" + family,
        "kg" + group,
        "kl" + base,
        f"kl{base} {family}",
        f"ko{group} {opening}",
        f"ko{base} {opening}",
        f"kw{base} {low[begin]}",
        f"kc{tags[start:word]} {group}",
        f"kn{size} {group}",
        f"kn{size}{len(found.content)}{tags[end - 1]}",
        f"kx{low[end - 1]}",
        f"kh{'h' if words.paragraph_of(word) in words.headline else ''}{group}",
        f"kp{low[start - 1] if start > first else '^'}",
        f"kq{'q' if '<' in tags[begin:end] else ''}{group}",
        f"ke{tags[end : end + 2]}",
        f"kr{words.low[word][:5]}",
        f"ky{words.low[word][-3:]} {group}",
        f"ki{low[begin + 1] if begin + 1 < end else ''} {group}",
        f"kj{base} {opening}{tags[end : end + 1]}",
        f"kv{tags[max(first, start - 3) : start]}",
    ]
    for note in circumstances(found):
        features.append("km" + note)
        features.append(f"km{note} {group}")
    if found.speaker:
        a, b = found.speaker
        head = low[a] if b - a == 1 else tags[a] + tags[b - 1]
        before = tags[a - 1] if a > first else "^"
        features += [
            "ks" + head,
            f"ks{head} {group}",
            f"kt{low[b - 1]}",
            f"kb{before}{low[a - 1] if before in 'SIRWC' else ''}",
            f"kb{before} {group}",
            f"kd{_step(abs(start - b))} {group}",
            f"kz{_step(b - a)}",
            f"kk{_kind(words, a, b)}{tags[b - 1]} {group}",
            f"kk{_kind(words, a, b)}{tags[b - 1]} {base}",
        ]
    else:
        features.append(f"ks- {base}")
    return features
