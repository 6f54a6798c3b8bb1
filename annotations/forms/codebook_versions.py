"""Versions of a codebook, and how two differ, in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.domain.codebook_states import Change, Difference
from annotations.models import Bearer, Tag

SENTENCES = {
    Change.ADDED: gettext_lazy("“%(name)s” is new"),
    Change.REMOVED: gettext_lazy("“%(name)s” is gone"),
    Change.RETIRED: gettext_lazy("“%(name)s” is retired"),
    Change.BACK: gettext_lazy("“%(name)s” is offered again"),
    Change.MOVED: gettext_lazy("“%(name)s” moves from %(old)s to %(new)s"),
    Change.CHANGED: gettext_lazy("“%(name)s”, %(field)s: %(old)s → %(new)s"),
    Change.ORDERED: gettext_lazy("The tags below “%(name)s” stand in another order"),
}
LONGEST = 120


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of this version"), max_length=120)


def in_words(difference: Difference) -> str:
    if difference.change is Change.ORDERED and not difference.name:
        return _("The tags at the top stand in another order")
    told = {"name": difference.name}
    if difference.change is Change.MOVED:
        told |= {"old": _place(difference.old), "new": _place(difference.new)}
    elif difference.field:
        told["field"] = str(_field(difference.field).verbose_name)
        told["old"] = _value(difference.field, difference.old)
        told["new"] = _value(difference.field, difference.new)
    return str(SENTENCES[difference.change]) % told


def _place(above: str) -> str:
    return f"“{above}”" if above else _("the top")


def _field(name: str) -> Any:
    return Tag._meta.get_field(name)


def _value(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "applies_to":
        named = [str(Bearer(one).label) for one in Bearer.values if one in value]
        return ", ".join(named) or "–"
    if field in ("colour", "condition") and value:
        return str(dict(_field(field).flatchoices)[value])
    text = str(value)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text or "–"
