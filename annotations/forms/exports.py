"""What somebody wants to export, and what they need to know before."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.articles import Choices, Offer
from annotations.forms.days import Days, LastDay
from annotations.forms.widgets import Day, Menu
from annotations.models import User
from annotations.queries.coded import Wanted, Which

COMPARING = {Which.ALL, Which.EVERYTHING, Which.CODER}


class ExportForm(Days):
    """Bound to the page's address. Analysts who work blind are offered no others' codings."""

    use_required_attribute = False

    form = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect)
    which = forms.ChoiceField(label=_("Whose annotations"), required=False, widget=Menu)
    coder = forms.CharField(label=_("Which analyst"), required=False, max_length=150, widget=Menu)
    source = forms.UUIDField(label=_("Source"), required=False, widget=Menu)
    language = forms.CharField(label=_("Language"), required=False, max_length=8, widget=Menu)
    since = forms.DateField(label=_("Published from"), required=False, widget=Day)
    until = LastDay(label=_("Published until"))
    finished = forms.BooleanField(label=_("Only what is finished"), required=False)
    annotated = forms.BooleanField(label=_("Only articles with annotations"), required=False)

    def __init__(
        self, data: QueryDict, formats: Choices, offer: Offer, coders: Iterable[User]
    ) -> None:
        first = {"form": "jsonl", "which": Which.COUNTS.value}
        super().__init__({**first, **data.dict()})
        self.fields["form"].choices = list(formats)  # type: ignore[attr-defined]
        which = [one for one in Which.choices if offer.sees_all or one[0] not in COMPARING]
        self.fields["which"].choices = which  # type: ignore[attr-defined]
        menus = {
            "source": offer.sources,
            "language": offer.languages,
            "coder": [(one.username, one.shown_name) for one in coders],
        }
        for name, choices in menus.items():
            every = _("Everybody") if name == "coder" else _("All")
            self.fields[name].widget.choices = [("", every), *choices]
        if not offer.sees_all:
            del self.fields["coder"]

    def wanted(self) -> Wanted:
        """Without the fields that make no sense. Whoever names an analyst wants theirs."""
        self.is_valid()
        clean: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value and name != "form"
        }
        if clean.get("coder"):
            clean["which"] = Which.CODER.value
        elif clean.get("which") == Which.CODER:
            clean["which"] = Which.COUNTS.value
        source: UUID | None = clean.get("source")
        return Wanted(**clean | {"source": source})
