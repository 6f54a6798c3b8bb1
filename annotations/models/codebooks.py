from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.shortcuts import written
from annotations.domain.tagging import Rule
from annotations.models.history import tracked


class Colour(models.TextChoices):
    """Named washes; their values for paper and for night are in static/css/tokens.css."""

    TEAL = "teal", _("Teal")
    BLUE = "blue", _("Blue")
    INDIGO = "indigo", _("Indigo")
    VIOLET = "violet", _("Violet")
    PLUM = "plum", _("Plum")
    ROSE = "rose", _("Rose")
    RED = "red", _("Red")
    ORANGE = "orange", _("Orange")
    AMBER = "amber", _("Amber")
    OLIVE = "olive", _("Olive")
    GREEN = "green", _("Green")
    GREY = "grey", _("Grey")


class Bearer(models.TextChoices):
    """What can bear a tag."""

    PASSAGE = "passage", _("Passages")
    STATEMENT = "statement", _("Statements")
    ARTICLE = "article", _("The article as a whole")


class Condition(models.TextChoices):
    """What a statement must say before it can bear a tag. Passages say nothing of the kind."""

    TARGET = "target", _("Only where it is said about whom")
    STANCE = "stance", _("Only where a stance is given")
    SPEAKER = "speaker", _("Only where the speaker is named")


def annotations_bear_it() -> list[str]:
    """As tags were before they could be for articles."""
    return [Bearer.PASSAGE, Bearer.STATEMENT]


class CodebookQuerySet(models.QuerySet["Codebook"]):
    def visible_to(self, user: AbstractBaseUser) -> "CodebookQuerySet":
        """Those of the user's projects; all to whoever keeps the registers."""
        if getattr(user, "is_superuser", False) or getattr(user, "is_staff", False):
            return self
        return self.filter(projects__memberships__user=user.pk).distinct()

    def managed_by(self, user: AbstractBaseUser) -> "CodebookQuerySet":
        """Those of projects at work that the user manages; all to whoever keeps the registers."""
        if getattr(user, "is_superuser", False) or getattr(user, "is_staff", False):
            return self
        manager = Q(projects__memberships__user=user.pk, projects__memberships__role="manager")
        return self.filter(manager, projects__archived_at__isnull=True).distinct()

    def in_alphabet(self) -> "CodebookQuerySet":
        return self.order_by(Lower("name"), "id")


