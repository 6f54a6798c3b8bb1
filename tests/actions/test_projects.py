import pytest

from annotations.actions.projects import (
    CannotDeleteProject,
    CannotKeepMember,
    CannotKeepProject,
    CannotLoseLastManager,
    add_member,
    change_project,
    change_role,
    create_project,
    delete_project,
    remove_member,
)
from annotations.models import Coding, Membership, Project, Role, SpanTag
from tests.factories.projects import join, make_codebook, make_project, make_tag


@pytest.fixture
def coding(cast):
    return Coding.objects.create(
        project=cast.project,
        project_article=cast.project_article,
        revision=cast.project_article.article.revisions.get(),
        analyst=cast.owner,
        changed_at=cast.project.created_at,
    )


def test_a_project_has_its_first_manager(cast):
    project = create_project(
        name=" Straits  study ", codebook=make_codebook(), manager=cast.owner, by=cast.admin
    )

    assert project.name == "Straits study"
    assert [(m.user, m.role) for m in project.memberships.all()] == [(cast.owner, Role.MANAGER)]


def test_a_name_that_is_taken_is_refused(cast):
    with pytest.raises(CannotKeepProject, match="a project with this name already"):
        create_project(name="harbour TALKS", codebook=make_codebook(), by=cast.admin)


def test_the_codebook_changes_only_while_no_tag_of_it_is_in_use(cast, coding):
    another = make_codebook("Another")
    tag = make_tag(cast.project.codebook)

    change_project(project=cast.project, codebook=another, by=cast.manager)
    change_project(project=cast.project, codebook=tag.codebook, by=cast.manager)
    span = coding.spans.create(project=cast.project, number=1, start=0, end=2, words="En")
    SpanTag.objects.create(span=span, tag=tag)

    with pytest.raises(CannotKeepProject) as refusal:
        change_project(project=cast.project, codebook=another, by=cast.manager)
    assert refusal.value.field == "codebook"
    change_project(project=Project.objects.get(), guidelines="Read first.", by=cast.manager)


def test_a_project_without_codings_can_go(cast):
    delete_project(project=cast.project, by=cast.admin)

    assert not Project.objects.exists()


def test_a_project_with_codings_stays(cast, coding):
    with pytest.raises(CannotDeleteProject):
        delete_project(project=cast.project, by=cast.admin)

    assert Coding.objects.exists()


def test_a_member_is_added_once_and_changes_role(cast):
    membership = add_member(
        project=cast.project, user=cast.stranger, role=Role.READER, by=cast.manager
    )

    change_role(membership=membership, role=Role.CURATOR, by=cast.manager)

    with pytest.raises(CannotKeepMember, match="a member already"):
        add_member(project=cast.project, user=cast.stranger, role=Role.READER, by=cast.manager)
    with pytest.raises(CannotKeepMember):
        change_role(membership=membership, role="king", by=cast.manager)
    assert Membership.objects.get(user=cast.stranger).role == Role.CURATOR


def test_the_last_manager_cannot_go(cast):
    only = Membership.objects.get(user=cast.manager)

    with pytest.raises(CannotLoseLastManager):
        remove_member(membership=only, by=cast.manager)
    with pytest.raises(CannotLoseLastManager):
        change_role(membership=only, role=Role.READER, by=cast.manager)

    join(cast.project, cast.stranger, Role.MANAGER)
    remove_member(membership=only, by=cast.manager)
    assert not Membership.objects.filter(user=cast.manager).exists()


def test_a_manager_of_another_project_does_not_count(cast):
    join(make_project("Another"), cast.stranger, Role.MANAGER)

    with pytest.raises(CannotLoseLastManager):
        remove_member(membership=Membership.objects.get(user=cast.manager), by=cast.manager)
