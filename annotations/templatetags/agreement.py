"""Figures of agreement as people read them."""

from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_decimal
from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.domain.agreement import Agreement, Why
from annotations.queries.agreement import coder_token
from annotations.queries.agreement_whole import WHOLE
from annotations.templatetags.words import reader_locale

register = template.Library()

QUESTION_WORDS: dict[str, Any] = {
    "speaker": gettext_lazy("Who speaks"),
    "target": gettext_lazy("About whom"),
    "mode": gettext_lazy("In whose words"),
    "stance": gettext_lazy("With what stance"),
    WHOLE: gettext_lazy("All tags of the article as a whole"),
}
WHY_WORDS: dict[Why, Any] = {
    Why.UNANIMOUS: gettext_lazy("undefined because unanimous"),
    Why.NOTHING_SHARED: gettext_lazy("nothing to compare"),
}


@register.filter
def question_words(question: str) -> str:
    return str(QUESTION_WORDS[question])


@register.filter
def pair_query(coders: tuple[str, str]) -> str:
    """What asks for these two in an address."""
    return urlencode([("coder", coder_token(one)) for one in coders])


@register.filter
def figure(agreement: Agreement) -> str:
    """Two digits; where there is no value, why."""
    if agreement.value is None:
        return str(WHY_WORDS[agreement.why or Why.NOTHING_SHARED])
    return two_digits(agreement.value)


@register.filter
def between(ends: tuple[float, float] | None) -> str:
    if ends is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": two_digits(ends[0]), "high": two_digits(ends[1])}


@register.filter
def two_digits(value: float | None) -> str:
    return "–" if value is None else format_decimal(value, "0.00", locale=reader_locale())
