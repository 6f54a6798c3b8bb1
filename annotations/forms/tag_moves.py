"""Merging a tag into another one, and splitting some of what bears it off."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.domain.trees import interleaved
from annotations.forms.widgets import Menu
from annotations.models import Bearer, Tag
from annotations.queries.tag_moves import Sought


def tag_choices(tree: list[Tag], besides: Tag) -> list[tuple[Any, str]]:
    """As a menu shows the tree; retired ones are not chosen any more."""
    return [
        (one.pk, "\u2003" * depth + one.name)
        for one, depth in interleaved(tree)
        if one != besides and not one.is_retired
    ]


class TagChoice(forms.UUIDField):
    """Another tag of the codebook; the form sets `offered`."""

    widget = Menu
    offered: dict[UUID, Tag]

    def clean(self, value: Any) -> Any:
        wanted = super().clean(value)
        if wanted is not None and wanted not in self.offered:
            raise forms.ValidationError(_("Choose another tag of this codebook."))
        return self.offered[wanted] if wanted else None


class OfTag(forms.Form):
    def __init__(self, *args: Any, tree: list[Tag], tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = tag_choices(tree, tag)
        keys = {key for key, _name in choices}
        for field in self.fields.values():
            if isinstance(field, TagChoice):
                field.widget.choices = [("", "—"), *choices]
                field.offered = {one.pk: one for one in tree if one.pk in keys}


class MergeTagsForm(OfTag):
    other = TagChoice(label=_("Into"))


class SoughtForm(OfTag):
    """Which of what bears the tag; the address has it, so that it can be looked at first."""

    bearer = forms.ChoiceField(
        label=_("Of"),
        required=False,
        choices=[("", _("All that bear it")), *Bearer.choices],
        widget=Menu,
    )
    words = forms.CharField(label=_("With these words in it"), required=False, max_length=200)
    beside = TagChoice(label=_("That bear this tag as well"), required=False)

    @property
    def sought(self) -> Sought:
        """Everything, where what was sent makes no sense."""
        return Sought(**self.cleaned_data) if self.is_valid() else Sought()


class SplitTagForm(SoughtForm):
    to = TagChoice(label=_("Another tag"), required=False)
    name = forms.CharField(label=_("Or a new one called"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data["to"]) == bool(data["name"].strip()):
            self.add_error("to", _("Choose a tag, or name a new one."))
        return data

    @property
    def sought(self) -> Sought:
        data = self.cleaned_data
        return Sought(data["bearer"], data["words"], data["beside"])
