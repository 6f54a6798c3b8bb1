"""Which articles are copies of one another, where people know better."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from annotations.forms.nearest import NearestForm
from annotations.models import Article


class MergeForm(NearestForm):
    """The article whose story is put together with this one's."""


class SplitForm(forms.Form):
    articles = forms.ModelMultipleChoiceField(queryset=Article.objects.none())

    def __init__(self, offered: "QuerySet[Article]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["articles"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = offered
