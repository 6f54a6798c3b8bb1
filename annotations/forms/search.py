"""What somebody looks for in all that they may see."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.domain.search.asking import LONGEST, Asked, asked
from annotations.forms.countries import country_choices
from annotations.forms.days import Days, LastDay
from annotations.forms.folding import Folding
from annotations.forms.merged import FollowingMerges
from annotations.forms.widgets import Day, Menu
from annotations.models import ActorKind, AffiliationKind, Mode, Stance
from annotations.models import SearchKind as Kind
from annotations.queries.search import Where
from annotations.queries.search_annotations import Origin, Said, Whose
from annotations.queries.search_inside import MOST_SAYING


def bounds_in_words(looked_through: int | None = MOST_SAYING) -> str:
    """Which annotations are looked through, if more than that say it; "" where all were."""
    if looked_through is None:
        return ""
    sentence = gettext(
        "Very many annotations have these words. Only the newest %(shown)s of them are looked "
        "through; another project, source, language or day, or one more word, reaches the others."
    )
    return sentence % {"shown": intcomma(looked_through)}


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    BEST = "best", _("Best match first")


ANNOTATED = {Kind.STATEMENTS, Kind.TAGGED, Kind.NOTES}
OF_ARTICLES = ("project", "since", "until", "source", "language")
OF_STATEMENTS = ("speaker", "speaker_kind", "post_kind", "country", "target", "stance", "mode")
OF_ANNOTATIONS = (*OF_ARTICLES, *OF_STATEMENTS, "tag", "coder", "whose", "origin")
# What each kind of search can be narrowed by. The rest stays in the address for the other kinds.
FILTERS = {
    Kind.TEXT: OF_ARTICLES,
    Kind.STATEMENTS: OF_ANNOTATIONS,
    Kind.TAGGED: OF_ANNOTATIONS,
    Kind.NOTES: OF_ANNOTATIONS,
    Kind.PEOPLE: ("speaker_kind", "country"),
    Kind.COMMENTS: (*OF_ARTICLES, "coder"),
}


def menu(label: Any, choices: Iterable[Any] = ()) -> forms.ChoiceField:
    offered = [("", _("All")), *choices]
    return forms.ChoiceField(label=label, required=False, choices=offered, widget=Menu)


class SearchForm(FollowingMerges, Days, Folding):
    """Bound to the page's address; a field that makes no sense counts as empty.

    Whom and what only a count can choose has a hidden field, so that it stays in the address.
    """

    use_required_attribute = False

    q = forms.CharField(label=_("Search for"), required=False, strip=True)
    kind = forms.ChoiceField(choices=Kind.choices, required=False, widget=forms.HiddenInput)
    project = forms.UUIDField(label=_("Project"), required=False, widget=Menu)
    since = forms.DateField(label=_("Published from"), required=False, widget=Day)
    until = LastDay(label=_("Published until"))
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=Sort.choices, widget=Menu)
    whose = menu(_("Whose"), Whose.choices)
    origin = menu(_("Made where"), Origin.choices)
    speaker_kind = menu(_("Said by"), ActorKind.choices)
    post_kind = menu(_("In a post of"), AffiliationKind.choices)
    country = menu(_("Speaker’s country"))
    stance = menu(_("Stance"), Stance.choices)
    mode = menu(_("Mode"), Mode.choices)
    source = forms.UUIDField(required=False, widget=forms.HiddenInput)
    language = forms.CharField(max_length=8, required=False, widget=forms.HiddenInput)
    speaker = forms.UUIDField(required=False, widget=forms.HiddenInput)
    target = forms.UUIDField(required=False, widget=forms.HiddenInput)
    tag = forms.UUIDField(required=False, widget=forms.HiddenInput)
    coder = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, projects: Iterable[tuple[UUID, str]] = ()) -> None:
        super().__init__(data)
        projects = list(projects)
        self.projects = [key for key, _name in projects]
        self.fields["project"].widget.choices = [("", _("All my projects")), *projects]
        if data.get("country") or data.get("kind") in {*ANNOTATED, Kind.PEOPLE}:
            countries = [("", _("All")), *country_choices()[1:]]
            self.fields["country"].choices = countries  # type: ignore[attr-defined]
        if data.get("kind") == Kind.PEOPLE:
            self.fields["speaker_kind"].label = _("Kind")
            self.fields["country"].label = _("Country")
        self.fields["q"].widget.attrs = {"maxlength": LONGEST, "dir": "auto", "autofocus": not data}

    def looked_for(self) -> Kind:
        return Kind(self._clean().get("kind") or Kind.TEXT)

    def sort_by(self) -> str:
        return self._clean().get("sort") or Sort.NEWEST

    def typed(self) -> str:
        return str(self._clean().get("q") or "").replace("\x00", "")

    def asked(self) -> Asked:
        return asked(self.typed())

    def where(self) -> Where:
        return Where(**self._of("project", "source", "language", "since", "until"))

    def said(self) -> Said:
        names = ("speaker", "speaker_kind", "post_kind", "country", "target", "stance", "mode")
        return Said(**self._of(*names, "tag", "coder", "whose", "origin"))

    def narrows(self) -> bool:
        """Whether something besides words is asked for."""
        return self.where() != Where() or self.said() != Said()

    def fields_of_kind(self) -> list[forms.BoundField]:
        """Those that are not hidden, besides the words."""
        return [self[name] for name in self.may_fold()]

    def may_fold(self) -> Iterable[str]:
        names = ["project", "since", "until"]
        if self.looked_for() == Kind.TEXT:
            names += ["sort"]
        elif self.looked_for() in ANNOTATED:
            names += ["whose", "origin", "speaker_kind", "post_kind", "country", "stance", "mode"]
        elif self.looked_for() == Kind.PEOPLE:
            names = ["speaker_kind", "country"]
        return names

    def in_force(self) -> list[tuple[str, Any]]:
        """What narrows this kind of search, by the names of its fields, with what was chosen."""
        clean = self._clean()
        names = FILTERS[self.looked_for()]
        return [(name, clean[name]) for name in names if clean.get(name)]

    def kept(self) -> list[forms.BoundField]:
        """Hidden ones that say something."""
        shown = {field.name for field in self.fields_of_kind()} | {"q"}
        return [self[name] for name in self.fields if name not in shown and self.data.get(name)]

    def _of(self, *names: str) -> dict[str, Any]:
        clean = self._clean()
        return {name: clean[name] for name in names if clean.get(name)}

    def _clean(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)


class Line(models.TextChoices):
    """What the lines of a concordance are sorted by."""

    DATE = "date", _("Date")
    LEFT = "left", _("Words before")
    RIGHT = "right", _("Words after")
    SPEAKER = "speaker", _("Speaker")


NTHS = [(str(n), str(n)) for n in range(1, 6)]
WINDOWS = [(str(n), str(n)) for n in (1, 2, 3, 4, 5, 7, 10)]


class ConcordanceForm(SearchForm):
    """Of the text alone, with what its lines are sorted by."""

    by = forms.ChoiceField(label=_("Lines by"), required=False, choices=Line.choices, widget=Menu)
    nth = forms.ChoiceField(label=_("By which word"), required=False, choices=NTHS, widget=Menu)
    window = forms.ChoiceField(
        label=_("Neighbours within"), required=False, choices=WINDOWS, initial="5", widget=Menu
    )
    pattern = forms.BooleanField(label=_("Regular expression"), required=False)
    stop_words = forms.BooleanField(label=_("With stop words"), required=False)

    def __init__(self, data: QueryDict, projects: Iterable[tuple[UUID, str]] = ()) -> None:
        filled = data.copy()
        filled.setdefault("window", "5")
        super().__init__(filled, projects)

    def looked_for(self) -> Kind:
        return Kind.TEXT

    def may_fold(self) -> Iterable[str]:
        """All of them stand on the page."""
        return ["by", "nth", "window", "project", "since", "until", "pattern", "stop_words"]

    def is_pattern(self) -> bool:
        return bool(self._clean().get("pattern")) and bool(self.typed())

    def line_order(self) -> str:
        return self._clean().get("by") or Line.DATE

    def nth_word(self) -> int:
        return int(self._clean().get("nth") or 1)

    def words_around(self) -> int:
        return int(self._clean().get("window") or 5)

    def with_stop_words(self) -> bool:
        return bool(self._clean().get("stop_words"))
