"""Asking the codebook whether an annotation may bear its tags, and its stance."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate
from annotations.actions.snapshots import Snapshot
from annotations.domain.tagging import Borne, Fault, Rule, new_faults
from annotations.models import Bearer, Codebook, Coding, Condition, Tag
from annotations.models.codebooks import rules_from
from annotations.models.ready import Ready

SENTENCES = {
    Fault.RETIRED: _("“%(tag)s” is retired: what bears it keeps it, nothing else gets it."),
    Fault.ELSEWHERE: {
        Bearer.PASSAGE: _("“%(tag)s” is not for passages."),
        Bearer.STATEMENT: _("“%(tag)s” is not for statements."),
        Bearer.ARTICLE: _("“%(tag)s” is not for articles."),
    },
    Fault.UNMET: {
        Condition.TARGET: _("“%(tag)s” needs to know about whom it is said."),
        Condition.STANCE: _("“%(tag)s” needs a stance."),
        Condition.SPEAKER: _("“%(tag)s” needs to know who says it."),
    },
    Fault.SEVERAL: _("Choose one of these: %(tags)s."),
}


class CannotTag(CannotAnnotate):
    """The codebook does not let the annotation bear the tag, or the stance."""


def _told(project: UUID) -> QuerySet[Tag, Any]:
    """What the project's codebook says about each of its tags."""
    return Tag.objects.filter(codebook__projects=project).told()


def _ruled(project: UUID) -> QuerySet[Tag, Any]:
    """Without the tags that are for every annotation. Mostly none is left."""
    anywhere = Q(retired_at__isnull=True, condition="")
    anywhere &= Q(parent__isnull=True) | Q(parent__is_single=False)
    anywhere &= Q(applies_to__contains=[Bearer.PASSAGE, Bearer.STATEMENT])
    return _told(project).exclude(anywhere)


RULED = Ready(_ruled, [UUID])


def _strict(project: UUID) -> QuerySet[Codebook, Any]:
    return Codebook.objects.filter(projects=project, stance_needs_target=True).values_list("pk")


STRICT = Ready(_strict, [UUID])


def check_rules(coding: Coding, before: Snapshot | None, after: Snapshot) -> None:
    """Raises CannotTag for what a change makes wrong.

    One query where tags are borne, one where a stance is towards nobody.
    """
    if after.tags:
        check_borne(coding, borne_by(before) if before else None, borne_by(after))
    is_new = _is_aimless(after) and not _is_aimless(before)
    if is_new and STRICT.first(coding.project_id):
        raise CannotTag(_("Say about whom it is: a stance needs to know."), "stance")


def _is_aimless(annotation: Snapshot | None) -> bool:
    said = annotation.statement if annotation else None
    return bool(said and said.stance and not said.target)


def check_borne(coding: Coding, before: Borne | None, after: Borne) -> None:
    """Raises CannotTag for what a change makes wrong. One query."""
    is_article = after.bearer == Bearer.ARTICLE
    rows = _told(coding.project_id) if is_article else RULED.rows(coding.project_id)
    rules = rules_from(rows)
    wrong = new_faults(rules, before, after)
    # In the order of the codebook, so that the same mistake is always told in the same words.
    for tag, rule in rules.items():
        if tag in wrong:
            raise CannotTag(why_not(wrong[tag], rule, rules, after), "tags")


def rules_of(project: UUID) -> dict[str, Rule]:
    """What the codebook says about each tag, by its id. One query."""
    return rules_from(_told(project))


def borne_by(annotation: Snapshot) -> Borne:
    said = annotation.statement
    if said is None:
        bearer = Bearer.ARTICLE if annotation.is_article else Bearer.PASSAGE
        return Borne(bearer, frozenset(annotation.tags))
    facts = {
        Condition.TARGET: said.target,
        Condition.STANCE: said.stance,
        Condition.SPEAKER: said.speaker,
    }
    known = frozenset(str(condition) for condition, fact in facts.items() if fact)
    return Borne(Bearer.STATEMENT, frozenset(annotation.tags), known)


def why_not(fault: Fault, rule: Rule, rules: dict[str, Rule], borne: Borne) -> str:
    """The sentence for whoever asks why `borne` may not bear the tag of that rule."""
    told: Any = SENTENCES[fault]
    if fault is Fault.SEVERAL:
        rivals = [
            one.name for tag, one in rules.items() if tag in borne.tags and one.group == rule.group
        ]
        return told % {"tags": ", ".join(rivals)}
    if fault is Fault.ELSEWHERE:
        told = told[Bearer(borne.bearer)]
    if fault is Fault.UNMET:
        told = told[Condition(rule.condition)]
    return told % {"tag": rule.name}
