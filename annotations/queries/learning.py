"""What the machine has learned from a project, and what it could learn."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.models import Coding, CodingState, LearnedModel, LearningState, Project
from annotations.models.learning import ENOUGH

# So many versions are shown; older ones are kept.
SHOWN = 6


@dataclass(frozen=True)
class Learning:
    """`versions` are the latest, the last one first; `finished` articles are done by somebody."""

    versions: Sequence[LearnedModel]
    on: LearnedModel | None
    finished: int
    enough: int = ENOUGH

    @property
    def is_enough(self) -> bool:
        return self.finished >= self.enough

    @property
    def running(self) -> LearnedModel | None:
        return next((one for one in self.versions if one.state == LearningState.TRAINING), None)

    @property
    def measured(self) -> LearnedModel | None:
        """Whose figures are shown: of that which is on, else of the latest."""
        ready = (one for one in self.versions if one.state == LearningState.READY)
        return self.on or next(ready, None)


def learning_of(project: Project) -> Learning:
    """Three queries."""
    rows = LearnedModel.objects.filter(project=project).without_weights()
    done = Coding.objects.by_people().filter(project=project, state=CodingState.DONE)
    return Learning(
        versions=list(rows.select_related("started_by").order_by("-number")[:SHOWN]),
        on=rows.in_force().first(),
        finished=done.values("project_article").distinct().count(),
    )
