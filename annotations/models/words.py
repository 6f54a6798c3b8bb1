"""The words under which names are found: a table that triggers keep, and no action writes."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from annotations.domain.name_keys import keys_of

# So many first letters have an index of their own.
HEADS = (1, 3)


class Keys(ArrayField):
    """The keys of the row's name, made whenever the row is saved; the first is of the whole."""

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        named: Any = model_instance
        named.keys = list(keys_of(named.name))
        return named.keys

    def deconstruct(self) -> Any:
        """Migrations need not know how they come about."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs


class NameWord(models.Model):
    """One key of one of an actor's names; `weight` says how much the actor is quoted.

    A number of the actor rather than a relation: the triggers put the rows in and take them out.
    """

    pk = models.CompositePrimaryKey("actor", "word")
    actor = models.UUIDField()
    # Compared letter by letter, so that an index finds what begins with some.
    word = models.TextField(db_collation="C")
    is_whole = models.BooleanField()
    weight = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("word of a name")
        verbose_name_plural = _("words of names")
        indexes = [
            models.Index("word", name="name_word"),
            # In the order in which they are offered, for those letters with which many begin.
            *(
                models.Index(
                    Left("word", letters),
                    F("weight").desc(),
                    "word",
                    "actor",
                    name=f"name_word_by_{letters}",
                )
                for letters in HEADS
            ),
            GinIndex(
                fields=["word"],
                opclasses=["gin_trgm_ops"],
                condition=Q(is_whole=True),
                name="name_word_inside",
            ),
        ]

    def __str__(self) -> str:
        return self.word


def worded(column: str) -> pgtrigger.Trigger:
    """Keeps the words of the actor that a row's `column` names as its names are."""
    return pgtrigger.Trigger(
        name="worded",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("one", "uuid")],
        func=f"""
            FOR one IN SELECT DISTINCT unnest(ARRAY[OLD.{column}, NEW.{column}]) LOOP
                CONTINUE WHEN one IS NULL;
                INSERT INTO annotations_nameword AS known (actor, word, is_whole, weight)
                SELECT one, key.word, bool_or(key.place = 1), coalesce(
                    (SELECT max(weight) FROM annotations_nameword WHERE actor = one), 0)
                FROM (
                    SELECT keys FROM annotations_actor WHERE id = one UNION ALL
                    SELECT keys FROM annotations_actorname WHERE actor_id = one
                ) AS named, unnest(named.keys) WITH ORDINALITY AS key(word, place)
                GROUP BY key.word
                ON CONFLICT (actor, word) DO UPDATE SET is_whole = EXCLUDED.is_whole
                WHERE known.is_whole <> EXCLUDED.is_whole;
                DELETE FROM annotations_nameword WHERE actor = one AND word NOT IN (
                    SELECT unnest(keys) FROM annotations_actor WHERE id = one UNION ALL
                    SELECT unnest(keys) FROM annotations_actorname WHERE actor_id = one
                );
            END LOOP;
            RETURN NULL;
        """,
    )
