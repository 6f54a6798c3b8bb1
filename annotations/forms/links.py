"""Linking a statement with another one of its project."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.forms.spans import ActForm
from annotations.models import Attribution, LinkKind

# The other way round: the other statement does it to this one.
TURNED = {
    f"{LinkKind.REPEATS}_by": _("is repeated by"),
    f"{LinkKind.CLARIFIES}_by": _("is clarified by"),
    f"{LinkKind.DENIES}_by": _("is denied by"),
    f"{LinkKind.WALKS_BACK}_by": _("is walked back by"),
}


class FindForm(forms.Form):
    """Bound to the page's address; words that make no sense count as none, and the form says so."""

    q = forms.CharField(label=_("Speaker or words"), required=False, max_length=200)

    @property
    def typed(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class LinkForm(forms.Form):
    """What this statement does to the other, or the other to this one, and since when."""

    kind = forms.ChoiceField(
        label=_("This statement"), choices=[*LinkKind.choices, *TURNED.items()]
    )
    other = forms.ModelChoiceField(
        queryset=Attribution.objects.none(), label=_("The other statement")
    )
    day = forms.DateField(
        label=_("On"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Where it is not the day of the article."),
    )

    def __init__(self, offered: "QuerySet[Attribution]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = offered

    @property
    def is_turned(self) -> bool:
        return self.cleaned_data["kind"] in TURNED

    @property
    def kind_meant(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind.removesuffix("_by")


class SeekForm(FindForm):
    """The same where it opens over the annotating page, and is what one comes for."""

    q = forms.CharField(
        label=_("Speaker or words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autofocus": True}),
    )


class ConnectForm(LinkForm, ActForm):
    """The same as an act of the annotating page."""
