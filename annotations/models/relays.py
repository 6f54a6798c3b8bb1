import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.actors import Actor
from annotations.models.attributions import Attribution
from annotations.models.history import tracked


@tracked
class Relay(models.Model):
    """Who passed on what the one before them had passed on already.

    The first who relays is the attribution's `relayer`, at position 1; they come from the speaker
    outwards to whom the article heard it from. Nobody is in a chain twice, neither as its speaker:
    an attribution keeps to that, too (see `without_its_relays`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    attribution = models.ForeignKey(Attribution, models.CASCADE, related_name="relays")
    position = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(
        Actor, models.PROTECT, related_name="relays", verbose_name=_("relayed by")
    )

    class Meta:
        verbose_name = _("further relayer")
        verbose_name_plural = _("further relayers")
        constraints = [
            models.UniqueConstraint(fields=["attribution", "position"], name="relays_in_order"),
            models.UniqueConstraint(fields=["attribution", "actor"], name="relays_once"),
            models.CheckConstraint(condition=Q(position__gt=1), name="relay_after_the_first"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_twice_in_a_chain",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    -- Whoever changes its speaker meanwhile waits here.
                    PERFORM FROM annotations_attribution
                        WHERE id = NEW.attribution_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT FROM annotations_attribution
                        WHERE id = NEW.attribution_id
                        AND NEW.actor_id IN (speaker_id, relayer_id))
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation',
                            MESSAGE = 'nobody is in a chain twice';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.attribution_id} {self.position}"
