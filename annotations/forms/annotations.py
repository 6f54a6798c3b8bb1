"""What the reader looks for among an article's annotations."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.forms.widgets import Menu
from annotations.models import Coding, Stance
from annotations.queries.annotations import Kind, Menus, Sought


def whose(coding: Coding) -> str:
    return coding.analyst.shown_name if coding.analyst else coding.get_kind_display()


class AnnotationFilter(forms.Form):
    """Values are judged by their form only, so a fragment needs no menus."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices], widget=Menu
    )
    tag = forms.UUIDField(label=_("Tag"), required=False, widget=Menu)
    speaker = forms.UUIDField(label=_("Speaker"), required=False, widget=Menu)
    stance = forms.ChoiceField(
        label=_("Stance"), required=False, choices=[("", _("All")), *Stance.choices], widget=Menu
    )
    coding = forms.UUIDField(label=_("Whose"), required=False, widget=Menu)
    flagged = forms.BooleanField(label=_("Flagged"), required=False)

    def __init__(
        self, data: QueryDict, menus: Menus | None = None, has_flags: bool = False
    ) -> None:
        super().__init__(data)
        if not has_flags and "flagged" not in data:
            del self.fields["flagged"]
        if menus is None:
            return
        choices = {
            "tag": [(tag.pk, tag.name) for tag in menus.tags],
            "speaker": [(actor.pk, actor.name) for actor in menus.speakers],
            "coding": [
                (
                    coding.pk,
                    coding.analyst.shown_name if coding.analyst else coding.get_kind_display(),
                )
                for coding in menus.codings
            ],
        }
        for name, offered in choices.items():
            self.fields[name].widget.choices = [("", _("All")), *offered]
        if len(menus.codings) < 2:
            del self.fields["coding"]

    def sought(self) -> Sought:
        """What to look for, without the fields that make no sense."""
        self.is_valid()
        return Sought(**{name: value for name, value in self.cleaned_data.items() if value})

    def is_filtering(self) -> bool:
        return self.sought() != Sought()
