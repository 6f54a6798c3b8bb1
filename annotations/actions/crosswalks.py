"""Saying which tags of two codebooks mean the same."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited
from annotations.models import Codebook, Tag, TagRelation, TagWay, User

Ways = Mapping[Tag, tuple[str, Tag | None]]


class CannotKeepCrosswalk(Refused):
    """A way leads nowhere, or into a codebook that it is not about."""


@audited
def set_crosswalk(*, codebook: Codebook, to: Codebook, ways: Ways, by: User) -> None:
    """These are the ways from the one to the other, and there are no more. Raises
    CannotKeepCrosswalk.
    """
    if codebook == to:
        raise CannotKeepCrosswalk(_("Choose another codebook."))
    for tag, (relation, other) in ways.items():
        is_none = relation == TagRelation.NONE
        strays = tag.codebook_id != codebook.pk or (other and other.codebook_id != to.pk)
        if strays or relation not in TagRelation.values or is_none != (other is None):
            raise CannotKeepCrosswalk(
                _("“%(name)s”: choose a tag of the other codebook, or that there is none.")
                % {"name": tag.name}
            )
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    present = TagWay.objects.filter(tag__codebook=codebook, codebook=to)
    present.exclude(tag__in=ways).delete()
    TagWay.objects.bulk_create(
        [
            TagWay(tag=tag, codebook=to, relation=relation, other=other)
            for tag, (relation, other) in ways.items()
        ],
        update_conflicts=True,
        unique_fields=["tag", "codebook"],
        update_fields=["relation", "other"],
    )
