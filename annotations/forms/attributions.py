"""The pop-up: a passage or an attribution, with every field that either has."""

import re
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.actions.attributions import Facts, Places
from annotations.actions.excerpts import Range
from annotations.actions.people import Capacity, Named
from annotations.domain.names import tidy
from annotations.forms.spans import LONGEST, ActForm, TagsField
from annotations.models import Actor, ActorKind, Affiliation, Certainty, Mode, Stance
from annotations.queries.prefill import RELAYERS

KINDS = [("passage", _("Passage")), ("attribution", _("Attribution"))]
PEOPLE = ("speaker", "target", *RELAYERS)
RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
MOST_CONTENTS = 50
SEGMENTS = {"class": "segments"}


def place_of(text: str) -> tuple[int, int] | None:
    """[start, end) of "start-end" in code points; None for anything else."""
    match = RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match and int(match[1]) < int(match[2]) else None


def name_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200)


class Relayer(NamedTuple):
    """Somebody in the chain, as the template needs it."""

    name: str
    typed: forms.BoundField
    chosen: forms.BoundField
    kind: forms.BoundField


class AnnotationForm(ActForm):
    """Ranges travel as `content`, `cue`, `mention` ("start-end") beside `…_words`.

    People travel as an id, or as `…_name` (and `…_kind` for new ones); a name that was typed over
    a chosen one wins. `affiliation` is an id, "new" with a post, "" for none; where nothing is
    said, neither field nor post, it is what the speaker was on the day. `suggestion` is the number
    of the one that is accepted with what the form says.
    """

    suggestion = forms.IntegerField(
        required=False, min_value=1, max_value=LONGEST, widget=forms.HiddenInput
    )

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect(attrs=SEGMENTS),
    )
    speaker = forms.UUIDField(required=False)
    speaker_name = name_field(_("Who says it?"))
    speaker_kind = forms.ChoiceField(choices=[("", "")], required=False)
    affiliation = forms.CharField(required=False, max_length=36)
    affiliation_post = name_field(_("Post"))
    affiliation_organisation = name_field(_("At"))
    printed_capacity = name_field(_("Capacity as printed"))
    target = forms.UUIDField(required=False)
    target_name = name_field(_("About whom?"))
    target_kind = forms.ChoiceField(choices=[("", "")], required=False)
    relayer = forms.UUIDField(required=False)
    relayer_name = name_field(_("Relayed by"))
    relayer_kind = forms.ChoiceField(choices=[("", "")], required=False)
    relay2 = forms.UUIDField(required=False)
    relay2_name = name_field(_("Then relayed by"))
    relay2_kind = forms.ChoiceField(choices=[("", "")], required=False)
    relay3 = forms.UUIDField(required=False)
    relay3_name = name_field(_("Third to relay it"))
    relay3_kind = forms.ChoiceField(choices=[("", "")], required=False)
    relay4 = forms.UUIDField(required=False)
    relay4_name = name_field(_("Fourth to relay it"))
    relay4_kind = forms.ChoiceField(choices=[("", "")], required=False)
    stance = forms.ChoiceField(
        label=_("Stance"),
        choices=[("", _("Not said")), *Stance.choices],
        required=False,
        widget=forms.RadioSelect(attrs=SEGMENTS),
    )
    mode = forms.ChoiceField(
        label=_("In whose words"),
        choices=Mode.choices,
        required=False,
        widget=forms.RadioSelect(attrs=SEGMENTS),
    )
    certainty = forms.ChoiceField(
        label=_("How certain are you?"),
        choices=Certainty.choices,
        required=False,
        widget=forms.RadioSelect(attrs=SEGMENTS),
    )
    tags = TagsField(label=_("Tags"), required=False)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="annotation-%s", **kwargs)
        for name in PEOPLE:
            kind: Any = self.fields[f"{name}_kind"]
            kind.choices = [("", ""), *ActorKind.choices]

    @property
    def is_attribution(self) -> bool:
        return self.cleaned_data["kind"] != "passage"

    @property
    def places(self) -> Places:
        return Places(
            self.cleaned_data["content"], self.cleaned_data["cue"], self.cleaned_data["mention"]
        )

    def facts(self, mode: str) -> Facts:
        """What the form says; `mode` where it does not say whose words they are."""
        data = self.cleaned_data
        return Facts(
            mode=data["mode"] or mode,
            speaker=data["who"]["speaker"],
            capacity=data["capacity"],
            target=data["who"]["target"],
            relayer=data["who"]["relayer"],
            relays=[one for name in RELAYERS[1:] if (one := data["who"][name])],
            stance=data["stance"],
            certainty=data["certainty"] or Certainty.CERTAIN,
            note=data["note"],
            tags=data["tags"],
            printed=data["printed_capacity"] if "printed_capacity" in self.data else None,
        )

    @property
    def relayers(self) -> list[Relayer]:
        """The fields of those who passed it on after the first."""
        return [
            Relayer(name, *(self[f"{name}{part}"] for part in ("_name", "", "_kind")))
            for name in RELAYERS[1:]
        ]

    @property
    def person(self) -> UUID | None:
        """Who is chosen as the speaker right now."""
        try:
            return UUID(str(self["speaker"].value()))
        except ValueError:
            return None

    def post(self, held: str) -> str:
        """The post that is chosen: as sent, as saved, or the one that was held on the day."""
        if self.is_bound or "affiliation" in self.initial:
            return str(self["affiliation"].value() or "")
        return held

    @property
    def loose_errors(self) -> list[str]:
        """What is wrong with fields that nobody sees, or with no field in particular."""
        unseen = [
            "key",
            "seen",
            "above",
            "suggestion",
            "kind",
            *PEOPLE,
            *(f"{name}_kind" for name in PEOPLE),
        ]
        found = [str(error) for name in unseen for error in self.errors.get(name, [])]
        return [*map(str, self.non_field_errors()), *found]

    @property
    def content_rows(self) -> list[tuple[str, str]]:
        return self.rows("content")

    @property
    def cue_rows(self) -> list[tuple[str, str]]:
        return self.rows("cue")

    @property
    def mention_rows(self) -> list[tuple[str, str]]:
        return self.rows("mention")

    @property
    def mention_words(self) -> str:
        """By what the text calls the speaker: in full, where that is known."""
        named = str(self["speaker_name"].value() or "")
        return named or next((words for _, words in self.mention_rows), "")

    @property
    def first_mention(self) -> str:
        return next((place for place, _ in self.mention_rows), "")

    @property
    def first_words(self) -> str:
        return next((words for _, words in self.content_rows), "")

    @property
    def first_start(self) -> str:
        return next((text.partition("-")[0] for text, _ in self.content_rows), "")

    @property
    def first_end(self) -> str:
        return next((text.partition("-")[2] for text, _ in self.content_rows), "")

    @property
    def tag_ids(self) -> set[str]:
        return {str(pk) for pk in self["tags"].value() or []}

    def rows(self, name: str) -> list[tuple[str, str]]:
        """`(range, words)` of the parts of that name, as sent or as proposed."""
        if not self.is_bound:
            found: list[tuple[str, str]] = self.initial.get(name, [])
            return found
        ranges, words = self._sent(name), self._sent(f"{name}_words")
        words += [""] * (len(ranges) - len(words))
        return [row for row in zip(ranges, words, strict=False) if row[0]]

    def _sent(self, name: str) -> list[str]:
        data: Any = self.data
        return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name, []))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["content"] = self._ranges("content", MOST_CONTENTS)
        for name in ("cue", "mention"):
            data[name] = next(iter(self._ranges(name, 1)), None)
        if not data["content"]:
            self.add_error(None, _("Choose what was said."))
        self._clean_people(data)
        return data

    def _ranges(self, name: str, most: int) -> list[Range]:
        found = []
        rows = self.rows(name)
        if len(rows) > most:
            raise ValidationError(_("These are too many places for one statement."))
        for text, words in rows:
            place = place_of(text)
            if place is None:
                raise ValidationError(_("A passage has at least one character."))
            found.append(Range(*place, words))
        return found

    def _clean_people(self, data: dict[str, Any]) -> None:
        """One query for all who were chosen, one more for the post."""
        chosen = Actor.objects.in_bulk([data[name] for name in PEOPLE if data.get(name)])
        data["who"] = {}
        for name in PEOPLE:
            actor = chosen.get(data.get(name))
            typed, kind = tidy(data.get(f"{name}_name") or ""), data.get(f"{name}_kind") or ""
            is_there = f"{name}_name" in self.data
            if actor and (not is_there or typed.casefold() == actor.name.casefold()):
                data["who"][name] = Named(f"{name}_name", actor)
            elif typed:
                data["who"][name] = Named(f"{name}_name", name=typed, kind=kind)
            else:
                data["who"][name] = None
                if data.get(name) and not actor:
                    self.add_error(f"{name}_name", _("This actor is no longer in the register."))
        data["capacity"] = self._capacity(data)

    def _capacity(self, data: dict[str, Any]) -> Capacity | None:
        chosen = data.get("affiliation") or ""
        post, place = data.get("affiliation_post") or "", data.get("affiliation_organisation") or ""
        if chosen in ("", "new") and tidy(post):
            return Capacity(post=post, organisation=place)
        if chosen == "new" or "affiliation" not in self.data:
            return Capacity()
        try:
            affiliation = Affiliation.objects.filter(pk=UUID(chosen)).first()
        except ValueError:
            return None
        if affiliation is None:
            self.add_error("affiliation", _("This post is no longer in the register."))
        return Capacity(affiliation) if affiliation else None
