"""Label Studio's short JSON (JSON-MIN), in which a task and one annotation of it are one object."""

from collections.abc import Sequence
from typing import Any

from annotations.exchange.coded.entities import listed

# What is about the annotation and not of the task.
ABOUT = {"annotator", "annotation_id", "created_at", "updated_at", "lead_time"}
# Values of several choices, which no data of a task looks like.
CHOSEN = ("choices", "taxonomy")


def is_short(found: Any) -> bool:
    return isinstance(found, dict) and "data" not in found and bool(ABOUT & found.keys())


def as_task(found: dict[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """As a task of the long form; one of that stays as it is. `kinds` of labels are lists of places
    there. A single choice is a word like those of the data, and taken for such."""
    if not is_short(found):
        return found
    result: list[dict[str, Any]] = []
    data: dict[str, Any] = {}
    for name, value in found.items():
        regions = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        told = [next((kind for kind in kinds if kind in one), "") for one in regions]
        if any(told):
            result += [
                {"id": f"{name}{at}", "type": kind, "from_name": name, "value": one}
                for at, (kind, one) in enumerate(zip(told, regions, strict=True))
            ]
        elif chosen := _chosen(value):
            result.append({"type": chosen, "from_name": name, "value": value})
        elif name not in ABOUT:
            data[name] = value
    return {
        "data": data,
        "annotations": [{"completed_by": found.get("annotator"), "result": result}],
    }


def _chosen(value: Any) -> str:
    kinds = (kind for kind in CHOSEN if isinstance(value, dict) and listed(value.get(kind)))
    return next(kinds, "")
