from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.actions import projects as actions
from annotations.admin.acting import ActingAdmin, AllowedInline, rows_of
from annotations.models import Membership, Project, ProjectArticle, Role, User


class MembershipInline(AllowedInline):
    model = Membership
    fields = ["user", "role"]
    extra = 1

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """By name: the user names are for signing in."""
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.order_by("name", "username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def count_of(model: type[Model]) -> Coalesce:
    """How many rows of `model` a project has, counted beside the list and not by joins."""
    rows = model._default_manager.filter(project=OuterRef("pk")).order_by().values("project")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


@admin.register(Project)
class ProjectAdmin(ActingAdmin):
    list_display = ["name", "codebook", "article_count", "member_count", "created_at"]
    list_filter = ["codebook"]
    search_fields = ["name", "description"]
    taken_along = ("memberships", "project_articles", "drafts", "feeds")
    kept_by = ("codings",)
    fields = ["name", "codebook", "description", "guidelines"]
    inlines = [MembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        return (
            Project.objects.select_related("codebook")
            .annotate(articles_here=count_of(ProjectArticle), members_here=count_of(Membership))
            .in_alphabet()
        )

    @admin.display(description=_("articles"), ordering="articles_here")
    def article_count(self, project: Any) -> int:
        return project.articles_here

    @admin.display(description=_("members"), ordering="members_here")
    def member_count(self, project: Any) -> int:
        return project.members_here

    def act_create(self, by: User, values: dict[str, Any]) -> Project:
        return actions.create_project(**values, by=by)

    def act_change(self, by: User, row: Project, changes: dict[str, Any]) -> None:
        actions.change_project(project=row, by=by, **changes)

    def act_delete(self, by: User, row: Project) -> None:
        actions.delete_project(project=row, by=by)

    def act_inline(self, by: User, parent: Project, formset: Any) -> None:
        """New managers before old ones go: there is always one."""
        new, changed, gone = rows_of(formset)
        for form in new:
            values = form.cleaned_data
            actions.add_member(project=parent, user=values["user"], role=values["role"], by=by)
        for form in sorted(changed, key=lambda form: form.cleaned_data["role"] != Role.MANAGER):
            values = form.cleaned_data
            if "user" in form.changed_data:
                actions.add_member(project=parent, user=values["user"], role=values["role"], by=by)
                gone.append(form)
            else:
                actions.change_role(membership=form.instance, role=values["role"], by=by)
        for form in gone:
            actions.remove_member(membership=form.instance, by=by)
