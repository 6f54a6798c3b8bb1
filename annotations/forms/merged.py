"""Filters that mean who they meant when an address was written, whatever was merged since."""

from typing import Any

from django import forms

from annotations.queries.merged import as_merged


class FollowingMerges(forms.Form):
    """For a form whose fields choose actors and a tag by the usual names.

    Without `follows_merges` it says what was chosen, and asks the database nothing.
    """

    follows_merges = True

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        return as_merged(clean) if self.follows_merges else clean
