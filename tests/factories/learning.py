from datetime import UTC, datetime

from annotations.models import LearnedModel, LearningState, Project
from annotations.models.learning import label_of

WHEN = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
FIGURES = {
    "held_back": 5,
    "rules": {"precision": 0.8, "recall": 0.6, "f1": 0.686},
    "learned": {"precision": 0.82, "recall": 0.7, "f1": 0.755},
    "curve": [{"articles": 5, "f1": 0.7}, {"articles": 10, "f1": 0.755}],
    "is_better": True,
}


def make_learned(
    project: Project, number: int = 1, weights: bytes = b"weights", **fields: object
) -> LearnedModel:
    """A version that is ready; `state="training"` or `"failed"` for others."""
    state = fields.setdefault("state", LearningState.READY)
    is_ready = state == LearningState.READY
    defaults = {
        "engine": label_of(None),
        "created_at": WHEN,
        "finished_at": None if state == LearningState.TRAINING else WHEN,
        "weights": weights if is_ready else None,
        "figures": FIGURES if is_ready else {},
        "articles": 10,
    }
    return LearnedModel.objects.create(project=project, number=number, **defaults | fields)
