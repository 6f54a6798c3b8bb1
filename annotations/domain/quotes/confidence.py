"""How sure each family of rules is: its share of right suggestions, looked up by name.

The numbers are rounded observations, one a family, not weights: "a verb of saying with that" is
right nine times in ten. Circumstances (no speaker found, a modal verb) take their part from them.
"""

from annotations.domain.quotes.found import Found

_FAMILIES: dict[str, float] = {
    "direct": 0.95,
    "direct.after": 0.98,
    "direct.colon": 0.85,
    "direct.dash": 0.85,
    "direct.signed": 0.85,
    "direct.goes_on": 0.65,
    "direct.alone": 0.6,
    "label": 0.55,
    "label.turn": 0.85,
    "according": 0.8,
    "saying": 0.9,
    "saying.t": 0.95,
    "saying.long": 0.6,
    "saying.tail": 0.8,
    "saying.as": 0.7,
    "saying.w": 0.75,
    "telling": 0.9,
    "asking": 0.9,
    "urging": 0.8,
    "showing": 0.75,
    "showing.t": 0.9,
    "thinking": 0.65,
    "thinking.t": 0.8,
    "planning": 0.65,
    "judging": 0.65,
    "labelling": 0.7,
    "accusing": 0.5,
    "airing": 0.55,
    "doing": 0.7,
    "speaking of": 0.65,
    "seeming": 0.65,
    "passive": 0.75,
    "noun": 0.55,
    "noun.that": 0.7,
    "noun.to_noun": 0.4,
    "learned": 0.4,
    "mind": 0.7,
    "mind.to": 0.4,
}
_CIRCUMSTANCES: dict[str, float] = {
    "addressing": 0.85,
    "borrowed": 0.9,
    "infinitive": 0.9,
    "modal": 0.75,
    "nobody": 0.9,
    "question": 0.8,
    "relative": 0.8,
    "vague": 0.85,
}
SHOWN = 0.6
"""Suggestions at or above this are shown by default."""


def confidence(found: Found) -> float:
    """The confidence of one finding, 0 to 1."""
    if found.sure is not None:
        return round(max(0.05, min(0.98, found.sure)), 2)
    sure = _FAMILIES.get(found.family) or _FAMILIES[found.family.partition(".")[0]]
    for circumstance in circumstances(found):
        sure *= _CIRCUMSTANCES.get(circumstance, 1.0)
    return round(max(0.05, min(0.98, sure)), 2)


def circumstances(found: Found) -> list[str]:
    """What takes from the confidence, or must be told with the reason, by name."""
    notes = list(dict.fromkeys(found.notes))
    if found.borrowed:
        notes.append("borrowed")
    if found.speaker is None:
        notes.append("nobody")
    return notes
