"""What the owner of a saved search sets: its name, its mails, and who else may take it up."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.widgets import Menu
from annotations.models import Often, SavedSearch


class SavedSearchForm(forms.Form):
    """Shows what is set; takes what was sent."""

    name = forms.CharField(label=_("Name"), max_length=100)
    often = forms.ChoiceField(label=_("In the digest"), choices=Often, widget=Menu)
    project = forms.UUIDField(label=_("Share with the members of"), required=False, widget=Menu)

    def __init__(
        self,
        saved: SavedSearch,
        projects: Iterable[tuple[UUID, str]],
        data: QueryDict | None = None,
    ) -> None:
        now = {"name": saved.name, "often": saved.often, "project": saved.project_id}
        super().__init__(data, initial=now, auto_id=f"{saved.pk.hex}-%s")
        self.fields["name"].widget.attrs = {"dir": "auto", "maxlength": 100}
        self.fields["project"].widget.choices = [("", _("Nobody")), *projects]
