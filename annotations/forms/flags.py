"""A flag put on or taken off."""

from django import forms


class FlagForm(forms.Form):
    """`on` says how it is to be, not that it is to change: sent twice it is the same."""

    on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")
