from django import forms

from annotations.domain.text import MAX_CHARACTERS


class PlaceForm(forms.Form):
    """Words of the new text, chosen by hand. White space at their ends may be meant."""

    words = forms.CharField(max_length=MAX_CHARACTERS, strip=False)
