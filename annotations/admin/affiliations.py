"""The posts on an actor's page, with two dates instead of a range."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.actions import actors as actions
from annotations.admin.acting import AllowedInline, rows_of
from annotations.models import Actor, Affiliation, User


class AffiliationForm(forms.ModelForm):
    valid_from = forms.DateField(
        label=_("from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_until = forms.DateField(
        label=_("until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The first day on which the post was no longer held; empty: still or unknown"),
    )

    class Meta:
        model = Affiliation
        fields = ["post", "organisation", "kind", "represents"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.valid:
            self.initial["valid_from"] = self.instance.valid.lower
            self.initial["valid_until"] = self.instance.valid.upper

    def facts(self) -> dict[str, Any]:
        """What the actions on affiliations take."""
        names = ("post", "organisation", "kind", "represents", "valid_from", "valid_until")
        return {name: self.cleaned_data[name] for name in names}


class AffiliationInline(AllowedInline):
    model = Affiliation
    fk_name = "person"
    form = AffiliationForm
    fields = ["post", "organisation", "represents", "kind", "valid_from", "valid_until"]
    autocomplete_fields = ["organisation"]
    extra = 1

    class Media:
        js = [forms.Script("js/admin/names.js", type="module")]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """What drops down belongs to the page's main part, not behind its end."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name in self.autocomplete_fields:
            field.widget.attrs["data-dropdown-parent"] = "main"
        return field


def keep_affiliations(person: Actor, formset: Any, by: User) -> None:
    """Deletions first, so that one post can make room for another. Raises what actions raise."""
    new, changed, gone = rows_of(formset)
    for form in gone:
        actions.delete_affiliation(affiliation=form.instance, by=by)
    for form in changed:
        actions.change_affiliation(affiliation=form.instance, by=by, **form.facts())
    for form in new:
        actions.add_affiliation(person=person, by=by, **form.facts())
