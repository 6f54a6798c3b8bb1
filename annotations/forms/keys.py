"""The keys that a reader would rather have."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations.domain.keys import COMMANDS
from annotations.models import Mode, Stance, User

LABELS = {
    "attribute": _("Say who says it; accept the suggestion"),
    "tag": _("Choose tags, write a note"),
    "quotation": _("Take the whole quotation"),
    "edit": _("Edit the annotation"),
    "comment": _("Comment on the annotation"),
    "flag": _("Flag the annotation for later"),
    "next": _("Next annotation or suggestion"),
    "previous": _("Previous annotation or suggestion"),
    "next_suggestion": _("Next suggestion"),
    "turn_down": _("Reject the suggestion"),
    "why": _("Why it is suggested"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    **{stance.value: format_lazy(_("Stance: {word}"), word=stance.label) for stance in Stance},
    **{
        f"words_{mode.value}": format_lazy(_("In whose words: {word}"), word=mode.label)
        for mode in (Mode.DIRECT, Mode.MIXED, Mode.INDIRECT)
    },
}


class KeysForm(forms.Form):
    """A field for each command. What is a good key is for actions.keys to say."""

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=COMMANDS | user.own_keys)
        for command in COMMANDS:
            widget = forms.TextInput(
                attrs={
                    "class": "press",
                    "data-press": True,
                    "autocomplete": "off",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                }
            )
            self.fields[command] = forms.CharField(
                label=LABELS[command], max_length=2, widget=widget
            )
