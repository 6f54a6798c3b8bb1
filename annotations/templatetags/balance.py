"""What the rows of a balance are called."""

from datetime import date

from babel.dates import format_skeleton
from babel.numbers import format_percent
from django import template
from django.utils.translation import gettext as _

from annotations.models import ActorKind, AffiliationKind, Gender, Mode
from annotations.queries.balance import NO_PERSON, By
from annotations.templatetags.words import country_name, reader_locale

register = template.Library()

CHOICES = {By.KIND: ActorKind, By.CAPACITY: AffiliationKind, By.GENDER: Gender, By.MODE: Mode}


@register.filter
def value_name(value: str, by: str) -> str:
    """`person` by kind is "Person"; a value that nobody knows stays as it is."""
    if not value:
        return {By.KIND: _("Nobody named"), By.MONTH: _("Undated")}.get(By(by)) or _("Not entered")
    if by == By.GENDER and value == NO_PERSON:
        return _("No person")
    if by == By.COUNTRY:
        return country_name(value)
    if by == By.MONTH:
        try:
            month = date.fromisoformat(value)
        except ValueError:
            return value
        return format_skeleton("yMMMM", month, locale=reader_locale())
    return str(dict(CHOICES[By(by)].choices).get(value, value))


@register.filter
def heading(by: str) -> str:
    return str(By(by).label)


@register.simple_tag
def share(part: int, whole: int) -> str:
    """As whole percents, in the reader's language."""
    return format_percent(part / whole, locale=reader_locale()) if whole else ""
