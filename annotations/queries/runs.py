"""How far the machine is with a project."""

from dataclasses import dataclass

from annotations.models import Coding, CodingKind, Project, ProjectArticle, Run
from annotations.models.learning import present_engine


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
    """Four queries."""
    runs = Run.objects.filter(project=project).select_related("started_by").with_progress()
    engine = present_engine(project.pk)
    read = Coding.objects.filter(project=project, kind=CodingKind.MACHINE, engine=engine)
    return Reading(
        articles=ProjectArticle.objects.filter(project=project).count(),
        read=read.count(),
        run=runs.order_by("-started_at", "-id").first(),
    )
