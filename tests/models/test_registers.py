"""What the database itself refuses: sources, projects and members, codebooks and tags."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from annotations.models import Codebook, Membership, Project, Source, Tag
from tests.factories.articles import make_source
from tests.factories.projects import join, make_codebook, make_project, make_tag
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def refused(write, says=""):
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        write()


def test_a_source_has_a_name_that_no_other_has():
    make_source("Lantern Wire")

    refused(lambda: make_source("LANTERN wire"), "source_name_once")
    refused(lambda: Source.objects.create(name=""), "source_named")


def test_a_project_has_a_name_that_no_other_has():
    make_project("Harbour talks")

    refused(lambda: make_project("harbour Talks"), "project_name_once")
    refused(lambda: make_project("", make_codebook()), "project_named")


def test_a_person_is_a_member_once():
    project, user = make_project(), make_user("somebody")
    join(project, user)

    refused(lambda: join(project, user, "reader"), "member_once")


def test_a_codebook_and_a_tag_have_names():
    codebook = make_codebook()

    refused(lambda: Codebook.objects.create(name=""), "codebook_named")
    refused(lambda: make_tag(codebook, "", key="empty"), "tag_named")


def test_short_names_and_keys_are_there_once_in_a_codebook():
    codebook = make_codebook()
    make_tag(codebook, "Threat", shortcut="h")

    refused(lambda: make_tag(codebook, "Threat"), "tag_key_once")
    refused(lambda: make_tag(codebook, "Harm", shortcut="h"), "tag_shortcut_once")
    make_tag(make_codebook("Another"), "Threat", shortcut="h")
    make_tag(codebook, "Without")
    make_tag(codebook, "Without a key")


def test_a_parent_is_of_the_same_codebook():
    foreign = make_tag(make_codebook("Another"))

    refused(lambda: make_tag(make_codebook(), "Threat", parent=foreign), "belong to one codebook")


def test_the_tree_of_tags_has_no_circles():
    codebook = make_codebook()
    top = make_tag(codebook, "Top")
    middle = make_tag(codebook, "Middle", parent=top)
    bottom = make_tag(codebook, "Bottom", parent=middle)

    for parent in [top, middle, bottom]:
        refused(
            lambda parent=parent: Tag.objects.filter(pk=top.pk).update(parent=parent),
            "below itself",
        )


def test_what_is_in_use_is_protected():
    codebook = make_codebook()
    top = make_tag(codebook, "Top")
    make_tag(codebook, "Below", parent=top)
    make_project(codebook=codebook)

    for row in [top, codebook]:
        with pytest.raises(ProtectedError):
            row.delete()


def test_lists_stand_in_alphabet_whatever_the_letters():
    for name in ["beta", "Alpha", "Gamma"]:
        make_source(name)
        make_project(name)

    assert [row.name for row in Source.objects.in_alphabet()] == ["Alpha", "beta", "Gamma"]
    assert [row.name for row in Project.objects.in_alphabet()] == ["Alpha", "beta", "Gamma"]


def test_a_source_is_called_by_its_name_whatever_the_letters():
    source = make_source("Écho du Port")

    assert Source.objects.called("écho du port").get() == source
    assert not Source.objects.called("Écho").exists()


def test_members_see_their_projects_and_superusers_all():
    project, other = make_project("Mine"), make_project("Other")
    user, admin = make_user("somebody"), make_user("admin", is_superuser=True)
    join(project, user, "reader")

    assert list(Project.objects.visible_to(user)) == [project]
    assert set(Project.objects.visible_to(admin)) == {project, other}
    assert Project.objects.with_role_of(user).get(pk=project.pk).my_role == "reader"
    assert Project.objects.with_role_of(user).get(pk=other.pk).my_role is None
    assert Project.objects.with_role_of(admin).get(pk=other.pk).my_role == "manager"
    assert Membership.objects.count() == 1
