"""What the learner sees: short strings about a word, what it may report, and who may speak."""

from annotations.domain.quotes.confidence import circumstances
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.learning.mentions import Choice
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.tokens import Words

# Features that mark the rules' own content and speaker, and what no rule finds.
OWN_CONTENT, OWN_SPEAKER, ADDED = "er=", "s=", "kglearned"
FINITE = frozenset("VBHMde")
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55)
_STEP = [max(step for step in _STEPS if step <= number) for number in range(_STEPS[-1])]
_KINDS = "utip"
# Letters of the tokens that make no difference between a speaker and a cue.
_COARSE = dict.fromkeys("XkYp~DE", "n")
_COARSE |= {"O": "P", "q": "<", ">": "<", "N": "A"} | dict.fromkeys("BHdM", "V")


def step(number: int) -> int:
    """A length from 0 on, coarser the longer it is."""
    return _STEP[number] if number < len(_STEP) else _STEPS[-1]


def _kind(words: Words, first: int, last: int) -> str:
    """What sort of speaker a mention is, by the lists of names."""
    kinds = words.lexicon.kinds
    ranks = [kinds[word] for word in words.low[first:last] if word in kinds]
    return _KINDS[min(ranks)] if ranks else ""


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


def _between(words: Words, a: int, b: int) -> str:
    """The letters of words [a, b) without repetitions, the inner of marks and phrases left out."""
    out = ""
    for tag in words.masked[a : min(b, a + 24)]:
        tag = _COARSE.get(tag, tag)
        if tag != out[-1:]:
            out += tag
    return out[:8]


def speaker_features(words: Words, anchor: Anchor, choice: Choice) -> list[str]:
    """Whether this is who said it."""
    mention, ways = choice
    family = anchor.found.family
    base = lemma(words, anchor.word)
    tag = words.masked[anchor.word]
    features = ["s" + ways, f"s{ways} {family}", f"s{ways} {base}", f"s{ways} {tag}"]
    if ways.startswith("rule"):
        features.append(OWN_SPEAKER)
    if mention is None:
        return features
    tags, low = words.masked, words.low
    a, b = mention
    before = tags[a - 1] if a > anchor.first else "^"
    head = low[a] if b - a == 1 else tags[a] + tags[b - 1]
    kind = head if len(head) > 1 else "n"
    start = anchor.found.cue[0] if anchor.found.cue else anchor.word
    path = _between(words, b, start) if b <= start else ">" + _between(words, start + 1, a)
    away = step(anchor.word - b) if b <= anchor.word else -1
    return [
        *features,
        f"sh{head}",
        f"sh{head} {ways}",
        f"sb{before} {ways}",
        f"sn{low[b - 1]}",
        f"sd{away} {family}",
        f"sd{away}{tags[b : b + 1]}",
        f"sl{step(b - a)}{before}",
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
    size = step(end - begin)
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
            f"kd{step(abs(start - b))} {group}",
            f"kz{step(b - a)}",
            f"kk{_kind(words, a, b)}{tags[b - 1]} {group}",
            f"kk{_kind(words, a, b)}{tags[b - 1]} {base}",
        ]
    else:
        features.append(f"ks- {base}")
    return features
