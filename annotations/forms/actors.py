"""Finding and keeping actors and their posts."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.actions.affiliations import Post
from annotations.forms.countries import country_choices
from annotations.forms.widgets import Day
from annotations.models import Actor, ActorKind, Affiliation, AffiliationKind, Gender


class ActorFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *ActorKind.choices]
    )
    # Where a country's page leads; a menu of two hundred would be in everybody's way.
    country = forms.RegexField(r"^[A-Z]{2}$", required=False, widget=forms.HiddenInput)

    def value(self, name: str) -> str:
        """What the field says, "" where it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name, "")


class ActorForm(forms.Form):
    """Only the name has to be known."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=ActorKind)
    family_first = forms.BooleanField(
        label=_("The family’s name comes first"),
        required=False,
        help_text=_("As in Li Wen: found under L, and called Li. For people only."),
    )
    sorted_as = forms.CharField(
        label=_("Sorted as"),
        required=False,
        max_length=220,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("Only where a list should have it elsewhere, such as: García Soler, Ana"),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=500,
        help_text=_("A few words that tell namesakes apart."),
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[("", _("Not entered")), *Gender.choices],
        help_text=_("Only where the person says so or it is printed; never guessed from a name."),
    )
    wikidata = forms.CharField(
        label=_("Wikidata"),
        required=False,
        max_length=200,
        help_text=_("The number of its item, such as Q42, or the item’s address."),
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = self.data.get("country") or self.initial.get("country") or ""
        self.fields["country"].choices = country_choices(present)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, actor: Actor) -> "ActorForm":
        return cls(initial={name: getattr(actor, name) for name in cls.base_fields})

    def clean_wikidata(self) -> str:
        """The item's number, also out of its address."""
        given: str = self.cleaned_data["wikidata"]
        return given.rstrip("/").rpartition("/")[2]


class PictureForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/gif,image/webp"}),
        error_messages={"required": _("Choose a file first.")},
    )
    alt = forms.CharField(
        label=_("What it shows"),
        max_length=300,
        help_text=_("For those who do not see it: the words that it stands for."),
    )
    credit = forms.CharField(
        label=_("Credit"), max_length=300, help_text=_("Who made it, and by what right it is here.")
    )


class AffiliationForm(forms.Form):
    """A post, with the days as people say them: the last day is a day on which it was held."""

    post = forms.CharField(
        label=_("Post"), max_length=200, help_text=_("Such as: minister of finance, spokesperson")
    )
    organisation = forms.CharField(
        label=_("Organisation or country"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "organisations", "autocomplete": "off"}),
        help_text=_("One that is not in the register yet is added to it."),
    )
    represents = forms.ChoiceField(
        label=_("Represents"),
        required=False,
        help_text=_("The country for which an ambassador or a delegate speaks."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Not said")), *AffiliationKind.choices]
    )
    first = forms.DateField(label=_("First day"), required=False, widget=Day)
    last = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=Day,
        help_text=_("Leave it empty while the post is held, or where the day is not known."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = self.data.get("represents") or self.initial.get("represents") or ""
        self.fields["represents"].choices = country_choices(present)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, affiliation: Affiliation) -> "AffiliationForm":
        days = affiliation.valid
        return cls(
            initial={
                "post": affiliation.post,
                "organisation": affiliation.organisation and affiliation.organisation.name,
                "represents": affiliation.represents,
                "kind": affiliation.kind,
                "first": days.lower,
                "last": days.upper and days.upper - timedelta(days=1),
            }
        )

    def held(self) -> Post:
        return Post(**self.cleaned_data)
