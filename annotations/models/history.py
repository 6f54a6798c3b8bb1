"""One way to keep history: insert, change and deletion, caught by database triggers."""

from typing import TypeVar

import pghistory
from django.db import models

AnyModel = TypeVar("AnyModel", bound=type[models.Model])


def tracked(model: AnyModel) -> AnyModel:
    """Class decorator. Trackers are made anew for each model, since they hold its fields."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )(model)
