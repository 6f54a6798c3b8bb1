"""Which figure of a balance is opened."""

from django import forms

from annotations.queries.balance import By


class FigureForm(forms.Form):
    """`value` is empty for what was not entered."""

    by = forms.ChoiceField(choices=By)
    value = forms.CharField(required=False, max_length=20)
