"""A tag's page. It is reached from its codebook, so the index does not list it."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from annotations.actions import tags as actions
from annotations.admin.acting import ActingAdmin, ActingForm
from annotations.domain.trees import interleaved, with_all_below
from annotations.models import Bearer, Codebook, Tag, User
from annotations.models.codebooks import annotations_bear_it

CODEBOOK = "admin:annotations_codebook_change"


class TagForm(ActingForm):
    """The parent is chosen among the tags of the same codebook, shown as the tree they are."""

    applies_to = forms.MultipleChoiceField(
        label=_("For"),
        choices=Bearer.choices,
        required=False,
        initial=annotations_bear_it,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" not in self.fields:
            return
        # The action makes a short name of the name.
        self.fields["key"].required = self.instance.pk is not None and bool(self.instance.key)
        tags = list(Tag.objects.filter(codebook=self.codebook_id()).in_order())
        below = with_all_below(tags, self.instance)
        field = cast(forms.ModelChoiceField, self.fields["parent"])
        field.queryset = Tag.objects.filter(pk__in=[tag.pk for tag in tags])
        field.widget = forms.Select(
            choices=[("", _("At the top"))]
            + [
                (tag.pk, "\u2003" * depth + tag.name)
                for tag, depth in interleaved(tags)
                if tag.pk not in below
            ]
        )

    def codebook_id(self) -> UUID | None:
        """Of the row, of what was sent, or of the address; None where that is none."""
        given = self.instance.codebook_id or self.data.get("codebook")
        try:
            return UUID(str(given or self.initial.get("codebook")))
        except ValueError:
            return None


@admin.register(Tag)
class TagAdmin(ActingAdmin):
    form = TagForm
    kept_by = ("children", "span_tags", "attribution_tags", "article_tags")
    fields = [
        "codebook",
        "name",
        "key",
        "parent",
        "colour",
        "shortcut",
        "definition",
        "example",
        "when_not",
        "is_topic",
        "applies_to",
        "is_required",
        "is_single",
        "condition",
    ]
    list_display = ["name", "codebook", "key", "shortcut", "colour"]
    list_filter = ["codebook"]
    search_fields = ["name", "key", "definition"]
    list_select_related = ["codebook"]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return Tag.objects.select_related("codebook").order_by("codebook", "position", "id")

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        return ["codebook"] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "codebook":
            kwargs["queryset"] = Codebook.objects.order_by("name", "id")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def act_create(self, by: User, values: dict[str, Any]) -> Tag:
        return actions.create_tag(**values, by=by)

    def act_change(self, by: User, row: Tag, changes: dict[str, Any]) -> None:
        actions.change_tag(tag=row, by=by, **changes)

    def act_delete(self, by: User, row: Tag) -> None:
        actions.delete_tag(tag=row, by=by)

    def response_post_save_add(self, request: HttpRequest, obj: Tag) -> HttpResponseRedirect:
        return redirect(CODEBOOK, obj.codebook_id)

    def response_post_save_change(self, request: HttpRequest, obj: Tag) -> HttpResponseRedirect:
        return redirect(CODEBOOK, obj.codebook_id)
