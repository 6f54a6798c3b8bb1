"""How far the machine is with a project."""

from dataclasses import dataclass

from annotations.domain.quotes import VERSION
from annotations.models import Coding, CodingKind, Project, ProjectArticle, Run


@dataclass(frozen=True)
class Reading:
    """`articles` of the project, of which the present version has `read` some; the last run."""

    articles: int
    read: int
    run: Run | None

    @property
    def is_running(self) -> bool:
        return self.run is not None and self.run.finished_at is None

    @property
    def left(self) -> int:
        return self.articles - self.read


def reading_of(project: Project) -> Reading:
    """Three queries."""
    runs = Run.objects.filter(project=project).select_related("started_by").with_progress()
    read = Coding.objects.filter(project=project, kind=CodingKind.MACHINE, engine=VERSION)
    return Reading(
        articles=ProjectArticle.objects.filter(project=project).count(),
        read=read.count(),
        run=runs.order_by("-started_at", "-id").first(),
    )
