from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# How long the API answers a repeated request as it did the first time.
KEPT = timedelta(days=1)


class Reply(models.Model):
    """What the API answered to a request that brought an Idempotency-Key.

    `fingerprint` is the SHA-256 of the method, the address and the body: under one key there is one
    request. It is made in the transaction of what the request did, so there is no reply without it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reply of the API")
        verbose_name_plural = _("replies of the API")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_reply_for_a_key")]
        indexes = [models.Index(fields=["at"], name="reply_kept_since")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
