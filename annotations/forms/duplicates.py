"""What is said of two entries of the register that may be one."""

from typing import Any

from django import forms

from annotations.models import Actor


class LookForm(forms.Form):
    """Bound to the page's address: how many are passed over, and what was answered last."""

    skip = forms.IntegerField(min_value=0, max_value=1_000, required=False)
    move = forms.UUIDField(required=False)
    one = forms.UUIDField(required=False)
    other = forms.UUIDField(required=False)

    def value(self, name: str) -> Any:
        """What the field says, None where it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def skipped(self) -> int:
        return self.value("skip") or 0


class PairForm(forms.Form):
    one = forms.ModelChoiceField(queryset=Actor.objects.all())
    other = forms.ModelChoiceField(queryset=Actor.objects.all())
    skip = forms.IntegerField(min_value=0, max_value=1_000, required=False)
