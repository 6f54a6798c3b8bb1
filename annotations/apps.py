import gc
from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

NEW_OBJECTS = 10_000


class AnnotationsConfig(AppConfig):
    name = "annotations"
    verbose_name = _("Attaché")

    def ready(self) -> None:
        import_module("annotations.fetching.checks")
        functions = import_module("annotations.models.trigger_functions")
        post_migrate.connect(functions.put_in_place, sender=self)
        # What is loaded by now stays to the end: looking through it again and again for what can
        # be thrown away took a fifth of the time of an import or an export.
        gc.freeze()
        # So is doing it after every 700 new objects, where a few texts are thousands of them.
        gc.set_threshold(NEW_OBJECTS)
