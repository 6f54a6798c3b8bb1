"""Where somebody stopped reading, as the page says it."""

from django import forms

from annotations.forms.spans import LONGEST


class PositionForm(forms.Form):
    revision = forms.UUIDField()
    paragraph = forms.IntegerField(min_value=0, max_value=LONGEST)
    offset = forms.IntegerField(min_value=0, max_value=LONGEST)
    furthest = forms.IntegerField(min_value=0, max_value=LONGEST)
