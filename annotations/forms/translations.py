"""Which article translates which, and which statements are the same."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.nearest import NearestForm
from annotations.models import TranslationKind

OF_IT, FROM_IT = "translation", "original"


class TranslationForm(NearestForm):
    """The other article, what it is to this one, and whose translation it is."""

    role = forms.ChoiceField(
        label=_("The other article is"),
        choices=[(OF_IT, _("a translation of this one")), (FROM_IT, _("the original"))],
        initial=OF_IT,
    )
    kind = forms.ChoiceField(
        label=_("Whose translation is it?"),
        choices=TranslationKind,
        initial=TranslationKind.OUTLET,
        help_text=_("A ministry’s is official; ours is one that somebody here made."),
    )


class CounterpartForm(forms.Form):
    """Two statements by their numbers; without the other one, none is its counterpart any more."""

    number = forms.IntegerField(min_value=1)
    other = forms.IntegerField(min_value=1, required=False)
