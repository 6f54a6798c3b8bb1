"""From quotations to statements: each finds its tag, goes on from the one before, or stays out."""

from bisect import bisect_left
from dataclasses import dataclass, field

from annotations.domain.quotes.found import Found
from annotations.domain.quotes.marks import Quotation
from annotations.domain.quotes.spoken import (
    Spoken,
    stands_alone,
    tag_after,
    tag_before,
    tag_inside,
    whole_words,
)
from annotations.domain.quotes.tokens import Words

# Fewer words between the marks are no statement of their own unless a tag stands beside them.
_STATEMENT = 4
# A statement in more pieces than this is begun anew.
_PIECES = 40


def _sentence_of(words: Words, first: int, at: int) -> int:
    while at + 1 < len(words.sentences) and words.sentences[at][1] <= first:
        at += 1
    return at


def locate(words: Words, quotations: list[Quotation]) -> list[Spoken]:
    """The outermost quotations in words, each with its sentence and paragraph. Quotations in
    single marks are left out; the engine has made them double where the text knows no others."""
    found, sentence, paragraph = [], 0, 0
    for quotation in sorted(quotations, key=lambda q: q.start):
        if quotation.single:
            continue
        first, last = words.at(quotation.start), words.at(quotation.end)
        # A mark that nothing follows says nothing.
        if last - first < 2:
            continue
        sentence = _sentence_of(words, first, sentence)
        while words.paragraphs[paragraph][1] <= first:
            paragraph += 1
        begin, end = words.sentences[sentence]
        found.append(Spoken(quotation, first, last, (begin, max(end, last)), paragraph))
    return found


def _tagged(words: Words, spoken: Spoken) -> Found | None:
    """The tag beside a quotation: after it first where it leads its sentence."""
    tags, (first, last) = words.masked, spoken.sentence
    before = tags[spoken.first - 1] if spoken.first > first else ""
    leads = not any(tag in "nXVPDv" for tag in tags[first : spoken.first])
    following = tags[spoken.last : spoken.last + 1] if spoken.last < last else ""
    found = tag_after(words, spoken) if leads else None
    if found is None and before and before != "T":
        runs_on = following and following not in ".,;-~<)" and before not in ":,"
        found = None if runs_on else tag_before(words, spoken)
    if found is None or found.family == "direct.colon":
        found = tag_after(words, spoken) or found if before == ":" else found
    return found or tag_inside(words, spoken)


@dataclass(slots=True)
class _Thread:
    """What has been said so far: `previous` may go on, `opened` waits for its speaker."""

    words: Words
    statements: list[Found] = field(default_factory=list)
    previous: Found | None = None
    opened: Found | None = None
    paragraph: int = -2

    def goes_on(self, spoken: Spoken, found: Found | None, alone: bool) -> bool:
        """Join the quotation to the statement before it, where it belongs there."""
        previous, gap = self.previous, spoken.paragraph - self.paragraph
        if previous is None or gap > 1 or len(previous.content) >= _PIECES:
            return False
        if found is not None:
            joins = gap == 0 and found.cue == previous.cue
        elif gap == 0:
            joins = _only_tag_between(self.words, previous, spoken) or (
                alone and self._next_sentence(previous, spoken)
            )
        else:
            long = whole_words(self.words, spoken) >= _STATEMENT
            heads = spoken.first == self.words.paragraphs[spoken.paragraph][0]
            joins = heads and alone and (long or spoken.quotation.continues)
        if joins:
            previous.content.append((spoken.first, spoken.last))
            if gap:
                previous.notes.append("paragraphs")
            self.paragraph = spoken.paragraph
        return joins

    def _next_sentence(self, previous: Found, spoken: Spoken) -> bool:
        """No other sentence stands between the statement and the quotation."""
        end = max(previous.last, previous.cue[1] if previous.cue else 0)
        return self.words.sentence_of(spoken.first - 1)[0] < end

    def says(self, spoken: Spoken, found: Found) -> None:
        """A quotation with its speaker, which may be that of the paragraphs before as well."""
        near = spoken.paragraph - self.paragraph <= 1
        if self.opened is not None and spoken.quotation.continues and near:
            found.content[:0] = self.opened.content
            self.statements.remove(self.opened)
        self.statements.append(found)
        self.previous, self.opened, self.paragraph = found, None, spoken.paragraph

    def passes(self, spoken: Spoken) -> None:
        """A quotation that is no statement; in a tag it does not stop the statement before it."""
        self.opened = None
        cue = self.previous.cue if self.previous else None
        if cue is None or not spoken.sentence[0] <= cue[0] < spoken.first:
            self.previous = None

    def stands_alone(self, spoken: Spoken) -> None:
        """A quotation without a speaker, at least so far."""
        content = (spoken.first, spoken.last)
        if self.opened is not None and spoken.quotation.continues:
            self.opened.content.append(content)
        else:
            self.opened = Found("direct.alone", [content], quoted=True)
            self.statements.append(self.opened)
        self.previous, self.paragraph = None, spoken.paragraph


def dialogue(words: Words, quotations: list[Quotation]) -> list[Found]:
    """Statements made of whole quotations, in reading order."""
    thread = _Thread(words)
    for spoken in locate(words, quotations):
        alone = stands_alone(words, spoken)
        found = _tagged(words, spoken) or _opened_by_colon(words, spoken)
        if thread.goes_on(spoken, found, alone):
            continue
        if found is not None:
            thread.says(spoken, found)
        elif alone and (spoken.quotation.goes_on or whole_words(words, spoken) >= _STATEMENT):
            thread.stands_alone(spoken)
        else:
            thread.passes(spoken)
    return thread.statements


def _only_tag_between(words: Words, previous: Found, spoken: Spoken) -> bool:
    """“…,” she said, “…”: only the tag stands between the two quotations."""
    if previous.cue is None or previous.last > previous.cue[0] or spoken.first < previous.cue[1]:
        return False
    between = words.masked[previous.cue[1] : spoken.first]
    return len(between) < 30 and "." not in between[:-1] and between[-1:] in (",", "-", ".", ":")


def _opened_by_colon(words: Words, spoken: Spoken) -> Found | None:
    """A paragraph that ends "she went on:" opens the quotation that begins the next one."""
    first = words.paragraphs[spoken.paragraph][0]
    if spoken.first != first or spoken.paragraph == 0:
        return None
    begin, end = words.paragraphs[spoken.paragraph - 1]
    if words.masked[end - 1] not in ":," or end - begin < 2:
        return None
    begin = words.sentences[bisect_left(words.sentences, (end, 0)) - 1][0]
    shifted = Spoken(spoken.quotation, end, spoken.last, (begin, end), spoken.paragraph)
    found = tag_before(words, shifted)
    if found:
        found.content = [(spoken.first, spoken.last)]
    return found
