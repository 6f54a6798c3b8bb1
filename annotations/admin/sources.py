from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations.actions import sources as actions
from annotations.admin.acting import ActingAdmin, CodeFilter, signed_in
from annotations.models import Source, User


@admin.register(Source)
class SourceAdmin(ActingAdmin):
    list_display = ["name", "kind", "country", "language", "article_count", "is_reviewed"]
    list_filter = [
        "is_reviewed",
        "kind",
        "control",
        ("language", CodeFilter),
        ("country", CodeFilter),
    ]
    search_fields = ["name", "homepage"]
    taken_along = ("feeds",)
    kept_by = ("articles",)
    fields = [
        *("name", "kind", "country", "language", "other_languages", "owner", "control"),
        *("homepage", "notes", "rights_notes", "may_leave", "excerpt_words"),
        *("trust_notes", "is_reviewed"),
    ]
    actions = ["mark_reviewed"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        counted = Source.objects.annotate(articles_here=Count("articles"))
        return counted.order_by("name", "id")

    @admin.display(description=_("articles"), ordering="articles_here")
    def article_count(self, source: Any) -> int:
        return source.articles_here

    def act_create(self, by: User, values: dict[str, Any]) -> Source:
        return actions.create_source(**values, by=by)

    def act_change(self, by: User, row: Source, changes: dict[str, Any]) -> None:
        actions.change_source(source=row, by=by, **changes)

    def act_delete(self, by: User, row: Source) -> None:
        actions.delete_source(source=row, by=by)

    @admin.action(description=_("Mark as reviewed"))
    def mark_reviewed(self, request: HttpRequest, chosen: QuerySet[Source]) -> None:
        for source in chosen:
            actions.change_source(source=source, is_reviewed=True, by=signed_in(request))
        count = len(chosen)
        messages.success(
            request,
            ngettext(
                "%(count)s source is marked as reviewed.",
                "%(count)s sources are marked as reviewed.",
                count,
            )
            % {"count": count},
        )
