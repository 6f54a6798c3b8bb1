"""Who belongs to a project, in which role."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused
from annotations.actions.projects import add_member, change_role, remove_member
from annotations.forms.projects import MemberForm, RoleForm
from annotations.models import Membership, Project, Role
from annotations.permissions import can_manage
from annotations.queries.projects import members_of
from annotations.web.guards import acting, reading
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project
from annotations.web.refusals import blame


@reading
def member_list(request: Request, pk: UUID) -> HttpResponse:
    """Everybody who belongs to it; managers can change that. The address may begin the form."""
    begun = {name: request.GET[name] for name in ("who", "role") if name in request.GET}
    return _page(request, load_project(request, pk), MemberForm(initial=begun or None))


@acting
def member_create(request: Request, pk: UUID) -> HttpResponse:
    """Take somebody in."""
    project = load_managed(request, pk)
    form = MemberForm(request.POST)
    if form.is_valid():
        user = form.cleaned_data["who"]
        try:
            add_member(project=project, user=user, role=form.cleaned_data["role"], by=request.user)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("%(name)s is a member now.") % {"name": user.shown_name})
            return redirect("member-list", pk)
    return _page(request, project, form, status=422)


@acting
def member_update(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """Give a member another role."""
    project = load_managed(request, pk)
    membership = get_object_or_404(project.memberships.select_related("user"), pk=member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such role."))
        return redirect("member-list", pk)
    try:
        change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
        told = {"name": membership.user.shown_name, "role": Role(membership.role).label}
        messages.success(request, _("%(name)s is now: %(role)s.") % told)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, project)


@acting
def member_delete(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """Let a member go; what they annotated stays. The message takes them back."""
    project = load_managed(request, pk)
    membership: Membership = get_object_or_404(
        project.memberships.select_related("user"), pk=member
    )
    sentence = _("%(name)s is no longer a member.") % {"name": membership.user.shown_name}
    again = urlencode({"who": membership.user.username, "role": membership.role})
    try:
        remove_member(membership=membership, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("member-list", pk)
    if not Project.objects.visible_to(request.user).filter(pk=pk).exists():
        messages.success(request, sentence)
        return redirect("project-list")
    # The next page has them in its form already, which the button sends.
    undo = '{} <button class="button small" type="submit" form="add-member">{}</button>'
    messages.success(request, format_html(undo, sentence, _("Undo")))
    return redirect(f"{reverse('member-list', args=[pk])}?{again}")


def _back(request: Request, project: Project) -> HttpResponse:
    """To the members, or to the projects for somebody who has just let themselves go."""
    if Project.objects.visible_to(request.user).filter(pk=project.pk).exists():
        return redirect("member-list", project.pk)
    return redirect("project-list")


def _page(request: Request, project: Project, form: MemberForm, status: int = 200) -> HttpResponse:
    context = {
        "project": project,
        "members": members_of(project),
        "form": form,
        "roles": Role.choices,
        "can_manage": can_manage(project),
    }
    return render(request, "projects/members.html", context, status=status)
