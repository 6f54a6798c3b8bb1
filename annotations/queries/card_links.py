"""What the statements of a coding are linked with, as their cards say it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q

from annotations.models import Attribution, Link, User
from annotations.models.articles import UNDATED
from annotations.queries.readings import Card, CardLink

PUBLISHED = "coding__project_article__article__published_on"


def put_links(cards: Iterable[Card], coding: UUID, user: User) -> None:
    """Tell each card with what its statement is linked, as far as the user may see it.

    The latest first. One query, two where there is a link.
    """
    by_number = {card.number: card for card in cards if card.said}
    here = Q(coding=coding, number__in=by_number) | Q(
        other_coding=coding, other_number__in=by_number
    )
    rows = Link.objects.visible_to(user).filter(here) if by_number else []
    found = []
    for link in rows:
        start, end = (link.coding_id, link.number), (link.other_coding_id, link.other_number)
        if start[0] == coding and start[1] in by_number:
            found.append((link, True, end))
        if end[0] == coding and end[1] in by_number:
            found.append((link, False, start))
    if not found:
        return
    wanted = Q(pk__in=[])
    for _link, _is_from, (there, number) in found:
        wanted |= Q(coding=there, number=number)
    said = Attribution.objects.filter(wanted).annotate(day=F(PUBLISHED))
    values = said.values_list("coding", "number", "pk", "speaker__name", "day")
    others = {(there, number): rest for there, number, *rest in values}
    for link, is_from, other in found:
        if other in others:
            pk, name, day = others[other]
            number = link.number if is_from else link.other_number
            day = day if is_from else (link.day or day)
            one = CardLink(link.pk, link.kind, is_from, pk, name or "", day)
            by_number[number].links.append(one)
    for card in by_number.values():
        card.links.sort(key=lambda one: (one.day or UNDATED, one.link), reverse=True)
