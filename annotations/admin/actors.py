from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from annotations.actions import actors as actions
from annotations.admin.acting import ActingAdmin, CodeFilter
from annotations.admin.affiliations import AffiliationInline, keep_affiliations
from annotations.admin.names import ActorNameInline, keep_names
from annotations.models import Actor, ActorKind, ActorName, User


@admin.register(Actor)
class ActorAdmin(ActingAdmin):
    list_display = ["name", "kind", "country", "description"]
    list_filter = ["kind", ("country", CodeFilter)]
    # Makes the search box; `get_search_results` does the searching.
    search_fields = ["name"]
    taken_along = ("names", "affiliations")
    kept_by = ("attributions", "targeted_by", "relayed", "staff")
    fields = [
        "name",
        "kind",
        "family_first",
        "sorted_as",
        "country",
        "description",
        "wikidata",
        "gender",
        "notes",
    ]
    inlines = [ActorNameInline, AffiliationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        return Actor.objects.in_alphabet()

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Actor], bool]:
        """By parts of the name; where a post's organisation is sought, only what can be one."""
        if request.GET.get("field_name") == "organisation":
            queryset = queryset.filter(kind__in=[ActorKind.ORGANISATION, ActorKind.COUNTRY])
        if search_term:
            queryset = queryset.named_like(search_term)
        return queryset, False

    def act_create(self, by: User, values: dict[str, Any]) -> Actor:
        return actions.create_actor(**values, by=by)

    def act_change(self, by: User, row: Actor, changes: dict[str, Any]) -> None:
        actions.change_actor(actor=row, by=by, **changes)

    def act_delete(self, by: User, row: Actor) -> None:
        actions.delete_actor(actor=row, by=by)

    def act_inline(self, by: User, parent: Actor, formset: Any) -> None:
        keep_rows = keep_names if formset.model is ActorName else keep_affiliations
        keep_rows(parent, formset, by)
