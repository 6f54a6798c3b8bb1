"""All rules over one text."""

from dataclasses import replace

from annotations.domain.quotes.confidence import confidence
from annotations.domain.quotes.contention import settle
from annotations.domain.quotes.dialogue import dialogue
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.guessing import guess_language
from annotations.domain.quotes.lending import lend_speakers
from annotations.domain.quotes.lexicon import Lexicon, lexicon
from annotations.domain.quotes.marks import Quotation, quotations
from annotations.domain.quotes.paragraphs import paragraphs
from annotations.domain.quotes.people import People, read_people
from annotations.domain.quotes.reasons import explain
from annotations.domain.quotes.reported import reported, trailing
from annotations.domain.quotes.sourced import according, labelled, minded, noun_cue, passive
from annotations.domain.quotes.speakers import Resolved, resolve
from annotations.domain.quotes.suggestion import Suggestion
from annotations.domain.quotes.tokens import Words, read_words


def _read(text: str, language: Lexicon) -> tuple[Words, list[Quotation]]:
    parts = paragraphs(text)
    marks = quotations(text, parts)
    if all(quotation.single for quotation in marks):
        # ‘British style’: where the text knows no double marks, the single ones are the first.
        for quotation in marks:
            quotation.single = False
    return read_words(text, parts, marks, language), marks


def _clauses(words: Words, taken: set[int]) -> list[Found]:
    """Statements outside quotation marks, or only partly inside them."""
    found: list[Found] = []
    tags, low, language = words.masked, words.low, words.lexicon
    for first, last in words.sentences:
        if label := labelled(words, first, last):
            found.append(label)
        for i in range(first, last):
            word = low[i]
            roles = language.roles.get(word)
            if roles is None or tags[i] == "q" or i in taken:
                continue
            made: Found | None = None
            if "source" in roles:
                made = according(words, i, first, last)
            if made is None and "verb" in roles and tags[i] in "VvBX":
                made = (
                    trailing(words, i, first, last)
                    or reported(words, i, first, last)
                    or passive(words, i, first, last)
                )
            if made is None and "noun" in roles:
                made = noun_cue(words, i, first, last)
            if made is None and "mind" in roles:
                made = minded(words, i, first, last)
            if made:
                found.append(made)
    return found


def findings(text: str, language: str) -> tuple[Words, list[Found]]:
    """What the rules find in a text, in reading order, in word numbers."""
    words, marks = _read(text, lexicon(language))
    spoken = dialogue(words, marks)
    taken = {i for one in spoken if one.cue for i in range(*one.cue)}
    found = settle(words, spoken + _clauses(words, taken))
    found.sort(key=lambda one: one.first)
    lend_speakers(words, found)
    return words, found


def _mode(words: Words, found: Found) -> str:
    """ "direct" where all words stand between marks, "indirect" where none does, else "mixed"."""
    inside = outside = 0
    for first, last in found.content:
        for i in range(first, last):
            if words.text[words.starts[i]].isalnum():
                if words.masked[i] == "q":
                    inside += 1
                else:
                    outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def _who(words: Words, people: People, one: Found, latest: Resolved | None) -> Resolved:
    """Who speaks; where the language leaves pronouns out, whoever was spoken of last."""
    if one.speaker:
        return resolve(words, people, one.speaker, latest)
    unsaid = words.lexicon.settings.get("drops_pronouns") == "yes" and one.cue is not None
    if not unsaid or one.parent is not None:
        return Resolved()
    if latest is None:
        person = next(people.before(one.first), None)
        latest = Resolved(person.name, person.affiliation, "person", person) if person else None
    return replace(latest, how="unsaid") if latest else Resolved()


def suggest(text: str, language: str | None = None) -> list[Suggestion]:
    """Suggested attributions of a text, in reading order; offsets in code points.

    `language` is a code ("en", "fr-BE"); without one it is guessed, and a language without a file
    is read by its quotation marks and colons alone. Takes time linear in the text's length and
    never fails, whatever the text.
    """
    code = (language or guess_language(text)).lower().replace("_", "-").partition("-")[0]
    words, found = findings(text, code)
    people = read_people(words)
    numbers = {id(one): number for number, one in enumerate(found)}
    latest: Resolved | None = None
    made = []
    for one in found:
        who = _who(words, people, one, latest)
        if who.person and one.parent is None:
            latest = who
        explanation, reason = explain(words, one, who.name, who.how)
        made.append(
            Suggestion(
                content=tuple(words.span(*part) for part in one.content),
                cue=(words.span(*one.cue),) if one.cue else (),
                speaker=(words.span(*one.speaker),) if one.speaker else (),
                mode=_mode(words, one),
                name=who.name,
                affiliation=who.affiliation,
                confidence=confidence(one),
                explanation=explanation,
                reason=reason,
                parent=numbers.get(id(one.parent)) if one.parent else None,
                kind=who.kind,
            )
        )
    return made
