"""How many of the machine's suggestions a reader wants to see."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.domain.thresholds import LEAST, MOST, STEP
from annotations.models import User


class ShowingForm(forms.Form):
    suggestions_from = forms.FloatField(
        label=_("Only those at least this sure"),
        min_value=LEAST,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"type": "range", "step": STEP}),
    )
    shows_suggestions = forms.BooleanField(label=_("Show suggestions"), required=False)

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        initial = {name: getattr(user, name) for name in self.base_fields}
        super().__init__(data, initial=initial, auto_id="showing_%s")
