"""The machine as it reads one project: the rules, with what the project taught it if that is on."""

from dataclasses import dataclass
from uuid import UUID

from annotations.domain.quotes import Suggestion, suggest
from annotations.domain.quotes.learning import Model
from annotations.models import LearnedModel
from annotations.models.learning import label_of


@dataclass(frozen=True)
class Engine:
    """`label` is what its suggestions are signed with: "rules 4", or "rules 3 + learned 3"."""

    label: str
    model: Model | None = None

    def read(self, text: str, language: str | None) -> list[Suggestion]:
        return suggest(text, language, self.model)


def engine_for(project: UUID) -> Engine:
    """Of the project of that id. Load it once for many articles. One query."""
    there = LearnedModel.objects.in_force().filter(project=project)
    row = there.values_list("number", "weights").first()
    if row is None:
        return Engine(label_of(None))
    number, weights = row
    assert weights is not None, "what is on is ready"
    return Engine(label_of(number), Model.from_bytes(bytes(weights)))
