"""What the rules find in one text, before anybody is named."""

from annotations.domain.quotes.clauses import clauses
from annotations.domain.quotes.contention import settle
from annotations.domain.quotes.dashes import dash_dialogue
from annotations.domain.quotes.dialogue import dialogue
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.lending import lend_speakers
from annotations.domain.quotes.lexicon import Lexicon, lexicon
from annotations.domain.quotes.marks import Quotation, quotations
from annotations.domain.quotes.paragraphs import paragraphs
from annotations.domain.quotes.tokens import Words, read_words
from annotations.domain.quotes.turns import turns


def read(text: str, language: Lexicon) -> tuple[Words, list[Quotation]]:
    """The words of a text and its quotation marks."""
    parts = paragraphs(text)
    marks = quotations(text, parts)
    if all(quotation.single for quotation in marks):
        # ‘British style’: where the text knows no double marks, the single ones are the first.
        for quotation in marks:
            quotation.single = False
    return read_words(text, parts, marks, language), marks


def spoken_in(words: Words, marks: list[Quotation]) -> tuple[list[Found], set[int]]:
    """The quotations, lines of dialogue and turns, and the words that are their cues."""
    spoken = dialogue(words, marks) + dash_dialogue(words) + turns(words)
    return spoken, {i for one in spoken if one.cue for i in range(*one.cue)}


def findings(text: str, language: str) -> tuple[Words, list[Found]]:
    """What the rules find in a text, in reading order, in word numbers."""
    words, marks = read(text, lexicon(language))
    spoken, taken = spoken_in(words, marks)
    found = settle(words, spoken + clauses(words, taken))
    found.sort(key=lambda one: one.first)
    lend_speakers(words, found)
    return words, found
