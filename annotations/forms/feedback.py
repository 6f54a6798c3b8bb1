"""Which feedback somebody looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.widgets import Menu
from annotations.models import RejectionReason, Tag, User
from annotations.queries.feedback import Wanted

ALL = ("", _("All"))


class FeedbackForm(forms.Form):
    """A field that makes no sense counts as empty. `coder` is there for managers only."""

    coder = forms.UUIDField(label=_("Analyst"), required=False, widget=Menu)
    tag = forms.UUIDField(label=_("Tag"), required=False, widget=Menu)
    reason = forms.UUIDField(label=_("Reason"), required=False, widget=Menu)

    def __init__(
        self, data: Any, *, tags: list[Tag], reasons: list[RejectionReason], coders: list[User]
    ) -> None:
        super().__init__(data)
        self.fields["tag"].widget.choices = [ALL, *((one.pk, one.name) for one in tags)]
        self.fields["reason"].widget.choices = [ALL, *((one.pk, one.name) for one in reasons)]
        people = [(one.pk, one.shown_name) for one in coders]
        self.fields["coder"].widget.choices = people
        if not people:
            del self.fields["coder"]
        self.full_clean()

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.cleaned_data.get("tag"), self.cleaned_data.get("reason"))
