"""Which agreement to show: with the machine or without, and where coders differ."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.queries.agreement import QUESTIONS


class AgreementForm(forms.Form):
    machine = forms.BooleanField(required=False, label=_("The machine counts as a coder"))


class DifferencesForm(AgreementForm):
    """`question` is one of QUESTIONS, the id of a tag, or empty for statements not found by all."""

    question = forms.CharField(required=False)
    article = forms.UUIDField(required=False)

    def clean_question(self) -> str | UUID | None:
        asked: Any = self.cleaned_data["question"]
        if not asked or asked in QUESTIONS:
            return asked or None
        try:
            return UUID(asked)
        except ValueError:
            raise forms.ValidationError(_("There is no such question.")) from None
