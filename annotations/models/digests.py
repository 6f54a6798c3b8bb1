from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """That somebody's digest of a period was made, so that none is sent twice.

    `things` is how much was in it; of nothing no mail is sent.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    # The first day of the period, where the reader is.
    period = models.DateField()
    things = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(fields=["user", "period"], name="one_digest_for_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.period}"
