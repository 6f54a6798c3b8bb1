"""What the reader looks for in the list of articles."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.days import Days, LastDay
from annotations.forms.folding import Folding
from annotations.forms.widgets import Day, Menu
from annotations.queries.article_orders import Sort
from annotations.queries.articles import Wanted, Work

Choices = Iterable[tuple[Any, Any]]


@dataclass(frozen=True)
class Offer:
    """What the menus of the filter offer, as (value, words)."""

    sources: Choices = ()
    languages: Choices = ()
    tags: Choices = ()
    sees_all: bool = False


class ArticleFilter(Days, Folding):
    """Bound to the page's address; a field that makes no sense counts as empty, and says so.

    Values are judged by their form only, so a fragment needs no menus.
    """

    use_required_attribute = False

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=200)
    work = forms.ChoiceField(label=_("My work"), required=False, widget=Menu)
    source = forms.UUIDField(label=_("Source"), required=False, widget=Menu)
    language = forms.CharField(label=_("Language"), required=False, max_length=8, widget=Menu)
    since = forms.DateField(
        label=_("Published from"),
        required=False,
        widget=Day,
    )
    until = LastDay(label=_("Published until"))
    tag = forms.UUIDField(label=_("Has the tag"), required=False, widget=Menu)
    speaker = forms.CharField(label=_("Quotes somebody called"), required=False, max_length=200)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=Sort.choices, widget=Menu)

    def __init__(self, data: QueryDict, offer: Offer) -> None:
        super().__init__(data)
        works = [choice for choice in Work.choices if offer.sees_all or choice[0] != Work.COMPARE]
        self.fields["work"].choices = [("", _("All")), *works]  # type: ignore[attr-defined]
        for name, choices in (
            ("source", offer.sources),
            ("language", offer.languages),
            ("tag", offer.tags),
        ):
            self.fields[name].widget.choices = [("", _("All")), *choices]

    def wanted(self) -> Wanted:
        """What to look for, without the fields that make no sense."""
        clean = self._clean()
        clean["words"] = clean.pop("q", "")
        names = {field.name for field in fields(Wanted)}
        return Wanted(**{name: clean[name] for name in names if clean.get(name)})

    def sort_by(self) -> str:
        return self._clean().get("sort") or Sort.NEWEST

    def may_fold(self) -> Iterable[str]:
        return ("source", "language", "since", "until", "tag", "speaker")

    def is_filtering(self) -> bool:
        return self.wanted() != Wanted()

    def _clean(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)
