"""Which articles are copies of one another, where people know better."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import Article, ProjectArticle


class CopyField(forms.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        return f"{row.article.title} · {row.article.source.name}"


class MergeForm(forms.Form):
    other = CopyField(queryset=None, label=_("The other article"), empty_label=_("Choose"))

    def __init__(self, offered: "QuerySet[ProjectArticle]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered


class SplitForm(forms.Form):
    articles = forms.ModelMultipleChoiceField(queryset=Article.objects.none())

    def __init__(self, offered: "QuerySet[Article]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["articles"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = offered
