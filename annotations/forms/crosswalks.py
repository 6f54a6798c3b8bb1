"""A crosswalk as a table to fill in."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Tag, TagRelation


def ways_sent(
    data: Mapping[str, str], tags: Sequence[Tag], others: Sequence[Tag]
) -> dict[Tag, tuple[str, Tag | None]]:
    """By tag: the relation, and the other tag by its short name or its name. A tag without a
    relation has no way yet. Raises ValidationError.
    """
    named = {tag.name.casefold(): tag for tag in others} | {tag.key: tag for tag in others}
    found: dict[Tag, tuple[str, Tag | None]] = {}
    for tag in tags:
        relation = data.get(f"relation-{tag.pk}", "")
        typed = data.get(f"other-{tag.pk}", "").strip()
        if not relation:
            continue
        if relation not in TagRelation.values:
            raise forms.ValidationError(_("Choose one of the relations that are offered."))
        other = named.get(typed) or named.get(typed.casefold())
        if relation == TagRelation.NONE:
            found[tag] = (relation, None)
        elif other is None:
            raise forms.ValidationError(
                _("“%(name)s”: the other codebook has no tag “%(typed)s”.")
                % {"name": tag.name, "typed": typed or "–"}
            )
        else:
            found[tag] = (relation, other)
    return found
