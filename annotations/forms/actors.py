"""Finding and keeping actors and their posts."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.actions.affiliations import Post
from annotations.forms.widgets import Day
from annotations.models import Actor, ActorKind, Affiliation, AffiliationKind


class ActorFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *ActorKind.choices]
    )

    def value(self, name: str) -> str:
        """What the field says, "" where it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name, "")


class ActorForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=ActorKind)
    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=2,
        help_text=_("A code of two letters, such as FR."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=500,
        help_text=_("A few words that tell namesakes apart."),
    )

    @classmethod
    def of(cls, actor: Actor) -> "ActorForm":
        return cls(initial={name: getattr(actor, name) for name in cls.base_fields})


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

    @classmethod
    def of(cls, affiliation: Affiliation) -> "AffiliationForm":
        days = affiliation.valid
        return cls(
            initial={
                "post": affiliation.post,
                "organisation": affiliation.organisation and affiliation.organisation.name,
                "kind": affiliation.kind,
                "first": days.lower,
                "last": days.upper and days.upper - timedelta(days=1),
            }
        )

    def held(self) -> Post:
        return Post(**self.cleaned_data)
