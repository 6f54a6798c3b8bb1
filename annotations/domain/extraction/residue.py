"""What a page puts around its article, taken out: forms, share buttons, notices, lists of links.

Rather too little than too much: a line goes only where it is such a thing as a whole, and stands
by itself or at an end. Words of the article are never touched.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from annotations.domain.extraction.extracts import Piece
from annotations.domain.text.blocks import is_blank, lines_of
from annotations.domain.text.lines import is_speech, length_of

EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# Arabic is written with and without its vowel marks, and its alif in several ways.
MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
ALIFS = str.maketrans("أإآٱ", "اااا")
COUNT = re.compile(r"\s*[(\[]?\d{1,5}[)\]]?$")
COMMENTS_COUNTED = re.compile(
    r"\d{1,5} (?:comments?|responses?|thoughts?|commentaires?|kommentare?|comentarios?|comment[io]"
    r"|comentários?|reacties?|комментари\w+|коментар\w+|تعليقات|تعليق|yorum|komentarz\w*)\b.{0,300}"
    r"|(?:comments|commentaires|kommentare|comentarios|комментарии|التعليقات|评论)"
    r" ?[(\[]?\d{1,5}[)\]]?"
)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\W{0,3}(?:©\W?)?\d{4}\b", re.IGNORECASE)
MAX_NOTICE, MAX_POINTER, MAX_LISTED = 600, 160, 140  # code points
MAX_LIST = 20  # lines
MANY = 3  # share buttons


def _key(line: str) -> str:
    """A line as it is compared: no case, no marks at its ends, single spaces."""
    key = " ".join(MARKS.sub("", line.casefold()).translate(ALIFS).split())
    return EDGES.sub("", key.replace("’", "'"))


def _keys(lines: list[str]) -> frozenset[str]:
    return frozenset(map(_key, lines))


WORDS = tomllib.loads(Path(__file__).with_name("residue.toml").read_text("utf-8"))
FORM_OPENERS, FORM_LABELS = _keys(WORDS["form_openers"]), _keys(WORDS["form_labels"])
LIST_OPENERS, LABELS = _keys(WORDS["list_openers"]), _keys(WORDS["labels"])
SHARE_ACTS, SHARE_NAMES = _keys(WORDS["share_acts"]), _keys(WORDS["share_names"])
FORM_NOTICES, NOTICES = tuple(_keys(WORDS["form_notices"])), tuple(_keys(WORDS["notices"]))
POINTERS = _keys(WORDS["pointers"])
# "Read also" stays behind where the link below it went.
LONE = POINTERS & LIST_OPENERS


def without_residue(text: str) -> tuple[str, list[str]]:
    """A plain text without its residue, and the lines that went, in order.

    A line that goes takes the blank lines behind it along; nothing else changes.
    """
    lines = [(start, end) for start, end in lines_of(text) if not is_blank(text[start:end])]
    words = [text[start:end].strip() for start, end in lines]
    # Blank lines part: where they do, a line stands by itself.
    ends = [start for start, _ in lines[1:]] + [len(text)]
    apart = [n == 0 or lines[n - 1][1] < lines[n][0] for n in range(len(lines))]
    gone = residue_of(words, apart)
    if not gone:
        return text, []
    kept = [text[: lines[0][0]] if lines else text]
    kept += [
        text[start:end]
        for n, ((start, _), end) in enumerate(zip(lines, ends, strict=True))
        if n not in gone
    ]
    return "".join(kept), [words[n] for n in sorted(gone)]


def without_residue_pieces(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """The same for the pieces of a structured file, each of which stands by itself."""
    words = [" ".join(words.split()) for _, words in pieces]
    gone = residue_of(words, [True] * len(words))
    kept = [piece for n, piece in enumerate(pieces) if n not in gone]
    return kept, [words[n] for n in sorted(gone)]


def residue_of(lines: Sequence[str], apart: Sequence[bool]) -> set[int]:
    """Which of the lines are residue. `apart[n]`: a blank line comes before line n."""
    keys = [_key(line) for line in lines]
    gone = _anywhere(lines, keys, apart)
    gone |= _at_the_end(lines, keys, gone)
    # A page that is nothing but residue is shown as it is, for somebody to look at.
    return gone if len(gone) < len(lines) else set()


def _anywhere(lines: Sequence[str], keys: Sequence[str], apart: Sequence[bool]) -> set[int]:
    """Lines that say what they are, by themselves or at an end of the text."""
    sure = {n for n, key in enumerate(keys) if _is_sure(lines[n], key)}
    result: set[int] = set()
    for run in _runs(keys):
        sure |= run
        # So many buttons below one another are nothing else, whatever they are attached to.
        if len(run) >= MANY:
            result |= run
    for n in sure - result:
        first = n
        while not apart[first] and first - 1 in sure:
            first -= 1
        last = n + 1
        while last < len(lines) and not apart[last] and last in sure:
            last += 1
        # A line of a paragraph is no residue, whatever it says.
        begins, ends = first == 0, last == len(lines)
        if begins or ends or (apart[first] and apart[last]):
            result.add(n)
    return result


def _is_sure(line: str, key: str) -> bool:
    if key in LABELS or key in LONE or (COPYRIGHT.match(line) and length_of(line) <= MAX_POINTER):
        return True
    if is_speech(line):
        return False
    if key.startswith(NOTICES) and length_of(line) <= MAX_NOTICE:
        return True
    head, colon, rest = key.replace("：", ":").partition(":")
    return (
        bool(colon and rest.strip()) and head.strip() in POINTERS and length_of(line) <= MAX_POINTER
    )


def _runs(keys: Sequence[str]) -> list[set[int]]:
    """Neighbouring share lines: one that asks by a whole phrase, or several of which one asks."""
    runs: list[set[int]] = []
    for n, key in enumerate(keys):
        if COUNT.sub("", key) in SHARE_ACTS | SHARE_NAMES or key in SHARE_ACTS:
            if runs and n - 1 in runs[-1]:
                runs[-1].add(n)
            else:
                runs.append({n})
    asking = [[keys[n] for n in run if COUNT.sub("", keys[n]) in SHARE_ACTS] for run in runs]
    return [
        run
        for run, acts in zip(runs, asking, strict=True)
        if (acts and len(run) > 1) or any(" " in act for act in acts)
    ]


def _at_the_end(lines: Sequence[str], keys: Sequence[str], gone: set[int]) -> set[int]:
    """Forms and lists of links, from the last line upwards while nothing else is below."""
    end = len(lines)
    moved = True
    while moved and end:
        moved = False
        for find in (_form_above, _list_above):
            start = find(lines, keys, gone, end)
            if start < end:
                end, moved = start, True
        while end and end - 1 in gone:
            end, moved = end - 1, True
    return set(range(end, len(lines)))


def _form_above(lines: Sequence[str], keys: Sequence[str], gone: set[int], end: int) -> int:
    """Where the comment form that ends at `end` begins; `end` if there is none."""
    start, sure = end, end
    has_notice = False
    while start:
        key = keys[start - 1]
        if key.startswith(FORM_NOTICES):
            start -= 1
            sure, has_notice = start, True
        elif COUNT.sub("", key) in FORM_OPENERS or key in FORM_OPENERS:
            start -= 1
            sure = start
        elif key in FORM_LABELS or start - 1 in gone or not key:
            start -= 1
        else:
            break
    # Readers' comments stand between "3 comments" and the form.
    if has_notice:
        for n in range(sure - 1, max(0, len(lines) // 4), -1):
            if COMMENTS_COUNTED.fullmatch(keys[n]):
                return n
    return sure


def _list_above(lines: Sequence[str], keys: Sequence[str], gone: set[int], end: int) -> int:
    """Where the list of other articles that ends at `end` begins; `end` if there is none."""
    for n in range(end - 1, max(-1, end - MAX_LIST - 2), -1):
        if keys[n] in LIST_OPENERS:
            # A title and two lines are no article; an opener that high up is something else.
            return n if n > 1 else end
        if n not in gone and not _may_be_listed(lines[n]):
            return end
    return end


def _may_be_listed(line: str) -> bool:
    """A title or a date, no sentence."""
    return length_of(line) <= MAX_LISTED and not line.rstrip().endswith((".", "。", "”", "»", ":"))
