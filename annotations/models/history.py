"""One way to keep history: insert, change and deletion, caught by database triggers."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

AnyModel = TypeVar("AnyModel", bound=type[models.Model])


class Insertion(pghistory.InsertEvent):
    """What a statement put in, written down by one other: for each row apart, history would take
    more of the database than the rows."""

    level = pghistory.Statement


def tracked(model: AnyModel) -> AnyModel:
    """Class decorator. Trackers are made anew for each model, since they hold its fields."""
    return pghistory.track(Insertion(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)


def tracked_but_for(*unasked: str) -> Callable[[AnyModel], AnyModel]:
    """Like `tracked`, for rows that come by the thousand: these foreign keys, by which nobody asks
    history for anything, have no index there. Each would have to be kept with every row."""

    def tracking(model: AnyModel) -> AnyModel:
        tracked(model)
        for name in unasked:
            model.pgh_event_model._meta.get_field(name).db_index = False  # type: ignore[attr-defined]
        return model

    return tracking
