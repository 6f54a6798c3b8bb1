"""Finding a source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import SourceKind


class SourceFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *SourceKind.choices]
    )
    unreviewed = forms.BooleanField(label=_("Not reviewed only"), required=False)

    def value(self, name: str) -> str:
        """What the field says, "" where it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name, "")
