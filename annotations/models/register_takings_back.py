"""An import into the register, taken back row by row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.register_imports import RegisterImport
from annotations.models.takings_back import TakingBack, in_turn


class RegisterTakingBack(TakingBack):
    """Of an import into the register.

    What becomes of each row that the import applied stands on the row. It goes from the last row to
    the first, so that posts are dealt with before those who hold them; `below` is the number of the
    row that was dealt with last.
    """

    upload = models.ForeignKey(RegisterImport, models.CASCADE, related_name="takings_back")
    below = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("taking back of an import into the register")
        verbose_name_plural = _("takings back of imports into the register")
        constraints = in_turn("register_taking_back", once="register_import_taken_back_once")
