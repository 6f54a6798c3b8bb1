from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7


class SavedSearch(models.Model):
    """A search that somebody keeps for themselves: the query of its address, and up to when they
    have seen what it finds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField(_("search"))
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_search_named_once",
                violation_error_message=_("You have a search of this name already."),
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_search_named"),
        ]

    def __str__(self) -> str:
        return self.name
