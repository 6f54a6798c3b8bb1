"""The machine at work: reading a project, learning from it, and whether that is wanted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from annotations.actions.learning import start_learning, switch_off, switch_on
from annotations.actions.runs import cancel_run, start_run
from annotations.actions.switching import switch_suggestions
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.projects import find_managed, find_project
from annotations.api.rows import facts_of
from annotations.models import LearnedModel, Project, Run
from annotations.permissions import can_run_machine
from annotations.queries.runs import reading_of
from annotations.web.guards import demand

router = Router()


class RunOut(Schema):
    """One reading of `total` articles; `failed` of them could not be read. Without `by` it began
    by itself."""

    id: UUID
    project: UUID
    by: UUID | None
    total: int
    done: int
    failed: int
    is_cancelled: bool
    started_at: datetime
    finished_at: datetime | None


class ReadingOut(Schema):
    """Of the `articles`, the present machine has `read` some; `run` is the last one."""

    articles: int
    read: int
    run: RunOut | None


class LearnedOut(Schema):
    """The machine with what the project taught it: `state` is training, ready or failed. `figures`
    say how it did on articles that were held back from it."""

    id: UUID
    project: UUID
    number: int
    engine: str
    state: str
    is_on: bool
    progress: int
    articles: int
    finished_articles: int
    attributions: int
    rejections: int
    figures: dict[str, Any]
    started_by: UUID | None
    created_at: datetime
    finished_at: datetime | None


@router.get(
    "/projects/{uuid:pk}/reading", response=ReadingOut, summary="How far the machine has read"
)
def reading_get(request: Asked, pk: UUID) -> Any:
    found = reading_of(find_project(request, pk))
    run = _shape(found.run) if found.run else None
    return ReadingOut(articles=found.articles, read=found.read, run=run)


@router.get("/projects/{uuid:pk}/runs", response=Listing[RunOut], summary="Readings of a project")
def runs_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Run.objects.filter(project=find_project(request, pk)).with_progress()
    return listed(request, response, rows, cut, each(_shape))


@router.post("/projects/{uuid:pk}/runs", response={202: RunOut}, summary="Let the machine read")
def runs_create(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """All that its present version has not read; soon."""
    run = start_run(project=_running(request, pk), by=request.user, at=timezone.now())
    response["Location"] = f"/api/runs/{run.pk}"
    return Status(202, _shape(_run(request, run.pk)))


@router.get("/runs/{uuid:pk}", response=RunOut, summary="How far one is")
def runs_get(request: Asked, pk: UUID) -> Any:
    return _shape(_run(request, pk))


@router.post("/runs/{uuid:pk}/cancel", response=RunOut, summary="Call it off")
def runs_cancel(request: Asked, pk: UUID) -> Any:
    """What has been read stays."""
    run = _run(request, pk)
    _running(request, run.project_id)
    cancel_run(run=run, by=request.user, at=timezone.now())
    return _shape(_run(request, pk))


@router.put(
    "/projects/{uuid:pk}/suggesting", response={204: None}, summary="Suggestions are wanted"
)
def suggesting_put(request: Asked, pk: UUID) -> Any:
    """What came in meanwhile is read."""
    return _switched(request, pk, is_on=True)


@router.delete(
    "/projects/{uuid:pk}/suggesting", response={204: None}, summary="Suggestions are not wanted"
)
def suggesting_delete(request: Asked, pk: UUID) -> Any:
    """None is made or shown; what was made stays."""
    return _switched(request, pk, is_on=False)


@router.get(
    "/projects/{uuid:pk}/learned-models",
    response=Listing[LearnedOut],
    summary="What the machine learned from a project",
)
def learned_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = LearnedModel.objects.filter(project=find_project(request, pk)).without_weights()
    return listed(request, response, rows, cut, each(_learned))


@router.post(
    "/projects/{uuid:pk}/learned-models",
    response={202: LearnedOut},
    summary="Let the machine learn",
)
def learned_create(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """From what people decided in it; soon. Where it does better by it, it is switched on."""
    project = _running(request, pk)
    learned = start_learning(project=project, by=request.user, at=timezone.now())
    response["Location"] = f"/api/learned-models/{learned.pk}"
    return Status(202, _learned(learned))


@router.get("/learned-models/{uuid:pk}", response=LearnedOut, summary="How far one is")
def learned_get(request: Asked, pk: UUID) -> Any:
    return _learned(_find_learned(request, pk))


@router.put("/learned-models/{uuid:pk}/on", response={204: None}, summary="Read with this one")
def learned_on(request: Asked, pk: UUID) -> Any:
    """Instead of the one that is on. Open suggestions are made anew."""
    learned = _find_learned(request, pk)
    _running(request, learned.project_id)
    switch_on(learned=learned, by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete("/learned-models/{uuid:pk}/on", response={204: None}, summary="Read without it")
def learned_off(request: Asked, pk: UUID) -> Any:
    """By the rules alone."""
    learned = _find_learned(request, pk)
    project = _running(request, learned.project_id)
    if learned.is_on:
        switch_off(project=project, by=request.user, at=timezone.now())
    return Status(204, None)


def _running(request: Asked, pk: UUID) -> Project:
    """Raises Http404, PermissionDenied."""
    project = find_project(request, pk)
    demand(can_run_machine(project))
    return project


def _switched(request: Asked, pk: UUID, *, is_on: bool) -> Any:
    project = find_managed(request, pk)
    switch_suggestions(project=project, is_on=is_on, by=request.user, at=timezone.now())
    return Status(204, None)


def _run(request: Asked, pk: UUID) -> Run:
    """Raises Http404."""
    seen = Project.objects.visible_to(request.user).values("pk")
    return get_object_or_404(Run.objects.filter(project__in=seen).with_progress(), pk=pk)


def _find_learned(request: Asked, pk: UUID) -> LearnedModel:
    """Raises Http404."""
    rows = LearnedModel.objects.visible_to(request.user).without_weights()
    return get_object_or_404(rows.select_related("project"), pk=pk)


def _shape(run: Run) -> RunOut:
    """Of one `with_progress`."""
    return RunOut(by=run.started_by_id, **facts_of(run, RunOut, "by"))


def _learned(row: LearnedModel) -> LearnedOut:
    return LearnedOut(**facts_of(row, LearnedOut))
