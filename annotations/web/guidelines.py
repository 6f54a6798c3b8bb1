"""Guidelines with the addresses of their pictures."""

from django.urls import reverse

from annotations.domain.guidelines import Picture, Rendered, render
from annotations.models import Project
from annotations.queries.guidelines import images_by_name


def guidelines_of(project: Project, text: str | None = None, level: int = 2) -> Rendered:
    """The project's guidelines, or another text with its pictures, ready to be shown. One query."""
    pictures = {
        name: Picture(reverse("guideline-image", args=[project.pk, image.pk]), image.alt)
        for name, image in images_by_name(project).items()
    }
    return render(project.guidelines if text is None else text, pictures, level)
