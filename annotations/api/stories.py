"""Stories: articles that are copies of one another, put together and parted."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from annotations.actions.stories import merge_stories, split_story, undo_story_move
from annotations.api.articles import find_article
from annotations.api.inputs import Body
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.api.rows import facts_of
from annotations.models import ProjectArticle, Story, StoryMove
from annotations.permissions import can_take_in_articles
from annotations.queries.copies import copies_seen, could_be_copies
from annotations.web.guards import demand

router = Router()


class StoryOut(Schema):
    """`articles` are those of its copies that are in projects of yours."""

    id: UUID
    articles: list[UUID]


class CopyOut(Schema):
    """`why_original`: how one knows that the others are likely copies of this one."""

    article: UUID
    title: str
    length: int
    why_original: str


class StoryMoveOut(Schema):
    """Somebody moved articles from one story to another. `articles` are pieces, as in `article`
    of an article."""

    id: UUID
    from_story: UUID
    to_story: UUID
    articles: list[UUID]
    by: UUID
    at: datetime
    undone_at: datetime | None


class CopiesOut(Schema):
    """Of the same project, the likely original first; `elsewhere` counts copies in others of your
    projects, and `moves` is what people changed."""

    story: UUID | None
    copies: list[CopyOut]
    elsewhere: int
    moves: list[StoryMoveOut]


class CopyIn(Body):
    """An article of the same project, with whose story this one’s is put together."""

    other: UUID


class SplitIn(Body):
    """Articles of the story, as their projects have them, that are no copies of the others."""

    articles: Annotated[list[UUID], Field(min_length=1, max_length=1000)]


def shape_move(move: StoryMove) -> StoryMoveOut:
    return StoryMoveOut(**facts_of(move, StoryMoveOut))


@router.get("/stories/{uuid:pk}", response=StoryOut, summary="A story: articles that are copies")
def stories_get(request: Asked, pk: UUID) -> Any:
    rows = ProjectArticle.objects.visible_to(request.user)
    found = rows.filter(article__story_article__story=pk).order_by("pk").distinct()
    articles = list(found.values_list("pk", flat=True)[:1000])
    if not articles:
        raise Http404
    return StoryOut(id=pk, articles=articles)


@router.get("/articles/{uuid:pk}/copies", response=CopiesOut, summary="Copies of an article")
def copies_get(request: Asked, pk: UUID) -> Any:
    article = find_article(request, pk)
    copies = copies_seen(article, request.user)
    story = Story.objects.filter(story_articles__article=article.article_id).first()
    return CopiesOut(
        story=story.pk if story else None,
        copies=[
            CopyOut(
                article=one.row.pk,
                title=one.row.article.title,
                length=one.length,
                why_original=str(one.why),
            )
            for one in copies.printed
        ],
        elsewhere=copies.elsewhere,
        moves=[shape_move(move) for move in copies.moves],
    )


@router.post(
    "/articles/{uuid:pk}/copies", response={201: StoryMoveOut}, summary="Say that it has a copy"
)
def copies_create(request: Asked, response: HttpResponse, pk: UUID, body: CopyIn) -> Any:
    """Their stories become one."""
    article, story = _story(request, pk)
    offered = could_be_copies(article, request.user)
    other = offered.select_related("article__story_article__story").filter(pk=body.other).first()
    if other is None:
        raise blamed("other", _("The project has no such article in another story."))
    told = other.article.story_article.story
    move = merge_stories(story=story, other=told, by=request.user, at=timezone.now())
    response["Location"] = f"/api/story-moves/{move.pk}"
    return Status(201, shape_move(move))


@router.post(
    "/articles/{uuid:pk}/copies/split",
    response={201: StoryMoveOut},
    summary="Say which are no copies",
)
def copies_split(request: Asked, response: HttpResponse, pk: UUID, body: SplitIn) -> Any:
    """They become a story of their own; at least one article stays."""
    _article, story = _story(request, pk)
    seen = ProjectArticle.objects.visible_to(request.user).filter(pk__in=body.articles)
    chosen = list(seen.values_list("article", flat=True))
    move = split_story(story=story, articles=chosen, by=request.user, at=timezone.now())
    response["Location"] = f"/api/story-moves/{move.pk}"
    return Status(201, shape_move(move))


@router.get("/story-moves/{uuid:pk}", response=StoryMoveOut, summary="One move between stories")
def story_moves_get(request: Asked, pk: UUID) -> Any:
    move, _rows = _move(request, pk)
    return shape_move(move)


@router.delete("/story-moves/{uuid:pk}", response={204: None}, summary="Take it back")
def story_moves_undo(request: Asked, pk: UUID) -> Any:
    """It remains on record, as undone."""
    move, rows = _move(request, pk)
    demand(any(map(can_take_in_articles, rows)))
    undo_story_move(move=move, by=request.user, at=timezone.now())
    return Status(204, None)


def _story(request: Asked, pk: UUID) -> tuple[ProjectArticle, Story]:
    """For those who work in the project; 404 for an article that was not gathered yet."""
    article = find_article(request, pk)
    demand(can_take_in_articles(article))
    stories = Story.objects.filter(story_articles__article=article.article_id)
    return article, get_object_or_404(stories)


def _move(request: Asked, pk: UUID) -> tuple[StoryMove, list[Any]]:
    """With those of its articles that whoever asks sees. Raises Http404 where there is none."""
    move = get_object_or_404(StoryMove, pk=pk)
    seen = ProjectArticle.objects.visible_to(request.user).with_role_of(request.user)
    rows = list(seen.filter(article__in=move.articles))
    if not rows:
        raise Http404
    return move, rows
