"""Which of somebody's statements the reader looks for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.days import Days, LastDay
from annotations.forms.folding import Folding
from annotations.forms.widgets import Day, Menu
from annotations.models import Mode, Stance
from annotations.queries.portraits import Portrait
from annotations.queries.speaking import Side, Sought

ALL = ("", _("All"))
# The most frequent ones; a longer menu is no help, and weighs.
MOST = 200
MENUS = ("target", "speaker", "relayer", "tag", "source", "project")


class StatementFilter(Days, Folding):
    """A field that makes no sense counts as empty, and says so.

    Values of menus are judged by their form only, so a fragment needs no portrait.
    """

    words = forms.CharField(label=_("Words said"), required=False, max_length=200)
    stance = forms.ChoiceField(label=_("Stance"), required=False, choices=[ALL, *Stance.choices])
    mode = forms.ChoiceField(label=_("Mode"), required=False, choices=[ALL, *Mode.choices])
    since = forms.DateField(label=_("From"), required=False, widget=Day)
    until = LastDay(label=_("Until"))
    target = forms.UUIDField(label=_("About"), required=False, widget=Menu)
    speaker = forms.UUIDField(label=_("Speaker"), required=False, widget=Menu)
    relayer = forms.UUIDField(label=_("Relayed by"), required=False, widget=Menu)
    tag = forms.UUIDField(label=_("Topic or tag"), required=False, widget=Menu)
    source = forms.UUIDField(label=_("Outlet"), required=False, widget=Menu)
    project = forms.UUIDField(label=_("Project"), required=False, widget=Menu)
    everyone = forms.BooleanField(label=_("Also what was not agreed upon"), required=False)
    side = forms.ChoiceField(required=False, choices=Side, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, portrait: Portrait | None = None) -> None:
        super().__init__(data)
        if portrait is None:
            return
        menus: dict[str, list[tuple[Any, str]]] = {
            "target": [(actor.pk, actor.name) for actor, _n in portrait.targets],
            "speaker": [(actor.pk, actor.name) for actor, _n in portrait.speakers],
            "relayer": [(actor.pk, actor.name) for actor, _n in portrait.relayers],
            "tag": [(tag.pk, tag.name) for tag, _n in portrait.topics],
            "source": [(outlet.source.pk, outlet.source.name) for outlet in portrait.outlets],
            "project": [(project.pk, project.name) for project, _n in portrait.projects],
        }
        for name, offered in menus.items():
            ordered = sorted(offered[:MOST], key=lambda one: one[1].casefold())
            self.fields[name].widget.choices = [ALL, *ordered]
            # Where all statements have the same, there is nothing to choose.
            if len(offered) < 2 and name not in data:
                del self.fields[name]

    def sought(self) -> Sought:
        values = self._clean()
        values.pop("side", None)
        return Sought(**{name: value for name, value in values.items() if value})

    def side_wanted(self) -> str:
        return self._clean().get("side") or Side.SAID

    def is_filtering(self) -> bool:
        return self.sought() != Sought()

    def may_fold(self) -> Iterable[str]:
        return ("since", "until", *MENUS, "everyone")

    def _clean(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)
