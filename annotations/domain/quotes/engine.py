"""All rules over one text."""

from dataclasses import replace

from annotations.domain.quotes.confidence import confidence
from annotations.domain.quotes.finding import findings
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.genders import learn_genders
from annotations.domain.quotes.guessing import language_code
from annotations.domain.quotes.learning.applying import learned
from annotations.domain.quotes.learning.model import Model
from annotations.domain.quotes.people import People, read_people
from annotations.domain.quotes.reasons import explain
from annotations.domain.quotes.resolved import Resolved
from annotations.domain.quotes.speakers import resolve
from annotations.domain.quotes.suggestion import Suggestion
from annotations.domain.quotes.tokens import Words

# A name for a thing in quotation marks has so many words at most, an article and the like included.
_LABEL = 5
# So many speakers at most are named behind a mention, in statements that it stands in.
_BEFORE = 4


def _mode(words: Words, found: Found) -> str:
    """ "direct" where all words stand between marks, after a dash or in a turn, "indirect" where
    none does, "scare" where marks hold a few words that somebody calls something, else "mixed"."""
    if found.family in ("direct.dash", "label.turn"):
        return "direct"
    inside = outside = 0
    for first, last in found.content:
        for i in range(first, last):
            if words.text[words.starts[i]].isalnum():
                if words.masked[i] == "q":
                    inside += 1
                else:
                    outside += 1
    if inside and inside + outside <= _LABEL and found.family.startswith("labelling"):
        return "scare"
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


def _latest(spoke: list[tuple[int, Resolved]], one: Found) -> Resolved | None:
    """Who spoke before: whoever was named behind a mention, as in "He would go, said Berg", is not
    meant by it."""
    begin = one.speaker[0] if one.speaker else one.last
    return next((who for at, who in reversed(spoke[-_BEFORE:]) if at <= begin), None)


def suggest(text: str, language: str | None = None, model: Model | None = None) -> list[Suggestion]:
    """Suggested attributions of a text, in reading order; offsets in code points.

    `language` is a code ("en", "fr-BE"); without one it is guessed, and a language without a file
    is read by its quotation marks and colons alone. `model` is what a project taught
    the engine; one that was taught nothing changes nothing. Takes time linear in the text's length
    and never fails, whatever the text.
    """
    code = language_code(text, language)
    if model is not None and model.weights:
        words, found = learned(text, code, model)
    else:
        words, found = findings(text, code)
    people = read_people(words)
    learn_genders(words, people.mentions)
    numbers = {id(one): number for number, one in enumerate(found)}
    spoke: list[tuple[int, Resolved]] = []
    made = []
    for one in found:
        who = _who(words, people, one, _latest(spoke, one))
        if who.person and one.parent is None:
            spoke.append((one.speaker[0] if one.speaker else one.first, replace(who, at=one.last)))
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
