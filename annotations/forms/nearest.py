"""Another article of the project: those of the nearest days offered, the others found by title."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from annotations.models import ProjectArticle

# Nobody reads a longer menu; all others are found by their titles.
MOST_OFFERED = 100


class TitleForm(forms.Form):
    """Bound to the page's address; words that make no sense count as none, and the form says so."""

    q = forms.CharField(label=_("Words in its title"), required=False, max_length=200)

    @property
    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class Nearest(ModelChoiceIterator):
    """Any of the articles can be chosen; the first of them are offered."""

    def __init__(self, field: "forms.ModelChoiceField") -> None:
        super().__init__(field)
        self.queryset = self.queryset[:MOST_OFFERED]


class ArticleField(forms.ModelChoiceField):
    iterator = Nearest

    def label_from_instance(self, row: Any) -> str:
        return f"{row.article.title} · {row.article.source.name}"


class NearestForm(forms.Form):
    other = ArticleField(
        queryset=ProjectArticle.objects.none(),
        label=_("The other article"),
        empty_label=_("Choose"),
    )

    def __init__(self, offered: "QuerySet[ProjectArticle]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered
        self.offered = offered

    @cached_property
    def has_more(self) -> bool:
        """Whether there are articles that the menu does not offer. One query."""
        return self.offered.order_by()[MOST_OFFERED:].exists()
