"""Which agreement to show: with the machine or without, and where coders differ."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.queries.agreement import QUESTIONS, coder_token
from annotations.queries.agreement_whole import WHOLE, OfArticle


class AgreementForm(forms.Form):
    machine = forms.BooleanField(required=False, label=_("The machine counts as a coder"))


class DifferencesForm(AgreementForm):
    """`question` is one of QUESTIONS, the id of a tag, one about articles as a whole, or empty for
    statements not found by all. `coder`, twice, asks of a pair: see `coder_token`."""

    question = forms.CharField(required=False)
    article = forms.UUIDField(required=False)

    def coders(self, known: Iterable[str]) -> list[str] | None:
        """The keys of the pair, of those who are known; None for everybody."""
        data: Any = self.data
        asked = set(data.getlist("coder"))
        found = [key for key in known if coder_token(key) in asked]
        return found if len(found) > 1 else None

    def clean_question(self) -> str | UUID | OfArticle | None:
        asked: Any = self.cleaned_data["question"]
        if not asked or asked in QUESTIONS or asked == WHOLE:
            return asked or None
        if of_article := OfArticle.read(asked):
            return of_article
        try:
            return UUID(asked)
        except ValueError:
            raise forms.ValidationError(_("There is no such question.")) from None
