import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.articles import Article
from annotations.models.codings import Coding
from annotations.models.history import tracked


class TranslationKind(models.TextChoices):
    OUTLET = "outlet", _("The outlet’s own")
    OFFICIAL = "official", _("Official")
    OURS = "ours", _("Ours")


@tracked
class Translation(models.Model):
    """That an article is the translation of another. The register is shared, as articles are.

    An original is no translation itself, so that all translations of a text stand side by side and
    nothing goes in circles: the database refuses it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    original = models.ForeignKey(
        Article, models.PROTECT, related_name="translations", verbose_name=_("original")
    )
    article = models.OneToOneField(
        Article, models.PROTECT, related_name="translated_from", verbose_name=_("translation")
    )
    kind = models.CharField(_("whose"), max_length=8, choices=TranslationKind)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(original=F("article")), name="translation_of_another_article"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="original_is_no_translation",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    -- Two at once that would make a circle wait for one another here.
                    LOCK TABLE annotations_translation IN SHARE ROW EXCLUSIVE MODE;
                    IF EXISTS (SELECT FROM annotations_translation
                        WHERE id <> NEW.id
                        AND (article_id = NEW.original_id OR original_id = NEW.article_id))
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation',
                            MESSAGE = 'an original is no translation itself';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.original_id} → {self.article_id}"


@tracked
class Counterpart(models.Model):
    """That two attributions are one statement: in the original, and in its translation.

    Both are known by their numbers, so that the link is there again when undo brings one back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    other_coding = models.ForeignKey(Coding, models.CASCADE, related_name="+")
    other_number = models.PositiveIntegerField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("counterpart")
        verbose_name_plural = _("counterparts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(coding=F("other_coding")), name="counterpart_in_another_coding"
            ),
            models.UniqueConstraint(
                fields=["coding", "number", "other_coding"], name="one_counterpart_in_a_translation"
            ),
            models.UniqueConstraint(
                fields=["other_coding", "other_number", "coding"],
                name="one_counterpart_in_the_original",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coding_id} {self.number} = {self.other_coding_id} {self.other_number}"
