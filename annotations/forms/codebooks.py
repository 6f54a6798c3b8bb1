"""A codebook's own words, its tags, and where they stand."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.actions.tags import CHANGEABLE, Way
from annotations.domain.trees import interleaved, with_all_below
from annotations.forms.widgets import Menu
from annotations.models import Bearer, Codebook, Colour, Condition, Tag
from annotations.models.codebooks import annotations_bear_it

STARTERS = [
    ("", _("No tags")),
    ("statements", _("Diplomatic statements: speech acts and topics")),
    ("events", _("Events between two sides: fifteen kinds, as event data sets have them")),
]
WORDS = {"rows": 2, "dir": "auto"}


class CodebookForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    stance_needs_target = forms.BooleanField(
        label=_("A stance only where it is said about whom"),
        required=False,
        help_text=_("What is annotated already stays as it is."),
    )

    @classmethod
    def of(cls, codebook: Codebook) -> "CodebookForm":
        return cls(initial={name: getattr(codebook, name) for name in cls.base_fields})


class NewCodebookForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    starter = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        choices=STARTERS,
        widget=forms.RadioSelect,
    )


class TagForm(forms.Form):
    """All that is said about a tag, and below which one it stands."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    parent = forms.UUIDField(label=_("Below"), required=False, widget=Menu)
    colour = forms.ChoiceField(label=_("Colour"), choices=Colour, widget=Menu)
    shortcut = forms.CharField(
        label=_("Key"),
        max_length=1,
        required=False,
        help_text=_("One letter to press; a capital one with Shift"),
    )
    definition = forms.CharField(
        label=_("Definition"), required=False, widget=forms.Textarea(WORDS)
    )
    example = forms.CharField(label=_("Example"), required=False, widget=forms.Textarea(WORDS))
    when_not = forms.CharField(
        label=_("When not to use it"), required=False, widget=forms.Textarea(WORDS)
    )
    applies_to = forms.MultipleChoiceField(
        label=_("For"),
        choices=Bearer.choices,
        required=False,
        initial=annotations_bear_it,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What can bear it. For nothing: a heading that tags stand below."),
    )
    condition = forms.ChoiceField(
        label=_("Condition"),
        required=False,
        choices=[("", _("None")), *Condition.choices],
        widget=Menu,
        help_text=_("With one, it is for statements only."),
    )
    is_required = forms.BooleanField(
        label=_("Required"),
        required=False,
        help_text=_("Who is done is asked where it is missing; a tag below it will do."),
    )
    is_single = forms.BooleanField(
        label=_("Only one of those below"),
        required=False,
        help_text=_("Of the tags right below it, an annotation bears one at most."),
    )
    is_topic = forms.BooleanField(
        label=_("Topic"),
        required=False,
        help_text=_("What is spoken about. A statement inherits the topics of the one before."),
    )
    key = forms.CharField(
        label=_("Short name"),
        required=False,
        max_length=60,
        help_text=_("What files call it. Left empty, it is made of the name."),
    )

    def __init__(self, *args: Any, tree: list[Tag], tag: Tag | None = None, **kwargs: Any) -> None:
        """`tree` are the tags of its codebook; `tag` is the one that is changed."""
        super().__init__(*args, **kwargs)
        below = with_all_below(tree, tag) if tag else set()
        self.offered = {one.pk: one for one in tree if one.pk not in below}
        self.fields["parent"].widget.choices = [("", _("Nothing: at the top"))] + [
            (one.pk, "\u2003" * depth + one.name)
            for one, depth in interleaved(tree)
            if one.pk in self.offered
        ]

    @classmethod
    def of(cls, tag: Tag, tree: list[Tag]) -> "TagForm":
        initial = {name: getattr(tag, name) for name in CHANGEABLE}
        return cls(initial=initial | {"parent": tag.parent_id}, tree=tree, tag=tag)

    def clean_parent(self) -> Tag | None:
        wanted: UUID | None = self.cleaned_data["parent"]
        if wanted is not None and wanted not in self.offered:
            raise forms.ValidationError(_("It cannot stand there."))
        return self.offered[wanted] if wanted else None

    @property
    def facts(self) -> dict[str, Any]:
        """What the form says, without where the tag stands."""
        return {name: self.cleaned_data[name] for name in CHANGEABLE}


class StepForm(forms.Form):
    way = forms.TypedChoiceField(choices=[(way, way) for way in Way], coerce=Way)


class PlaceForm(forms.Form):
    """Where a tag was dropped: in front of another one, or onto it."""

    tag = forms.UUIDField()
    place = forms.ChoiceField(choices=[("before", "before"), ("below", "below")])
    other = forms.UUIDField()


class RetireForm(forms.Form):
    """`on` says how it is to be, not that it is to change: sent twice it is the same."""

    on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")
