"""One way to keep history: insert, change and deletion, caught by database triggers."""

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
