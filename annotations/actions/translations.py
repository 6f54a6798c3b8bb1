"""Which article is the translation of which, and which statements in them are the same."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import Gone
from annotations.actions.keeping import Refused, audited
from annotations.models import Article, Attribution, Coding, Counterpart, Translation, User


class CannotLink(Refused):
    """The two cannot be a text and its translation."""


@audited
def link_translation(
    *, original: Article, article: Article, kind: str, by: User, at: datetime
) -> Translation:
    """Say that `article` translates `original`; said again, the kind may be another.

    Raises CannotLink.
    """
    if original.pk == article.pk:
        raise CannotLink(_("An article is no translation of itself."))
    standing = Translation.objects.filter(article=article).select_related("original").first()
    if standing and standing.original_id != original.pk:
        raise CannotLink(
            _("It is the translation of “%(title)s” already.") % {"title": standing.original.title}
        )
    try:
        with transaction.atomic():
            made, is_new = Translation.objects.get_or_create(
                article=article,
                defaults={"original": original, "kind": kind, "linked_by": by, "linked_at": at},
            )
    except IntegrityError as error:
        raise CannotLink(
            _("A translation of a translation is linked to the first original.")
        ) from error
    if not is_new and made.kind != kind:
        made.kind = kind
        made.save(update_fields=["kind"])
    return made


@audited
def unlink_translation(*, translation: Translation, by: User) -> None:
    """The links between their statements stay: they are there again when somebody links anew."""
    translation.delete()


@audited
def link_counterparts(
    *, coding: Coding, number: int, other: Coding, other_number: int, by: User, at: datetime
) -> None:
    """Say that two attributions are one statement; either had no other before, or has no more.

    `coding` is that of the original. Raises Gone where one of the two is not there.
    """
    for where, which in ((coding, number), (other, other_number)):
        if not Attribution.objects.filter(coding=where, number=which).exists():
            raise Gone
    _between(coding, other).filter(Q(number=number) | Q(other_number=other_number)).delete()
    Counterpart.objects.create(
        project_id=coding.project_id,
        coding=coding,
        number=number,
        other_coding=other,
        other_number=other_number,
        linked_by=by,
        linked_at=at,
    )


@audited
def unlink_counterparts(*, coding: Coding, number: int, other: Coding, by: User) -> None:
    _between(coding, other).filter(number=number).delete()


def _between(coding: Coding, other: Coding) -> QuerySet[Counterpart]:
    return Counterpart.objects.filter(coding=coding, other_coding=other)
