"""A codebook's file on its way in: looked at first, then taken in as it was looked at."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from annotations.domain.codebook_states import TagState
from annotations.models import Codebook

SALT = "annotations.codebook_files"


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.xlsx,.qdc"}),
        error_messages={"required": _("Choose a file first.")},
        help_text=_("A table (.csv, .xlsx) or a REFI-QDA codebook (.qdc)."),
    )


class PlanForm(forms.Form):
    """The tree that was looked at, signed: what is taken in is what was shown."""

    plan = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, codebook: Codebook, before: list[TagState], wanted: list[TagState]) -> "PlanForm":
        said = [str(codebook.pk), _plain(before), _plain(wanted)]
        return cls(initial={"plan": signing.dumps(said, salt=SALT, compress=True)})

    def wanted(self, codebook: Codebook, present: list[TagState]) -> list[TagState]:
        """Raises ValidationError where it is another codebook's, or the tags have changed since."""
        try:
            said: Any = signing.loads(self.data.get("plan", ""), salt=SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Choose the file once more.")) from error
        of, before, wanted = said
        if of != str(codebook.pk) or before != _plain(present):
            raise forms.ValidationError(
                _("The tags have changed meanwhile. Choose the file once more.")
            )
        return [TagState.from_json(each) for each in wanted]


def _plain(states: list[TagState]) -> list[dict[str, Any]]:
    return [one.to_json() | {"applies_to": list(one.applies_to)} for one in states]
