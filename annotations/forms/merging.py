"""Putting two entries of the register together, and taking one apart."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.forms.nearest import Nearest
from annotations.models import Actor, Affiliation, Attribution


class SoughtForm(forms.Form):
    """Bound to the page's address: whose name is like `q`, and who was chosen."""

    q = forms.CharField(label=_("Name of the other one"), required=False, max_length=200)
    other = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def value(self, name: str) -> Any:
        """What the field says, None where it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


class MergeForm(forms.Form):
    other = forms.ModelChoiceField(queryset=Actor.objects.all(), widget=forms.HiddenInput)
    evidence = forms.CharField(
        label=_("How do you know?"),
        required=False,
        max_length=2_000,
        help_text=_("Stays on record with the merge."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ActorField(forms.ModelChoiceField):
    """The likeliest are offered, and what tells them from namesakes."""

    iterator = Nearest

    def label_from_instance(self, actor: Any) -> str:
        return f"{actor.name} · {actor.description or actor.get_kind_display()}"


class SplitForm(forms.Form):
    """`to` is somebody of the register; nobody chosen, it is somebody new of that name."""

    statements = forms.ModelMultipleChoiceField(queryset=Attribution.objects.none(), required=False)
    posts = forms.ModelMultipleChoiceField(queryset=Affiliation.objects.none(), required=False)
    to = ActorField(
        queryset=Actor.objects.none(),
        label=_("Whose they are"),
        required=False,
        empty_label=_("Somebody who is not in the register yet"),
    )
    name = forms.CharField(label=_("Name, if new"), required=False, max_length=200)

    def __init__(
        self,
        statements: "QuerySet[Attribution]",
        posts: "QuerySet[Affiliation]",
        others: "QuerySet[Actor]",
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("statements", statements), ("posts", posts), ("to", others)):
            field: Any = self.fields[name]
            field.queryset = rows

    def as_it_is(self) -> "SplitForm":
        """With all that was chosen and typed, before anybody says that this is it."""
        names = ("statements", "posts", "to")
        rows = [self.fields[name].queryset for name in names]  # type: ignore[attr-defined]
        initial = {name: self.ticked(name) for name in names[:2]}
        typed = {name: self.data.get(name) for name in ("to", "name")}
        return SplitForm(*rows, initial=initial | typed)

    def ticked(self, name: str) -> list[str]:
        """Ids of the statements or posts that are ticked, as they were sent."""
        data: Any = self.data
        found: list[str] = data.getlist(name) if self.is_bound else self.initial.get(name, [])
        return found

    @property
    def chosen(self) -> set[str]:
        """Ids of the statements and posts that are ticked."""
        return {*self.ticked("statements"), *self.ticked("posts")}
