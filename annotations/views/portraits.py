"""The page of a person, an organisation or a country."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from annotations.actions.actors import EMPLOYERS, PEOPLE
from annotations.domain.register.present import values_of_post
from annotations.exchange.spreadsheets import as_csv
from annotations.forms.speaking import StatementFilter
from annotations.models import Actor, ActorPicture, Affiliation
from annotations.permissions import can_keep_actors
from annotations.queries.actors import every_post_of, posts_of, staff_of
from annotations.queries.checking import to_check
from annotations.queries.countries import nation_of
from annotations.queries.merging import trail_of
from annotations.queries.portraits import Portrait, portrait_of
from annotations.queries.speaking import account_of, statements_of, with_details
from annotations.queries.standing import positions_of
from annotations.web.files import csv_file
from annotations.web.guards import reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.moved import following_merges
from annotations.web.paging import Key, page_of

SIZE = 50
# The newest article first; within a coding of it as one reads.
ORDER = [Key("place", descending=True), Key("coding_id", descending=True), Key("start"), Key("id")]


@reading
@following_merges
def actor_detail(request: Request, pk: UUID) -> HttpResponse:
    """Who it is, and every statement that the reader may see; htmx gets the statements only."""
    actor = get_object_or_404(Actor, pk=pk)
    form = StatementFilter(request.GET)
    side = form.side_wanted()
    found = statements_of(actor, request.user, side, form.sought())
    context: dict[str, Any] = {
        "actor": actor,
        "form": form,
        "side": side,
        "account": account_of(actor, request.user, side),
        "page": page_of(with_details(found), ORDER, request.GET.get("page", ""), SIZE),
    }
    if not is_fragment(request):
        portrait = portrait_of(actor, request.user, side)
        context |= {
            "form": StatementFilter(request.GET, portrait),
            "portrait": portrait,
            "posts": posts_of(actor) if actor.kind in PEOPLE else [],
            "picture": ActorPicture.objects.standing().without_bytes().filter(actor=actor).first(),
            "nation": nation_of(actor, _page_asked(request)),
            "staff": staff_of(actor) if actor.kind in EMPLOYERS else [],
            "is_person": actor.kind in PEOPLE,
            "can_keep": can_keep_actors(request.user),
            "trail": trail_of(actor),
            "names": list(actor.names.in_order()),
            "positions": positions_of(actor, request.user),
            "doubtful": to_check(actor, request.user) if actor.kind in PEOPLE else [],
        }
    return render_page(request, "actors/detail.html", "actors/_swap.html", context)


def _page_asked(request: Request) -> int:
    """Of the posts of a country; the first where the address makes no sense."""
    asked = request.GET.get("posts", "")
    return int(asked) if re.fullmatch(r"[1-9]\d{0,3}", asked) else 1


@reading
def actor_stances(request: Request, pk: UUID) -> HttpResponseBase:
    """What the charts of stances are drawn from, as a file."""
    actor = get_object_or_404(Actor, pk=pk)
    side = StatementFilter(request.GET).side_wanted()
    head = [_("name"), _("date"), _("stance"), _("statements")]
    return csv_file(as_csv(head, _stances(portrait_of(actor, request.user, side, None))), "stances")


@reading
def actor_posts(request: Request, pk: UUID) -> HttpResponseBase:
    """The posts of a person, at an organisation, or for a country, as a file."""
    actor = get_object_or_404(Actor, pk=pk)
    head = [_("person"), _("post"), _("organisation"), _("represents"), _("kind")]
    head += [_("first day"), _("last day")]
    return csv_file(as_csv(head, _posts(every_post_of(actor))), "posts")


def _posts(rows: Iterable[Affiliation]) -> Iterator[tuple[object, ...]]:
    for held in rows:
        values = values_of_post(held)
        at = held.organisation.name if held.organisation else ""
        known = [values.get(name, "") for name in ("represents", "kind", "first_day", "last_day")]
        yield held.person.name, held.post, at, *known


def _stances(portrait: Portrait) -> Iterator[tuple[object, ...]]:
    for course in portrait.courses:
        name = course.other.name if course.other else ""
        for (stance, day), count in sorted(course.counts.items(), key=lambda one: one[0][::-1]):
            yield name, day.isoformat(), stance, count
        for stance, count in sorted(course.undated.items()):
            yield name, "", stance, count
