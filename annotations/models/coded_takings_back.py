"""An import of annotations, taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.coded_imports import CodedImport
from annotations.models.takings_back import TakingBack, in_turn


class CodedTakingBack(TakingBack):
    """Of an import of annotations.

    What becomes of each entry and thing stands on it. Entries go from the last to the first, and
    then the things that they needed; both count.
    """

    upload = models.ForeignKey(CodedImport, models.CASCADE, related_name="takings_back")

    class Meta:
        verbose_name = _("taking back of an import of annotations")
        verbose_name_plural = _("takings back of imports of annotations")
        constraints = in_turn("coded_taking_back", once="coded_import_taken_back_once")
