"""States of the text of articles, and the captures that they were read from."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from annotations.api.articles import find_article
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rows import facts_of
from annotations.models import Article, Capture, Revision

router = Router()


class RevisionRow(Schema):
    """`length` is in code points, as all places in texts are; `text_sha256` is of its UTF-8."""

    id: UUID
    article: UUID
    capture: UUID
    number: int
    length: int
    text_sha256: str
    extractor: str
    extractor_version: str
    created_at: datetime


class RevisionOut(RevisionRow):
    """`text` is null where the rights of the source do not let all of it leave."""

    text: str | None


class HttpOut(Schema):
    """`asked` is the address that somebody gave, `url` the one that answered in the end."""

    asked: str
    url: str
    status: int
    at: datetime
    charset: str | None
    headers: dict[str, str]


class CaptureOut(Schema):
    """Bytes as they came in, known by their SHA-256; `http` where they were fetched."""

    id: UUID
    article: UUID
    sha256: str
    media_type: str
    filename: str
    title: str
    url: str
    size: int
    captured_at: datetime
    http: HttpOut | None


@router.get(
    "/articles/{uuid:pk}/revisions", response=Listing[RevisionRow], summary="States of its text"
)
def revisions_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    article = find_article(request, pk).article_id
    rows = Revision.objects.filter(article=article).defer("text")
    return listed(request, response, rows, cut, each(_row))


@router.get("/revisions/{uuid:pk}", response=RevisionOut, summary="One state of a text")
def revisions_get(request: Asked, pk: UUID) -> Any:
    rows = Revision.objects.filter(article__in=_seen(request)).select_related("source")
    revision = get_object_or_404(rows, pk=pk)
    text = revision.text if revision.source.rights.is_whole else None
    return RevisionOut(**_row(revision).model_dump(), text=text)


@router.get(
    "/articles/{uuid:pk}/captures", response=Listing[CaptureOut], summary="As what it came in"
)
def captures_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    article = find_article(request, pk).article_id
    rows = Capture.objects.filter(article=article).defer("compressed")
    return listed(request, response, rows, cut, each(_capture))


@router.get("/captures/{uuid:pk}", response=CaptureOut, summary="One capture")
def captures_get(request: Asked, pk: UUID) -> Any:
    """What is known of it; its bytes stay here."""
    rows = Capture.objects.filter(article__in=_seen(request)).defer("compressed")
    return _capture(get_object_or_404(rows, pk=pk))


def _seen(request: Asked) -> Any:
    return Article.objects.visible_to(request.user).values("pk")


def _row(revision: Revision) -> RevisionRow:
    return RevisionRow(**facts_of(revision, RevisionRow))


def _capture(capture: Capture) -> CaptureOut:
    http = HttpOut(**capture.http) if capture.http else None
    return CaptureOut(http=http, **facts_of(capture, CaptureOut, "http"))
