from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.widgets import Menu
from annotations.models import User
from annotations.queries.deeds import DeedKind, Sought
from annotations.queries.register_deeds import RegisterDeed


class _Filter(forms.Form):
    """Whose doings. What makes no sense filters nothing."""

    by = forms.UUIDField(label=_("Who"), required=False, widget=Menu)

    def __init__(self, data: QueryDict, people: list[User]) -> None:
        super().__init__(data)
        offered = [(user.pk, user.shown_name) for user in people]
        self.fields["by"].widget.choices = [("", _("Everybody")), *offered]


class DeedFilter(_Filter):
    """Whose doings in a project, and which."""

    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("All")), *DeedKind.choices], widget=Menu
    )

    def sought(self) -> Sought:
        self.is_valid()
        return Sought(**{name: value for name, value in self.cleaned_data.items() if value})


class RegisterDeedFilter(_Filter):
    """Whose doings in the register, and which."""

    kind = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("All")), *RegisterDeed.choices],
        widget=Menu,
    )

    def sought(self) -> tuple[UUID | None, str]:
        self.is_valid()
        return self.cleaned_data.get("by"), self.cleaned_data.get("kind", "")
