"""From which day until which, as every filter by days has it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.widgets import Day

BACKWARDS = _("“From” is after “until”, so nothing can fit.")


def is_backwards(since: date | None, until: date | None) -> bool:
    """Whether no day is between them."""
    return bool(since and until and since > until)


class LastDay(forms.DateField):
    """Has a place for what is wrong with both days, which htmx can fill while the filter stays."""

    widget = Day

    def __init__(self, **how: Any) -> None:
        super().__init__(required=False, **how)
        self.template_name = "ui/_last_day.html"


class Days(forms.Form):
    """For a form with `since` and `until`: the wrong way round they find nothing, and say why."""

    def trouble_with_days(self) -> str:
        """What is wrong with the two days, "" where nothing is: for a file, which has no field to
        say it at, and where what is left out would not be seen."""
        said = [*self.errors.get("since", []), *self.errors.get("until", [])]
        return str(said[0]) if said else ""

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        since, until = clean.get("since"), clean.get("until")
        if is_backwards(since, until):
            self.add_error("until", str(BACKWARDS))
            # What was chosen stays chosen: left out, everything would seem to fit.
            clean["until"] = until
        return clean
