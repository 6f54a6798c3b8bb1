"""What somebody says about a token that they make."""

from datetime import timedelta

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models import Scope


class Lifetime(models.TextChoices):
    MONTH = "30", _("30 days")
    QUARTER = "90", _("90 days")
    YEAR = "365", _("A year")
    FOREVER = "0", _("Until I revoke it")

    @property
    def span(self) -> timedelta | None:
        return timedelta(days=int(self.value)) if int(self.value) else None


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("Such as “Figures on my laptop”. You will know it by this name."),
    )
    scope = forms.ChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        initial=Scope.READ,
        widget=forms.RadioSelect,
    )
    lifetime = forms.ChoiceField(
        label=_("How long"),
        choices=Lifetime.choices,
        initial=Lifetime.QUARTER,
        widget=forms.RadioSelect(attrs={"class": "inline"}),
    )

    def clean_lifetime(self) -> timedelta | None:
        return Lifetime(self.cleaned_data["lifetime"]).span
