"""Which of the articles that are here come into a project."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.articles import Choices
from annotations.forms.days import Days, LastDay
from annotations.forms.widgets import Day, Menu
from annotations.queries.adding import Copies, Sought


class AddingForm(Days):
    use_required_attribute = False

    words = forms.CharField(label=_("Words in the title"), required=False, max_length=200)
    source = forms.UUIDField(label=_("Source"), required=False, widget=Menu)
    language = forms.CharField(label=_("Language"), required=False, max_length=8, widget=Menu)
    since = forms.DateField(label=_("Published from"), required=False, widget=Day)
    until = LastDay(label=_("Published until"))
    copies = forms.ChoiceField(
        label=_("Of a story"), required=False, choices=Copies.choices, widget=Menu
    )

    def __init__(self, data: Any, sources: Choices, languages: Choices) -> None:
        super().__init__(data)
        self.fields["source"].widget.choices = [("", _("All")), *sources]
        self.fields["language"].widget.choices = [("", _("All")), *languages]

    def sought(self) -> Sought:
        """Only of a form that is valid: what makes no sense must not add everything."""
        names = {field.name for field in fields(Sought)}
        return Sought(**{name: self.cleaned_data[name] for name in names})
