"""A file of annotations that is taken in, and how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.actions.coded import Terms
from annotations.forms.articles import Choices
from annotations.forms.widgets import Menu

# What a page can wait for; the shell takes files of any size.
MOST = 10 * 1024 * 1024


class CodedImportForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose a file first.")})
    form = forms.ChoiceField(label=_("Format"), widget=Menu)
    coder = forms.CharField(
        label=_("Who made what the file ascribes to nobody"),
        required=False,
        max_length=150,
        help_text=_(
            "A user name. Whoever is not here gets an account that nobody can sign in with."
        ),
    )
    source_name = forms.CharField(
        label=_("Source of new articles that name none"), required=False, max_length=200
    )
    finished = forms.BooleanField(
        label=_("Codings that do not say so count as done"), required=False
    )
    new_tags = forms.BooleanField(
        label=_("Put tags that are missing into the codebook"), required=False
    )

    def __init__(self, *args: Any, formats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = list(formats)  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(
                _("A file has at most %(size)s MB here. The command “import” takes larger ones.")
                % {"size": MOST // 1024**2}
            )
        return file

    @property
    def terms(self) -> Terms:
        """Once it is valid."""
        names = ("coder", "source_name", "finished", "new_tags")
        return Terms(**{name: self.cleaned_data[name] for name in names})
