"""What is said about a file of many articles before it is taken in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.domain.extraction.rows import FIELDS
from annotations.domain.text import CannotExtract
from annotations.forms.extraction_errors import sentence_of
from annotations.models import ImportEntry

LABELS = {
    "title": _("Title"),
    "text": _("Text"),
    "byline": _("Byline"),
    "published": _("Date"),
    "language": _("Language"),
    "source": _("Source"),
    "url": _("Address"),
    "section": _("Section"),
}
# More than any export has that is meant to be read as articles.
MAX_SHOWN = 60


class ImportFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(
            attrs={"accept": ".zip,.jsonl,.ndjson,.csv,.tsv,application/zip,text/csv"}
        ),
        error_messages={"required": _("Choose a file first.")},
    )


class ColumnsForm(forms.Form):
    """Which column is which field, and the source of those that name none.

    A table or lines have columns; an archive has none.
    """

    source_name = forms.CharField(
        label=_("Source of those that name none"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, columns: Sequence[str], known: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = dict.fromkeys(column for column in columns if column)
        self.columns = [
            column for place, column in enumerate(named) if place < MAX_SHOWN or column in known
        ]
        choices = [("", _("Not used")), *((field, LABELS[field]) for field in FIELDS)]
        for number, column in enumerate(self.columns):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=known.get(column, "")
            )

    def column_fields(self) -> Iterator[forms.BoundField]:
        return (self[f"column_{number}"] for number in range(len(self.columns)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = list(self.meanings.values())
        twice = next((field for field in chosen if chosen.count(field) > 1), None)
        if twice:
            self.add_error(
                None,
                _("Two columns are chosen for “%(field)s”. Choose one.") % {"field": LABELS[twice]},
            )
        elif self.columns and "text" not in chosen:
            self.add_error(None, _("Say which column holds the text."))
        return cleaned

    @property
    def meanings(self) -> dict[str, str]:
        """Column to field, of those that are used, once `is_valid()`."""
        values = {
            column: self.cleaned_data.get(f"column_{number}", "")
            for number, column in enumerate(self.columns)
        }
        return {column: field for column, field in values.items() if field}


def reason_of(entry: ImportEntry) -> str:
    """Why one was refused, in the reader's language where that can be."""
    if entry.code:
        return sentence_of(CannotExtract(entry.code, **entry.params))
    return entry.why
