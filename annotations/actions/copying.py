"""Another project like one that is there."""

from annotations.actions.keeping import audited
from annotations.actions.projects import CHANGEABLE, add_member, change_project, create_project
from annotations.models import GuidelineImage, Project, Role, User

# What a template is marked by is its own.
KEPT = CHANGEABLE - {"name", "is_template", "due_on"}


@audited
def copy_project(*, project: Project, name: str, with_members: bool, by: User) -> Project:
    """Its settings, codebook and guidelines with their images, and its members if wanted.

    Neither articles nor anything that was done with them, and no deadline. Whoever copies it
    manages it. Raises CannotKeepProject.
    """
    copy = create_project(name=name, codebook=project.codebook, manager=by, by=by)
    change_project(project=copy, by=by, **{each: getattr(project, each) for each in KEPT})
    if copy.has_suggestions != project.has_suggestions:
        copy.has_suggestions = project.has_suggestions
        copy.save(update_fields=["has_suggestions"])
    images = GuidelineImage.objects.standing().filter(project=project)
    for image in images.iterator(chunk_size=5):
        image._state.adding = True
        image.pk, image.project = GuidelineImage._meta.pk.get_default(), copy
        image.save(force_insert=True)
    if with_members:
        for membership in project.memberships.exclude(user=by).select_related("user"):
            if membership.user.is_active:
                add_member(project=copy, user=membership.user, role=Role(membership.role), by=by)
    return copy
