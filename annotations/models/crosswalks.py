from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.codebooks import Codebook, Tag
from annotations.models.history import tracked


class TagRelation(models.TextChoices):
    """What a tag of another codebook is to one of this."""

    EXACT = "exact", _("the same")
    BROADER = "broader", _("broader")
    NARROWER = "narrower", _("narrower")
    NONE = "none", _("there is none")


@tracked
class TagWay(models.Model):
    """Which tag of another codebook stands for a tag, and how far it means the same.

    All ways from one codebook to another are a crosswalk. `other` is null where there is none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="ways")
    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="ways_here")
    other = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="ways_here")
    relation = models.CharField(max_length=8, choices=TagRelation)

    class Meta:
        verbose_name = _("way between codebooks")
        verbose_name_plural = _("ways between codebooks")
        constraints = [
            models.UniqueConstraint(fields=["tag", "codebook"], name="one_way_to_a_codebook"),
            models.CheckConstraint(
                condition=Q(relation=TagRelation.NONE, other__isnull=True)
                | (~Q(relation=TagRelation.NONE) & Q(other__isnull=False)),
                name="tag_way_leads_somewhere",
            ),
            models.CheckConstraint(condition=~Q(tag=F("other")), name="tag_way_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} {self.relation}"
