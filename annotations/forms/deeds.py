from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.widgets import Menu
from annotations.models import User
from annotations.queries.deeds import DeedKind, Sought


class DeedFilter(forms.Form):
    """Whose doings, and which. What makes no sense filters nothing."""

    by = forms.UUIDField(label=_("Who"), required=False, widget=Menu)
    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("All")), *DeedKind.choices], widget=Menu
    )

    def __init__(self, data: QueryDict, people: list[User]) -> None:
        super().__init__(data)
        offered = [(user.pk, user.shown_name) for user in people]
        self.fields["by"].widget.choices = [("", _("Everybody")), *offered]

    def sought(self) -> Sought:
        self.is_valid()
        return Sought(**{name: value for name, value in self.cleaned_data.items() if value})
