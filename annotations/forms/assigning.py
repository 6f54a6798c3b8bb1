"""Who is to annotate what."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Role
from annotations.queries.assignments import Desk, Turn


class RowsForm(forms.Form):
    """Which articles the list shows."""

    use_required_attribute = False

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=200)
    free = forms.BooleanField(label=_("Only with free slots"), required=False)


class Ticked(forms.Field):
    """Keys of what is ticked in a table: at least one."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(each) for each in value or []]
        except ValueError as error:
            raise forms.ValidationError(_("There is no such row.")) from error


class TakeBackForm(forms.Form):
    assignment = Ticked()


class OpenForm(forms.Form):
    """Ticked articles, or `all` that can be opened."""

    article = Ticked(required=False)
    all = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("article") or self.cleaned_data.get("all")):
            raise forms.ValidationError(_("Nothing is ticked."))
        return self.cleaned_data

    def wanted(self) -> list[UUID] | None:
        return None if self.cleaned_data["all"] else self.cleaned_data["article"]


class UndoForm(forms.Form):
    act = forms.UUIDField()


class AmongForm(forms.Form):
    """Of those who annotate in the project, some."""

    analyst = forms.TypedMultipleChoiceField(
        label=_("Among"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, desks: Sequence[Desk], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["analyst"].choices = [  # type: ignore[attr-defined]
            (desk.membership.user_id, desk.membership.user.shown_name) for desk in desks
        ]


class AssignForm(AmongForm):
    """Articles by hand."""

    article = Ticked()

    def pairs(self) -> list[tuple[UUID, UUID]]:
        analysts: list[UUID] = self.cleaned_data["analyst"]
        return [(row, analyst) for row in self.cleaned_data["article"] for analyst in analysts]


class FillForm(AmongForm):
    """How all free slots are shared out."""

    turn = forms.ChoiceField(label=_("Which articles first"), choices=Turn)
    at_most = forms.IntegerField(
        label=_("At most for each"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Together with what they have already and are not done with."),
    )

    def __init__(self, desks: Sequence[Desk], data: Any = None) -> None:
        # Managers and curators annotate when they want to.
        meant = [one.membership.user_id for one in desks if one.membership.role == Role.ANALYST]
        super().__init__(desks, data, initial={"analyst": meant, "turn": Turn.ADDED})

    def wanted(self) -> dict[str, Any]:
        """What `shares_of` asks for."""
        return {
            "analysts": self.cleaned_data["analyst"],
            "turn": self.cleaned_data["turn"],
            "at_most": self.cleaned_data["at_most"],
        }

    def hidden(self) -> list[tuple[str, Any]]:
        """Name and value of each input that asks for the same again."""
        data = self.wanted()
        analysts = [("analyst", pk) for pk in data["analysts"]]
        return [*analysts, ("turn", data["turn"]), ("at_most", data["at_most"] or "")]
