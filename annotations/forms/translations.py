"""Which article translates which, and which statements are the same."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import ProjectArticle, TranslationKind

OF_IT, FROM_IT = "translation", "original"


class OtherArticleField(forms.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        return f"{row.article.title} · {row.article.source.name}"


class TranslationForm(forms.Form):
    """The other article, what it is to this one, and whose translation it is."""

    other = OtherArticleField(queryset=None, label=_("The other article"), empty_label=_("Choose"))
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

    def __init__(self, offered: "QuerySet[ProjectArticle]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered


class CounterpartForm(forms.Form):
    """Two statements by their numbers; without the other one, none is its counterpart any more."""

    number = forms.IntegerField(min_value=1)
    other = forms.IntegerField(min_value=1, required=False)
