"""Projects and their members in the admin."""

from annotations.models import Membership, Project, Role
from tests.factories.projects import make_codebook
from tests.helpers.admin import add, change, errors_of, inline


def test_members_are_chosen_by_name(as_, staff, cast):
    page = as_(staff).get(add("project")).content.decode()

    assert ">Curator</option>" in page
    assert 'aria-label="Role"' in page


def test_a_project_is_made_with_its_members(as_, staff, cast, by_history):
    rows = [{"user": cast.owner.pk, "role": "manager"}, {"user": cast.second.pk, "role": "reader"}]

    as_(staff).post(
        add("project"),
        {"name": "Straits", "codebook": make_codebook().pk} | inline("memberships", rows, 0),
    )

    project = Project.objects.get(name="Straits")
    roles = {member.user: member.role for member in project.memberships.all()}
    assert roles == {cast.owner: Role.MANAGER, cast.second: Role.READER}
    assert by_history("Project")[-1] == ("insert", str(staff.pk))


def members(project, change_of):
    """All members as the form shows them, with some fields changed, by user name."""
    rows = [
        {"id": m.pk, "project": project.pk, "user": m.user_id, "role": m.role}
        | change_of.get(m.user.username, {})
        for m in project.memberships.select_related("user").order_by("pk")
    ]
    facts = {"name": project.name, "codebook": project.codebook_id}
    return facts | inline("memberships", rows, len(rows))


def test_the_last_manager_stays(as_, staff, cast):
    response = as_(staff).post(
        change(cast.project), members(cast.project, {"manager": {"DELETE": "on"}})
    )

    assert "A project needs a manager" in str(errors_of(response))
    assert Membership.objects.filter(user=cast.manager).exists()


def test_a_manager_hands_over_in_one_step(as_, staff, cast):
    as_(staff).post(
        change(cast.project),
        members(cast.project, {"manager": {"DELETE": "on"}, "owner": {"role": "manager"}}),
    )

    assert Membership.objects.get(role=Role.MANAGER).user == cast.owner


def test_a_member_makes_room_for_another_person(as_, staff, cast):
    as_(staff).post(
        change(cast.project), members(cast.project, {"reader": {"user": cast.stranger.pk}})
    )

    assert Membership.objects.get(role=Role.READER).user == cast.stranger