@tracked
class Codebook(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    stance_needs_target = models.BooleanField(_("a stance only with a target"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = CodebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("codebook")
        verbose_name_plural = _("codebooks")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="codebook_named")]

    def __str__(self) -> str:
        return self.name


class TagQuerySet(models.QuerySet["Tag"]):
    def in_order(self) -> "TagQuerySet":
        """As the codebook lists them; parents and children are interleaved by `domain.trees`."""
        return self.order_by("position", "id")

    def told(self) -> models.QuerySet["Tag", Any]:
        """What the codebook says about each, for `rules_from`."""
        group = Case(When(parent__is_single=True, then="parent"))
        names = ("pk", "name", "applies_to", "condition", group, "retired_at")
        return self.in_order().values_list(*names)


def rules_from(rows: Iterable[tuple[Any, ...]]) -> dict[str, Rule]:
    """The rows of `told`, by the id of the tag, in their order."""
    return {
        str(pk): Rule(name, frozenset(bearers), condition, str(group) if group else None, bool(end))
        for pk, name, bearers, condition, group, end in rows
    }


class TagsState(models.Model):
    """By what a process knows whether the tags of a codebook are still those that it has read.

    Triggers give it another `state` with every change of a tag, whoever makes it. A codebook
    without a row has had no tag yet.
    """

    codebook = models.UUIDField(primary_key=True)
    state = models.UUIDField()

    class Meta:
        verbose_name = _("state of tags")
        verbose_name_plural = _("states of tags")

    def __str__(self) -> str:
        return str(self.state)


def told_apart() -> list[pgtrigger.Trigger]:
    """Triggers that give the tags of a codebook another state. One row for a statement."""
    added, gone = "SELECT codebook_id FROM added", "SELECT codebook_id FROM gone"
    changes = {
        pgtrigger.Insert: (added, pgtrigger.Referencing(new="added")),
        pgtrigger.Update: (f"{added} UNION {gone}", pgtrigger.Referencing(old="gone", new="added")),
        pgtrigger.Delete: (gone, pgtrigger.Referencing(old="gone")),
    }
    return [
        pgtrigger.Trigger(
            name=f"state_{str(operation).lower()}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=f"""
                INSERT INTO annotations_tagsstate (codebook, state)
                SELECT codebook_id, gen_random_uuid()
                FROM (SELECT DISTINCT codebook_id FROM ({changed}) AS every_ ORDER BY 1) AS once
                ON CONFLICT (codebook) DO UPDATE SET state = EXCLUDED.state;
                RETURN NULL;
            """,
        )
        for operation, (changed, referencing) in changes.items()
    ]


@tracked
class Tag(models.Model):
    """A node of a codebook's tree. `shortcut` is the key that applies it on the annotating page."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    codebook = models.ForeignKey(
        Codebook, models.CASCADE, related_name="tags", verbose_name=_("codebook")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    key = models.SlugField(_("short name"), max_length=60, allow_unicode=True)
    name = models.CharField(_("name"), max_length=120)
    colour = models.CharField(_("colour"), max_length=8, choices=Colour, default=Colour.GREY)
    shortcut = models.CharField(
        _("key"),
        max_length=1,
        blank=True,
        help_text=_("One letter to press; a capital one with Shift"),
    )
    definition = models.TextField(_("definition"), blank=True)
    example = models.TextField(_("example"), blank=True)
    when_not = models.TextField(_("when not to use it"), blank=True)
    is_topic = models.BooleanField(
        _("topic"),
        default=False,
        help_text=_(
            "It says what is spoken about, and so do the tags below it. A statement inherits the "
            "topics of the one before."
        ),
    )
    applies_to = ArrayField(
        models.CharField(max_length=9, choices=Bearer),
        verbose_name=_("for"),
        default=annotations_bear_it,
        blank=True,
        help_text=_("What can bear it. For nothing: a heading that tags stand below."),
    )
    is_required = models.BooleanField(
        _("required"),
        default=False,
        help_text=_("Who is done is asked where it is missing; a tag below it will do."),
    )
    is_single = models.BooleanField(
        _("only one of those below"),
        default=False,
        help_text=_("Of the tags right below it, an annotation bears one at most."),
    )
    condition = models.CharField(
        _("condition"),
        max_length=7,
        choices=Condition,
        blank=True,
        help_text=_("With one, it is for statements only."),
    )
    # Since then it is not offered any more; what bears it keeps it.
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.UniqueConstraint(
                fields=["codebook", "key"],
                name="tag_key_once",
                violation_error_message=_("This codebook has a tag with this short name already."),
            ),
            models.UniqueConstraint(
                fields=["codebook", "shortcut"],
                condition=~Q(shortcut="") & Q(retired_at__isnull=True),
                name="tag_shortcut_once",
                violation_error_message=_("Another tag of this codebook has this key."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="tag_named"),
            models.CheckConstraint(
                condition=Q(applies_to__contained_by=Bearer.values), name="tag_applies_to_bearers"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="tree",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__parent__isnull=False),
                func="""
                    IF (SELECT codebook_id FROM annotations_tag WHERE id = NEW.parent_id)
                        IS DISTINCT FROM NEW.codebook_id THEN
                        RAISE EXCEPTION 'a tag and its parent belong to one codebook'
                            USING ERRCODE = '23514';
                    END IF;
                    IF EXISTS (
                        WITH RECURSIVE above(id, parent_id) AS (
                            SELECT id, parent_id FROM annotations_tag WHERE id = NEW.parent_id
                            UNION
                            SELECT tag.id, tag.parent_id
                            FROM annotations_tag tag JOIN above ON tag.id = above.parent_id
                        )
                        SELECT 1 FROM above WHERE id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'a tag cannot stand below itself' USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
            *told_apart(),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shortcut_name(self) -> str:
        """Its key as people read it."""
        return written(self.shortcut)

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def is_for_annotations(self) -> bool:
        """Of either kind, and of nothing else: what most tags are."""
        return set(self.applies_to) == set(annotations_bear_it())

    @property
    def bearers(self) -> list[str]:
        """What it is for, in words."""
        return [str(Bearer(one).label) for one in Bearer.values if one in self.applies_to]
