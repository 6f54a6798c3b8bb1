"""What was chosen in a search, and what is to be done with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.domain.trees import interleaved
from annotations.forms.tag_moves import TagChoice
from annotations.forms.widgets import Menu
from annotations.models import Bearer, Project, Tag
from annotations.queries.assignments import Desk

# One by one. Whoever means more means all that were found.
MOST_CHOSEN = 5_000


class Doing(models.TextChoices):
    TAG = "tag", _("Give a tag")
    UNTAG = "untag", _("Take a tag off")
    ADD = "add", _("Add to a project")
    ASSIGN = "assign", _("Assign")


class Keys(forms.Field):
    """Keys of what is ticked, some in one value with commas between them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            keys = [UUID(key) for each in value or [] for key in each.split(",") if key]
        except ValueError as error:
            raise forms.ValidationError(_("There is no such row.")) from error
        if len(keys) > MOST_CHOSEN:
            sentence = _("Choose at most %(most)s one by one, or all that were found.")
            raise forms.ValidationError(sentence % {"most": MOST_CHOSEN})
        return list(dict.fromkeys(keys))


class ChosenForm(forms.Form):
    """`query` is the address of the search; `all` that it finds is meant, or what is `chosen`."""

    query = forms.CharField(required=False, max_length=4_000)
    all = forms.BooleanField(required=False)
    chosen = Keys(required=False)
    act = forms.ChoiceField(choices=Doing.choices)

    def clean_query(self) -> str:
        return str(self.cleaned_data["query"]).lstrip("?")

    def clean(self) -> dict[str, Any]:
        if not self.errors and not (self.cleaned_data["chosen"] or self.cleaned_data["all"]):
            raise forms.ValidationError(_("Choose some of what was found first."))
        return self.cleaned_data

    def keys(self) -> frozenset[UUID] | None:
        return None if self.cleaned_data["all"] else frozenset(self.cleaned_data["chosen"])

    def why(self) -> str:
        """The first thing that is wrong."""
        return str(next(iter(self.errors.values()))[0])

    def hidden(self) -> list[tuple[str, str]]:
        """Name and value of each input that means the same again; one has all keys."""
        data = self.cleaned_data
        chosen = ("chosen", ",".join(map(str, data["chosen"])))
        return [("query", data["query"]), ("all", "on") if data["all"] else chosen]


class HowForm(forms.Form):
    """In which project, with which tag, to whom: as far as the act asks for it."""

    use_required_attribute = False

    project = forms.UUIDField(label=_("Project"), widget=Menu)
    tag = TagChoice(label=_("Tag"))
    analyst = forms.TypedMultipleChoiceField(
        label=_("To"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Any,
        act: str,
        projects: Sequence[Project],
        tags: Sequence[Tag] = (),
        desks: Sequence[Desk] = (),
        project: Project | None = None,
    ) -> None:
        super().__init__(data, initial={"project": project.pk if project else None})
        asked = {Doing.TAG: "tag", Doing.UNTAG: "tag", Doing.ASSIGN: "analyst"}.get(Doing(act))
        for name in {"tag", "analyst"} - {asked if project else None}:
            del self.fields[name]
        offered = [(one.pk, one.name) for one in projects]
        self.fields["project"].widget.choices = [("", _("Choose one")), *offered]
        if "tag" in self.fields:
            tree = [(one.pk, "\u2003" * depth + one.name) for one, depth in interleaved(tags)]
            self.fields["tag"].widget.choices = [("", _("Choose one")), *tree]
            self.fields["tag"].offered = {one.pk: one for one in tags}  # type: ignore[attr-defined]
        if "analyst" in self.fields:
            self.fields["analyst"].choices = [  # type: ignore[attr-defined]
                (desk.membership.user_id, desk.membership.user.shown_name) for desk in desks
            ]

    @property
    def lacks_tags(self) -> bool:
        """The codebook has none that the act can be about."""
        return "tag" in self.fields and not self.fields["tag"].offered  # type: ignore[attr-defined]


def tags_for(act: str, tags: Sequence[Tag], is_of_annotations: bool) -> list[Tag]:
    """Those that the act can be about."""
    bearers = {Bearer.PASSAGE, Bearer.STATEMENT} if is_of_annotations else {Bearer.ARTICLE}
    return [
        tag
        for tag in tags
        if bearers & set(tag.applies_to) and not (act == Doing.TAG and tag.is_retired)
    ]
