"""Whom to tell what happens in a project."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.fetching.connecting import demand_possible
from annotations.fetching.errors import NotFetched
from annotations.fetching.targets import target_of
from annotations.models import Event

# By the codes of fetching.errors; everything else is no address.
SENTENCES = {
    "credentials": _("The address holds a user name or a password. Leave that out."),
    "port": _("Nothing is sent to port {port}, only to the usual ones, 80 and 443."),
    "private": _("{host} is in a private or special network; nothing is sent there."),
}
NO_ADDRESS = _("This is no address, such as https://example.org/hook.")


def why_never(address: str) -> str:
    """Why nothing can ever be sent there, "" where it may be: no name is looked up for it."""
    try:
        demand_possible(target_of(address))
    except NotFetched as error:
        return str(SENTENCES.get(error.code, NO_ADDRESS)).format(**error.params)
    return ""


class WebhookForm(forms.Form):
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("Such as https://example.org/hook. It gets a POST for each event."),
    )
    tells = forms.MultipleChoiceField(
        label=_("What to tell"),
        choices=Event.choices,
        initial=Event.values,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if why := why_never(address):
            raise ValidationError(why)
        return address
