"""What a curator sends about a place."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.domain.adjudication.nearest import nearest
from annotations.domain.adjudication.versions import Range, Version
from annotations.forms.spans import TagsField
from annotations.forms.widgets import Menu
from annotations.models import Actor, Affiliation, Certainty, Mode, RejectionReason, Stance, Tag
from annotations.queries.readings import Tagbook

# More coders than an article can have.
MOST_CODERS = 99
PEOPLE = ("speaker", "target")
ABOUT_STATEMENTS = (
    *("cue", "mention", "affiliation", "mode", "stance", "certainty"),
    *PEOPLE,
    *(f"{name}_name" for name in PEOPLE),
)


class RulingForm(forms.Form):
    """`key` names the act: the same sent twice is done once."""

    key = forms.UUIDField(required=False)
    note = forms.CharField(required=False, max_length=10_000)


class TakeForm(RulingForm):
    coder = forms.IntegerField(min_value=1, max_value=MOST_CODERS)


class RejectForm(RulingForm):
    reason = forms.ModelChoiceField(queryset=RejectionReason.objects.none())

    def __init__(self, data: Any, reasons: Any) -> None:
        super().__init__(data)
        chosen: Any = self.fields["reason"]
        chosen.queryset = reasons


class ReasonForm(forms.Form):
    name = forms.CharField(label=_("Reason"), max_length=120)


class VersionForm(RulingForm):
    """A place as the curator wants it. Passages are typed by their words: the text is asked where
    they stand, nearest to where the place is. People are typed by their names. The article as a
    whole has tags alone."""

    field_order = (
        *("key", "cue", "mention", "speaker_name", "affiliation", "target_name"),
        *("mode", "stance", "certainty", "tags", "note"),
    )

    note = forms.CharField(
        label=_("Note to the analysts"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 2}),
    )
    cue = forms.CharField(label=_("Cue"), required=False, strip=False)
    mention = forms.CharField(label=_("Speaker in the text"), required=False, strip=False)
    speaker_name = forms.CharField(label=_("Speaker"), required=False, max_length=200)
    speaker = forms.UUIDField(required=False, widget=forms.HiddenInput)
    affiliation = forms.ChoiceField(label=_("Capacity"), required=False, widget=Menu)
    target_name = forms.CharField(label=_("About whom"), required=False, max_length=200)
    target = forms.UUIDField(required=False, widget=forms.HiddenInput)
    mode = forms.ChoiceField(label=_("In whose words"), choices=Mode.choices, widget=Menu)
    stance = forms.ChoiceField(
        label=_("Stance"),
        required=False,
        choices=[("", _("Not said")), *Stance.choices],
        widget=Menu,
    )
    certainty = forms.ChoiceField(label=_("Certainty"), choices=Certainty.choices, widget=Menu)
    tags = TagsField(label=_("Tags"), required=False)

    def __init__(
        self, data: Any, *, version: Version, text: str, tagbook: Tagbook, posts: list[Affiliation]
    ) -> None:
        self.version = version
        self.text = text
        super().__init__(data, initial=_as_it_is(version, text), auto_id="ruling-%s")
        tags: Any = self.fields["tags"]
        tags.tagbook = self.tagbook = tagbook
        if not version.facts:
            for name in ABOUT_STATEMENTS:
                del self.fields[name]
            return
        menu: Any = self.fields["affiliation"]
        menu.choices = [("", _("Not said")), *((str(one.pk), str(one)) for one in posts)]

    @property
    def passages(self) -> list[str]:
        """The words of each part, as sent or as they are."""
        if self.is_bound:
            data: Any = self.data
            return list(data.getlist("words"))
        return [self.text[start:end] for start, end in self.version.content]

    @property
    def offered(self) -> list[Tag]:
        """The tags that can be there, and those that are."""
        if self.version.is_article:
            return self.tagbook.for_articles(self.tagbook.sorted(map(UUID, self.version.tags)))
        return self.tagbook.offered(self.tag_ids)

    @property
    def tag_ids(self) -> set[str]:
        return {str(pk) for pk in self["tags"].value() or []}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        tags = frozenset(str(tag.pk) for tag in data.get("tags", []))
        if self.version.is_article:
            data["version"] = Version("", 0, (), tags=tags)
            return data
        at = self.version.content[0][0]
        wanted = [self._place(words, at) for words in self.passages if words.strip()]
        if not wanted:
            raise ValidationError(_("Say which words it is about."))
        facts: dict[str, str] = {}
        if self.version.facts:
            facts = {name: data.get(name, "") for name in ("mode", "stance", "certainty")}
            facts |= {name: self._who(name, data) for name in PEOPLE}
            facts["affiliation"] = data.get("affiliation", "")
            kept = self.version.facts
            facts |= {name: kept[name] for name in ("printed_capacity", "relayers")}
        cue, mention = (
            self._place(data[name], at) if data.get(name, "").strip() else None
            for name in ("cue", "mention")
        )
        data["version"] = Version(
            coder="",
            number=0,
            content=tuple(wanted),
            cue=cue,
            mention=mention,
            tags=tags,
            facts=facts,
        )
        return data

    def _place(self, words: str, at: int) -> Range:
        found = nearest(self.text, words.replace("\r\n", "\n"), at)
        if found is None:
            raise ValidationError(
                _("The article does not say “%(words)s”.") % {"words": words[:80]}
            )
        return found

    def _who(self, name: str, data: dict[str, Any]) -> str:
        """The id of whom the register has under this name: whoever was chosen from the list, or
        stands there already, first."""
        typed = data.get(f"{name}_name", "").strip()
        if not typed:
            return ""
        meant = [str(one) for one in (data.get(name), self.version.facts[name]) if one]
        known = Actor.objects.in_bulk([UUID(one) for one in meant])
        for one in meant:
            actor = known.get(UUID(one))
            if actor and actor.name.casefold() == typed.casefold():
                return one
        found = list(Actor.objects.called(typed)[:2])
        if len(found) == 1:
            return str(found[0].pk)
        self.add_error(
            f"{name}_name",
            _("Several in the register are called that.")
            if found
            else _("Nobody in the register is called that."),
        )
        return ""


def _as_it_is(version: Version, text: str) -> dict[str, Any]:
    said = version.facts
    people = {said[name]: name for name in PEOPLE if said.get(name)}
    named = Actor.objects.in_bulk([UUID(key) for key in people])
    return {
        **{name: said.get(name, "") for name in ABOUT_STATEMENTS if name in said},
        **{
            f"{name}_name": named[UUID(said[name])].name
            for name in PEOPLE
            if said.get(name) and UUID(said[name]) in named
        },
        "cue": text[slice(*version.cue)] if version.cue else "",
        "mention": text[slice(*version.mention)] if version.mention else "",
        "tags": sorted(version.tags),
    }
