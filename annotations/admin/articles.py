from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from annotations.actions import corrections as actions
from annotations.admin.acting import ActingAdmin, CodeFilter
from annotations.models import Article, Source, User


@admin.register(Article)
class ArticleAdmin(ActingAdmin):
    """What is said about an article can be corrected; its captures and revisions cannot."""

    list_display = ["title", "source", "published_on", "language", "created_at"]
    list_filter = [("language", CodeFilter), "source__kind", "published_on"]
    search_fields = ["title", "byline", "source__name"]
    list_select_related = ["source"]
    fields = [
        "title",
        "byline",
        "published_on",
        "language",
        "source",
        "section",
        "canonical_url",
        "created_at",
        "created_by",
    ]
    readonly_fields = ["section", "canonical_url", "created_at", "created_by"]
    ordering = ["-id"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come in through intake."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.select_related("source", "created_by").order_by("-id")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "source":
            kwargs["queryset"] = Source.objects.in_alphabet()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def act_change(self, by: User, row: Article, changes: dict[str, Any]) -> None:
        actions.correct_article(article=row, by=by, **changes)
