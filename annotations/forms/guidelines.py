"""The words of guidelines, and their pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _

# A book of two hundred pages: what is longer was pasted by mistake.
LONGEST = 400_000


class GuidelinesForm(forms.Form):
    guidelines = forms.CharField(
        label=_("Guidelines"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 24, "dir": "auto"}),
        help_text=_(
            "What analysts agree to do: what counts as a quotation, how to decide in doubt. "
            "Markdown: # for a heading, - for a list, **bold**, [words](address), | for tables."
        ),
    )


class ImageForm(forms.Form):
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
