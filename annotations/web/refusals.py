"""From a domain error to the form that the person filled in."""

from django import forms

from annotations.actions.keeping import Refused


def blame(form: forms.Form, refusal: Refused) -> None:
    """Put the sentence at the field that is to blame, or above all where none is in the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
