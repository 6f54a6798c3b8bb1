"""What is said about an annotation, as its card shows it when it is opened."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from annotations.models import Coding, User
from annotations.queries.comments import talk_about
from annotations.queries.readings import Card, Near, Tagbook, cards_of
from annotations.views.writing import page_of
from annotations.web.http import Request


def whose_coding(coding: Coding | None, reader: User) -> str:
    """How an address says which coding it is about: one's own goes without saying."""
    return "" if coding is None or coding.analyst_id == reader.pk else f"?coding={coding.pk}"


def card_of(coding: Coding, number: int) -> Card | None:
    """The annotation of that number, None where it is not there (any more)."""
    tags = Tagbook(coding.project_article.project.codebook_id)
    return next(iter(cards_of(coding.pk, tags, Near([], number))), None)


def place_of(coding: Coding, number: int, reader: User) -> str:
    """The address at which the comments on an annotation stand, be it there or deleted."""
    whose = whose_coding(coding, reader)
    if card_of(coding, number):
        page = page_of(coding.project_article)
        return f"{page}{whose}{'&' if whose else '?'}comments={number}#card-{number}"
    return f"{reverse('annotation-list', args=[coding.project_article_id])}{whose}#left-comments"


def opened_talk(
    request: Request, coding: Coding | None, number: int, commenting: bool
) -> dict[int, str]:
    """The HTML of all that is said about the annotation, by its number; {} before the first."""
    if coding is None:
        return {}
    context = talk_context(request, coding, number, commenting)
    return {number: render_to_string("codings/_comments.html", context, request)}


def talk_context(request: Request, coding: Coding, number: int, commenting: bool) -> dict[str, Any]:
    return {
        "talk": talk_about(coding, number, request.user, timezone.now()),
        "whose": whose_coding(coding, request.user),
        "base": page_of(coding.project_article),
        "commenting": commenting,
    }
