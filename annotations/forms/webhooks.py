"""Whom to tell what happens in a project."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Event


class WebhookForm(forms.Form):
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("Such as https://example.org/hook. It gets a POST for each event."),
    )
    tells = forms.MultipleChoiceField(
        label=_("What to tell"),
        choices=Event.choices,
        initial=Event.values,
        widget=forms.CheckboxSelectMultiple,
    )
