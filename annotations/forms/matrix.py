"""What a matrix counts along, and which statements."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.forms.days import Days, LastDay
from annotations.forms.folding import Folding
from annotations.forms.merged import FollowingMerges
from annotations.forms.widgets import Day, Menu
from annotations.models import AffiliationKind, Mode, Stance
from annotations.queries.matrix import Chosen, Dimension

ALL = ("", _("All"))
ROWS, COLUMNS = Dimension.SPEAKER, Dimension.TARGET
# Folded away at first.
MORE = ("speaker", "target", "source", "language", "capacity", "country", "tag")


class MatrixForm(FollowingMerges, Days, Folding):
    """Bound to the page's address; a field that makes no sense counts as empty, and says so.

    Values of menus are judged by their form only, so a fragment needs no menus.
    """

    use_required_attribute = False

    rows = forms.ChoiceField(label=_("Rows"), required=False, choices=Dimension)
    columns = forms.ChoiceField(label=_("Columns"), required=False, choices=Dimension)
    mode = forms.ChoiceField(label=_("Mode"), required=False, choices=[ALL, *Mode.choices])
    stance = forms.ChoiceField(label=_("Stance"), required=False, choices=[ALL, *Stance.choices])
    since = forms.DateField(label=_("From"), required=False, widget=Day)
    until = LastDay(label=_("Until"))
    speaker = forms.UUIDField(label=_("Speaker"), required=False, widget=Menu)
    target = forms.UUIDField(label=_("Target"), required=False, widget=Menu)
    # Only nodes of a network ask for it.
    party = forms.UUIDField(label=_("Speaker or target"), required=False)
    source = forms.UUIDField(label=_("Outlet"), required=False, widget=Menu)
    language = forms.CharField(label=_("Language"), required=False, max_length=8, widget=Menu)
    capacity = forms.ChoiceField(
        label=_("Capacity"), required=False, choices=[ALL, *AffiliationKind.choices]
    )
    country = forms.CharField(
        label=_("Speaker’s country"), required=False, max_length=2, widget=Menu
    )
    tag = forms.UUIDField(label=_("Topic or tag"), required=False, widget=Menu)

    def __init__(
        self, data: QueryDict, menus: Mapping[str, Iterable[tuple[Any, str]]] | None = None
    ) -> None:
        data = data.copy()
        data.setdefault("rows", ROWS)
        data.setdefault("columns", COLUMNS)
        super().__init__(data)
        for name, choices in (menus or {}).items():
            self.fields[name].widget.choices = [ALL, *choices]

    def clean(self) -> dict[str, Any]:
        clean, data = super().clean(), cast(QueryDict, self.data)
        rows, columns = clean.get("rows") or ROWS, clean.get("columns") or COLUMNS
        if rows == columns:
            data["columns"] = self._another(rows)
        for name in ("speaker", "target", "tag"):
            if clean.get(name):
                # What a menu shows as chosen.
                data[name] = str(clean[name])
        return clean

    def chosen(self) -> Chosen:
        clean = self._clean()
        names = [field.name for field in fields(Chosen)]
        return Chosen(**{name: clean[name] for name in names if clean.get(name)})

    def along(self) -> tuple[str, str]:
        """Rows and columns, never the same: the same twice would be a diagonal."""
        clean = self._clean()
        rows, columns = clean.get("rows") or ROWS, clean.get("columns") or COLUMNS
        return (rows, columns) if rows != columns else (rows, self._another(rows))

    def trouble_with_lines(self) -> str:
        """What is said where rows and columns were chosen to be the same, "" where not."""
        clean = self._clean()
        if (clean.get("rows") or ROWS) != (clean.get("columns") or COLUMNS):
            return ""
        columns = Dimension(self.along()[1]).label
        return gettext("Rows and columns cannot be the same. Columns: %(name)s.") % {
            "name": columns
        }

    def choice(self) -> dict[str, str]:
        """What an address of this choice says; what is empty is left out."""
        rows, columns = self.along()
        found = {"rows": rows, "columns": columns}
        for name, value in asdict(self.chosen()).items():
            if value:
                found[name] = str(value)
        return found

    def query(self) -> str:
        return urlencode(self.choice())

    def unfiltered(self) -> str:
        rows, columns = self.along()
        return urlencode({"rows": rows, "columns": columns})

    def is_filtering(self) -> bool:
        return self.chosen() != Chosen()

    def turned(self) -> str:
        """The same with rows as columns."""
        rows, columns = self.along()
        return urlencode({**self.choice(), "rows": columns, "columns": rows})

    def told(self) -> list[tuple[str, str, Any]]:
        """The filters at work: name, label and value of each."""
        chosen = asdict(self.chosen())
        return [(name, str(self[name].label), value) for name, value in chosen.items() if value]

    def may_fold(self) -> Iterable[str]:
        return MORE

    def _another(self, rows: str) -> str:
        return COLUMNS if rows != COLUMNS else ROWS

    def _clean(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class CellForm(forms.Form):
    """Which cell is opened: without a row the whole column, without a column the whole row.

    A value may be empty, for what nobody entered, so what is not asked for is left out.
    """

    row = forms.CharField(required=False, max_length=40)
    column = forms.CharField(required=False, max_length=40)

    def asked(self) -> dict[str, str]:
        """By "row" and "column", as far as the address has them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}
