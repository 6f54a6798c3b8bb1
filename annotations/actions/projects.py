"""Keeping projects, and who belongs to them in which role."""

from typing import Any

from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations.actions.assigning import release_all
from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.names import tidy
from annotations.models import (
    ArticleTag,
    AttributionTag,
    Codebook,
    Membership,
    Project,
    Role,
    SpanTag,
    User,
)

CHANGEABLE = frozenset(
    {
        "name",
        "description",
        "guidelines",
        "codebook",
        "analysts_per_article",
        "due_on",
        "hides_machine",
        "measures_time",
        "is_template",
    }
)


class CannotKeepProject(Refused):
    """The project would not be valid, or its codebook is in use."""


class CannotDeleteProject(Refused):
    """Somebody has annotated in the project."""


class CannotKeepMember(Refused):
    """The person is a member already, or the role is none."""


class CannotLoseLastManager(Refused):
    """Nobody would be left to manage the project."""


@audited
def create_project(
    *,
    name: str,
    codebook: Codebook,
    description: str = "",
    guidelines: str = "",
    manager: User | None = None,
    by: User,
) -> Project:
    """A project, with its first manager; until it has one, superusers manage it.

    Raises CannotKeepProject.
    """
    project = Project(
        name=tidy(name), codebook=codebook, description=description, guidelines=guidelines
    )
    keep(project, CannotKeepProject)
    if manager:
        add_member(project=project, user=manager, role=Role.MANAGER, by=by)
    return project


@audited
def change_project(*, project: Project, by: User, **changes: Any) -> Project:
    """Change the named fields of CHANGEABLE; the codebook only while no tag of it is in use.

    Raises CannotKeepProject.
    """
    before = Project.objects.select_for_update().get(pk=project.pk)
    if before.archived_at:
        raise CannotKeepProject(_("This project is archived. Bring it back first."))
    assign(project, changes, CHANGEABLE)
    project.name = tidy(project.name)
    if project.codebook_id != before.codebook_id and (tagged := _tagged_in(project)):
        raise CannotKeepProject(
            ngettext(
                "%(count)d annotation carries tags of “%(codebook)s”, so it has to stay. Take the "
                "tags off first, or begin another project with the other codebook.",
                "%(count)d annotations carry tags of “%(codebook)s”, so it has to stay. Take the "
                "tags off first, or begin another project with the other codebook.",
                tagged,
            )
            % {"count": tagged, "codebook": before.codebook},
            "codebook",
        )
    keep(project, CannotKeepProject)
    return project


@audited
def delete_project(*, project: Project, by: User) -> None:
    """With its memberships; its articles stay. Raises CannotDeleteProject once people annotated."""
    refusal = CannotDeleteProject(
        _("“%(name)s” has been annotated, so it cannot be deleted.") % {"name": project.name}
    )
    if project.codings.by_people().exists():
        raise refusal
    try:
        project.delete()
    except ProtectedError as error:
        raise refusal from error


@audited
def add_member(*, project: Project, user: User, role: str, by: User) -> Membership:
    """Raises CannotKeepMember."""
    membership = Membership(project=project, user=user, role=role)
    keep(membership, CannotKeepMember)
    return membership


@audited
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Raises CannotLoseLastManager, CannotKeepMember."""
    if role != Role.MANAGER:
        _leave_a_manager(membership)
    membership.role = role
    keep(membership, CannotKeepMember)
    if role == Role.READER:
        release_all(project=membership.project, analyst=membership.user, by=by, at=timezone.now())
    return membership


@audited
def remove_member(*, membership: Membership, by: User) -> None:
    """The person's codings stay; what they were to annotate is free again.

    Raises CannotLoseLastManager.
    """
    _leave_a_manager(membership)
    release_all(project=membership.project, analyst=membership.user, by=by, at=timezone.now())
    membership.delete()


def _leave_a_manager(membership: Membership) -> None:
    """Refuse when this is the only manager. Locks the project: two cannot both leave at once."""
    Project.objects.select_for_update().get(pk=membership.project_id)
    managers = Membership.objects.filter(project=membership.project_id, role=Role.MANAGER)
    if [manager.pk for manager in managers] == [membership.pk]:
        raise CannotLoseLastManager(_("A project needs a manager. Make somebody else one first."))


def _tagged_in(project: Project) -> int:
    """How many annotations and articles carry a tag, whoever tagged them."""
    spans = SpanTag.objects.filter(span__project=project)
    attributions = AttributionTag.objects.filter(attribution__project=project)
    articles = ArticleTag.objects.filter(coding__project=project)
    return (
        spans.values("span").distinct().count()
        + attributions.values("attribution").distinct().count()
        + articles.values("coding").distinct().count()
    )
