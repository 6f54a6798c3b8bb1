"""Where an analyst who asks for the next article comes from."""

from django import forms


class NextForm(forms.Form):
    project = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)
