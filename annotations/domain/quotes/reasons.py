"""Why a suggestion is made, as a code with its values and as an English sentence."""

from annotations.domain.quotes.confidence import circumstances
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.suggestion import Reason
from annotations.domain.quotes.tokens import Words

# One sentence a rule; the longest code that fits is taken.
_SENTENCES = {
    "direct.after": "A quotation, and “{cue}” after it.",
    "direct.before": "A quotation, and “{cue}” before it.",
    "direct.colon": "A quotation after a colon.",
    "direct.dash": "A line of dialogue after a dash.",
    "direct.goes_on": "A quotation alone, after a statement by the same speaker.",
    "direct.signed": "A quotation with a name below it.",
    "direct.alone": "A quotation alone, without a speaker beside it.",
    "label": "Words after a name and a colon.",
    "according": "“{cue}” names the source.",
    "saying.tail": "“{cue}” follows what was said.",
    "saying.as": "“{cue}” stands beside what was said.",
    "saying": "“{cue}” reports what was said.",
    "telling": "“{cue}” reports what was said to somebody.",
    "asking": "“{cue}” reports a question.",
    "urging": "“{cue}” reports what somebody was asked to do.",
    "showing": "“{cue}” reports a finding.",
    "thinking": "“{cue}” reports a thought.",
    "planning": "“{cue}” reports a plan or a wish.",
    "judging": "“{cue}” reports a judgement.",
    "labelling": "“{cue}” reports what somebody calls it.",
    "accusing": "“{cue}” reports an accusation, praise or blame.",
    "airing": "“{cue}” reports what was brought up.",
    "doing": "“{cue}” reports what was considered.",
    "speaking of": "“{cue}” reports what was spoken of.",
    "seeming": "“{cue}” reports an impression of the writer's.",
    "passive": "“{cue}” reports without saying whose words they are.",
    "noun": "“{cue}” names a statement or a thought.",
    "learned": "“{cue}” reports something, as this project’s attributions show.",
    "mind": "“{cue}” reports a state of mind.",
}
_CIRCUMSTANCES = {
    "modal": "It may not have been said yet.",
    "infinitive": "It may not have been said yet.",
    "negated": "It is said not to have been said.",
    "borrowed": "The speaker is taken from an earlier verb.",
    "nobody": "No speaker was found.",
    "pronoun": "“{speaker}” is taken to be {name}.",
    "surname": "“{speaker}” is taken to be {name}.",
    "unsaid": "It is taken to be {name}, who is not named again.",
    "role": "“{speaker}” is taken to be {name}.",
    "paragraphs": "It goes on over several paragraphs.",
}


def explain(words: Words, found: Found, name: str, how: str) -> tuple[Reason, str]:
    """The reason in both forms. `how` says in which way the speaker was resolved."""
    cue = words.words(*found.cue) if found.cue else ""
    speaker = words.words(*found.speaker) if found.speaker else ""
    values = {"cue": cue, "speaker": speaker, "name": name}
    notes = circumstances(found)
    if name and how in _CIRCUMSTANCES:
        notes.append(how)
    sentence = _SENTENCES.get(found.family) or _SENTENCES[found.family.partition(".")[0]]
    parts = [sentence, *(_CIRCUMSTANCES[note] for note in notes if note in _CIRCUMSTANCES)]
    if notes:
        values["also"] = " ".join(notes)
    return Reason(found.family, values), " ".join(part.format(**values) for part in parts)
