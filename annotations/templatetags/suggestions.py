"""Why the machine suggests something, in the reader's language."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from annotations.queries.resolving import REASONS as EVIDENCE

register = template.Library()

# The engine's own sentences (domain/quotes/reasons.py), which know nothing of translation.
REASONS: dict[str, Any] = {
    "direct.after": _("A quotation, and “{cue}” after it."),
    "direct.before": _("A quotation, and “{cue}” before it."),
    "direct.colon": _("A quotation after a colon."),
    "direct.goes_on": _("A quotation alone, after a statement by the same speaker."),
    "direct.signed": _("A quotation with a name below it."),
    "direct.alone": _("A quotation alone, without a speaker beside it."),
    "direct.dash": _("A line of dialogue after a dash."),
    "label": _("Words after a name and a colon."),
    "according": _("“{cue}” names the source."),
    "saying.tail": _("“{cue}” follows what was said."),
    "saying.as": _("“{cue}” stands beside what was said."),
    "saying": _("“{cue}” reports what was said."),
    "telling": _("“{cue}” reports what was said to somebody."),
    "asking": _("“{cue}” reports a question."),
    "urging": _("“{cue}” reports what somebody was asked to do."),
    "showing": _("“{cue}” reports a finding."),
    "thinking": _("“{cue}” reports a thought."),
    "planning": _("“{cue}” reports a plan or a wish."),
    "judging": _("“{cue}” reports a judgement."),
    "labelling": _("“{cue}” reports what somebody calls it."),
    "accusing": _("“{cue}” reports an accusation, praise or blame."),
    "airing": _("“{cue}” reports what was brought up."),
    "doing": _("“{cue}” reports what was considered."),
    "speaking of": _("“{cue}” reports what was spoken of."),
    "seeming": _("“{cue}” reports an impression of the writer's."),
    "passive": _("“{cue}” reports without saying whose words they are."),
    "noun": _("“{cue}” names a statement or a thought."),
    "learned": _("“{cue}” reports something, as this project’s attributions show."),
    "mind": _("“{cue}” reports a state of mind."),
}
CIRCUMSTANCES: dict[str, Any] = {
    "modal": _("It may not have been said yet."),
    "infinitive": _("It may not have been said yet."),
    "negated": _("It is said not to have been said."),
    "borrowed": _("The speaker is taken from an earlier verb."),
    "nobody": _("No speaker was found."),
    "pronoun": _("“{speaker}” is taken to be {name}."),
    "surname": _("“{speaker}” is taken to be {name}."),
    "unsaid": _("It is taken to be {name}, who is not named again."),
    "role": _("“{speaker}” is taken to be {name}."),
    "paragraphs": _("It goes on over several paragraphs."),
}
UNKNOWN = _("An earlier version of the machine found it.")


@register.filter
def percent(share: float) -> str:
    return str(_("{number} %")).format(number=round(100 * float(share)))


@register.filter
def why(suggested: Any) -> str:
    """The reason of anything with `reason` and `reason_values`, in sentences. Escape it."""
    code, values = suggested.reason, suggested.reason_values
    first = REASONS.get(code) or REASONS.get(code.partition(".")[0])
    if first is None:
        return str(UNKNOWN)
    also = [CIRCUMSTANCES[note] for note in values.get("also", "").split() if note in CIRCUMSTANCES]
    known = {"cue": "", "speaker": "", "name": ""} | values
    return " ".join(str(sentence).format(**known) for sentence in [first, *also])


@register.filter
def evidence(fits: Any) -> str:
    """By what somebody is meant whom the text calls otherwise."""
    return str(EVIDENCE[fits])
