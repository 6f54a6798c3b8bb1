"""A codebook's page: its words, and below them the tree of its tags."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from annotations.actions import codebooks as actions
from annotations.actions.tags import shift_tag
from annotations.admin.acting import ActingAdmin, signed_in
from annotations.domain.trees import interleaved
from annotations.exchange.starter import install_starter
from annotations.models import Codebook, Tag, User

CHANGE = "admin:annotations_codebook_change"


@admin.register(Codebook)
class CodebookAdmin(ActingAdmin):
    change_form_template = "admin/codebooks/change.html"
    change_list_template = "admin/codebooks/list.html"
    list_display = ["name", "tag_count", "project_count", "created_at"]
    search_fields = ["name", "description"]
    taken_along = ("tags",)
    kept_by = ("projects",)
    fields = ["name", "description"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Codebook]:
        return Codebook.objects.annotate(
            tags_here=Count("tags", distinct=True), projects_here=Count("projects", distinct=True)
        ).order_by("name", "id")

    def get_urls(self) -> list[URLPattern]:
        def view(act: Any) -> Any:
            return self.admin_site.admin_view(require_POST(act))

        return [
            path("starter/", view(self.install), name="codebook-starter"),
            path("<uuid:pk>/copy/", view(self.copy), name="codebook-copy"),
            path("<uuid:pk>/shift/", view(self.shift), name="codebook-shift"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        codebook = self.get_object(request, unquote(object_id))
        tree = interleaved(codebook.tags.in_order()) if codebook else []
        return super().change_view(request, object_id, form_url, {"tree": tree})

    @admin.display(description=gettext_lazy("tags"), ordering="tags_here")
    def tag_count(self, codebook: Any) -> int:
        return codebook.tags_here

    @admin.display(description=gettext_lazy("projects"), ordering="projects_here")
    def project_count(self, codebook: Any) -> int:
        return codebook.projects_here

    def act_create(self, by: User, values: dict[str, Any]) -> Codebook:
        return actions.create_codebook(**values, by=by)

    def act_change(self, by: User, row: Codebook, changes: dict[str, Any]) -> None:
        actions.change_codebook(codebook=row, by=by, **changes)

    def act_delete(self, by: User, row: Codebook) -> None:
        actions.delete_codebook(codebook=row, by=by)

    def install(self, request: HttpRequest) -> HttpResponse:
        self._demand(request)
        codebook = install_starter(by=signed_in(request))
        messages.success(request, _("Here is the starter codebook. Change what you like."))
        return redirect(CHANGE, codebook.pk)

    def copy(self, request: HttpRequest, pk: Any) -> HttpResponse:
        self._demand(request)
        codebook = get_object_or_404(Codebook, pk=pk)
        name = _("%(name)s (copy)") % {"name": codebook.name[:190]}
        copy = actions.copy_codebook(codebook=codebook, name=name, by=signed_in(request))
        messages.success(request, _("This is the copy. Give it a name of its own."))
        return redirect(CHANGE, copy.pk)

    def shift(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Move a tag one place up or down among its siblings."""
        self._demand(request)
        way, _sep, tag_id = request.POST.get("tag", "").partition(" ")
        tag = next((tag for tag in Tag.objects.filter(codebook=pk) if str(tag.pk) == tag_id), None)
        if tag is None or way not in {"up", "down"}:
            raise Http404
        shift_tag(tag=tag, places=-1 if way == "up" else 1, by=signed_in(request))
        return redirect(CHANGE, pk)

    def _demand(self, request: HttpRequest) -> None:
        if not self.allows(request):
            raise PermissionDenied
