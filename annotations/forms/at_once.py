"""What one key says, and what the pop-up would have proposed beside it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.domain.names import same_person
from annotations.forms.spans import ActForm
from annotations.models import Actor, Mode, Stance

PARTS = ("content", "cue", "mention")
OF_THE_SPEAKER = ("speaker", "speaker_name", "speaker_kind", "affiliation", "affiliation_post")


class RestateForm(ActForm):
    """Another speaker, by id, another stance, or in whose words it is."""

    speaker = forms.UUIDField(required=False)
    stance = forms.ChoiceField(choices=[("", ""), *Stance.choices], required=False)
    mode = forms.ChoiceField(choices=[("", ""), *Mode.choices], required=False)

    def clean_speaker(self) -> Actor | None:
        wanted: UUID | None = self.cleaned_data["speaker"]
        if wanted is None:
            return None
        found = Actor.objects.filter(pk=wanted).first()
        if found is None:
            raise ValidationError(_("This actor is no longer in the register."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data[name] for name in ("speaker", "stance", "mode")):
            raise ValidationError(_("Choose who says it, a stance, or in whose words it is."))
        return data


def as_opened(sent: QueryDict, proposed: dict[str, Any], name: str = "") -> QueryDict:
    """What the pop-up would send if it were opened with `proposed` and `sent` filled in.

    `name` is that of the speaker who was sent. Nothing about another one who was proposed is then
    taken over: neither post nor mention by name.
    """
    proposed = dict(proposed, kind="attribution")
    chosen = str(sent.get("speaker", ""))
    if chosen:
        _forget_speaker(proposed, chosen, name)
    filled = sent.copy()
    for field, value in proposed.items():
        if field in sent or value in ("", None):
            continue
        if field in PARTS:
            filled.setlist(field, [place for place, _ in value])
            filled.setlist(f"{field}_words", [words for _, words in value])
        else:
            filled.setlist(field, value if isinstance(value, list) else [str(value)])
    return filled


def _forget_speaker(proposed: dict[str, Any], chosen: str, name: str) -> None:
    other = proposed.get("speaker_name", "")
    mention = next((words for _, words in proposed.get("mention", [])), "")
    # Where the text names nobody there is nothing to forget.
    if mention and same_person(mention, [other]) and not same_person(mention, [name]):
        proposed.pop("mention")
    if str(proposed.get("relayer", "")) == chosen:
        proposed.pop("relayer")
        proposed.pop("relayer_name", None)
    for field in OF_THE_SPEAKER:
        proposed.pop(field, None)
