"""What the annotating page sends about spans. Nothing here asks the database."""

from copy import copy
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.actions.excerpts import Range
from annotations.domain.quotes import SHOWN
from annotations.domain.thresholds import NONE_SHOWN
from annotations.models import Tag
from annotations.queries.readings import Tagbook

# Far above the longest text, far below what the database can count.
LONGEST = 1_000_000_000


class TagsField(forms.MultipleChoiceField):
    """Ids of tags, cleaned into tags of the codebook; the form sets `tagbook`."""

    tagbook: Tagbook

    def clean(self, value: Any) -> Any:
        found: list[Tag] = []
        for text in value or []:
            try:
                tag = self.tagbook.get(UUID(str(text)))
            except ValueError:
                tag = None
            if tag is None:
                raise ValidationError(_("This project's codebook has no such tag."))
            found.append(tag)
        return found


class InCommon(dict[str, forms.Field]):
    """Fields that all forms of a class have in common: nobody changes them, and a copy of each, as
    Django makes it, took longer than to look at what was sent."""

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        return dict(self)


class ActForm(forms.Form):
    """What every act brings: `key` names it (a UUID), `seen` is the state that the page knew.

    `above` is the confidence from which on the page shows suggestions.
    """

    key = forms.UUIDField(required=False)
    seen = forms.IntegerField(required=False, min_value=0, max_value=LONGEST)
    above = forms.FloatField(required=False, min_value=0, max_value=NONE_SHOWN)

    def __init__(self, *args: Any, tagbook: Tagbook | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, TagsField) and tagbook is not None:
                self.fields[name] = own = copy(field)
                own.tagbook = tagbook

    def clean_above(self) -> float:
        above: float | None = self.cleaned_data["above"]
        return SHOWN if above is None else above

    @property
    def threshold(self) -> float:
        """`above`, whatever else is wrong with the form."""
        found: float = getattr(self, "cleaned_data", {}).get("above", SHOWN)
        return found

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, for a page that has no place for each."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class PlaceForm(ActForm):
    """A place in the text: code points, and the words that the page saw there."""

    start = forms.IntegerField(min_value=0, max_value=LONGEST)
    end = forms.IntegerField(min_value=1, max_value=LONGEST)
    words = forms.CharField(strip=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start is not None and end is not None:
            if end <= start:
                raise ValidationError(_("A passage has at least one character."))
            data["where"] = Range(start, end, data.get("words", ""))
        return data


class SelectionForm(forms.Form):
    """A place that was selected, and whether it is to be tagged or attributed."""

    start = forms.IntegerField(min_value=0, max_value=LONGEST)
    end = forms.IntegerField(min_value=1, max_value=LONGEST)
    intent = forms.CharField(required=False)


class PassageForm(PlaceForm):
    tags = TagsField(required=False)
    note = forms.CharField(required=False, max_length=10_000)


class TagForm(ActForm):
    """One tag to put on or take off."""

    tag = TagsField()

    def clean_tag(self) -> Tag:
        tags: list[Tag] = self.cleaned_data["tag"]
        if len(tags) != 1:
            raise ValidationError(_("Choose a tag."))
        return tags[0]


# What every write waits for.
for _form in (ActForm, PlaceForm, PassageForm, TagForm):
    _form.base_fields = InCommon(_form.base_fields)
