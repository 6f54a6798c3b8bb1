from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.codebooks import Tag
from annotations.models.codings import Coding
from annotations.models.history import tracked


@tracked
class ArticleTag(models.Model):
    """A tag of the article as a whole, as one coding has it."""

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="article_tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="article_tags")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
        constraints = [
            models.UniqueConstraint(fields=["coding", "tag"], name="article_tagged_once")
        ]

    def __str__(self) -> str:
        return f"{self.coding_id} {self.tag_id}"
