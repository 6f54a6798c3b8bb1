from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.history import tracked
from annotations.models.projects import Project


class Event(models.TextChoices):
    """What others are told of. Each name is a part of what is sent, so it stays as it is."""

    ARTICLE_ADDED = "article.added", _("An article was added")
    CODING_DONE = "coding.done", _("An analyst is done with an article")
    GOLD_CHANGED = "gold.changed", _("What was agreed has changed")


# What somebody sends to see whether it arrives. Nobody can ask to be told of it.
TEST = "test"


def every_event() -> list[str]:
    return list(Event.values)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def at_work(self) -> "WebhookQuerySet":
        return self.filter(removed_at__isnull=True, disabled_at__isnull=True)


@tracked
class Webhook(models.Model):
    """An address outside that is told what happens in a project.

    Its secret is nowhere: it is worked out of `salt` and of this site's own key, so that whoever
    reads the tables can sign nothing. Another key of the site means other secrets.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="webhooks")
    address = models.URLField(_("address"), max_length=2000)
    tells = ArrayField(
        models.CharField(max_length=20, choices=Event), verbose_name=_("of"), default=every_event
    )
    salt = models.CharField(max_length=43, editable=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Since when nothing has arrived there; None while all is well.
    failing_since = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.CheckConstraint(condition=Q(tells__len__gt=0), name="webhook_of_some_event"),
            models.CheckConstraint(
                condition=Q(tells__contained_by=Event.values), name="webhook_of_known_events"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def told(self) -> list[Event]:
        """What it tells, in the order in which one chooses it."""
        return [event for event in Event if event in self.tells]

    @property
    def secret(self) -> str:
        """By which whoever is told can tell that it was us."""
        made = salted_hmac("annotations.webhook", f"{self.pk}{self.salt}", algorithm="sha256")
        return f"whsec_{made.hexdigest()}"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Arrived")
    FAILED = "failed", _("Given up")


class Delivery(models.Model):
    """One event on its way to one webhook, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=20, choices=[*Event.choices, (TEST, _("A test"))])
    payload = models.JSONField()
    state = models.CharField(max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The last answer: its status, 0 where there was none; or why there was none.
    status = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(fields=["webhook", "-created_at"], name="delivery_of_webhook"),
            models.Index(fields=["created_at"], name="delivery_since"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"
