from typing import Any

from django.db import models

from annotations.domain.resolution.sounds import sounds_of


class SoundsField(models.CharField):
    """How the name of its row sounds, in any spelling: made whenever the row is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 800, "blank": True, "editable": False} | kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        row: Any = model_instance
        row.sounds = sounds_of(row.name)
        return row.sounds

    def deconstruct(self) -> Any:
        """Migrations need not know how it comes about."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
