"""Another name of somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.languages import language_choices
from annotations.models import ActorName, NameKind


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=NameKind)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A script of a language has no name in the list: zh-hant stays where it is.
        present = self.data.get("language") or self.initial.get("language") or ""
        self.fields["language"].choices = language_choices(present)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: ActorName) -> "NameForm":
        return cls(initial={name: getattr(row, name) for name in cls.base_fields})
