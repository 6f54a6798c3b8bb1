"""How long a page was active, as it says itself."""

from django import forms

A_DAY = 24 * 60 * 60


class SittingForm(forms.Form):
    sitting = forms.UUIDField()
    seconds = forms.IntegerField(min_value=0, max_value=A_DAY)
