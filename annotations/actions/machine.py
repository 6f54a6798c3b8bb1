"""The machine as a coder: it writes what the engine finds into a coding of its own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate
from annotations.actions.engines import Engine, engine_for
from annotations.actions.history import without_history
from annotations.actions.keeping import audited
from annotations.actions.remembering import remember_rejections
from annotations.domain.identifiers import uuid7
from annotations.domain.names import tidy
from annotations.domain.quotes import Suggestion as Finding
from annotations.domain.spans.excerpts import cut
from annotations.domain.spans.lanes import Placed, laid_out
from annotations.models import (
    Attribution,
    Coding,
    CodingKind,
    Project,
    ProjectArticle,
    Revision,
    Span,
    SpanRole,
    Suggestion,
    User,
)

ROWS_AT_ONCE = 2_000
# What is longer is no name and no post.
LONGEST_NAME = 200
Content = tuple[tuple[int, int], ...]


@audited
def suggest_quotations(
    *,
    project_article: ProjectArticle,
    at: datetime,
    by: User | None = None,
    engine: Engine | None = None,
) -> Coding:
    """Let the engine read the article and suggest; returns the machine's coding of it.

    `engine` is the project's own, for whoever has loaded it already. Does nothing where it has read
    this text before, in the same version. What somebody decided about stays as it is; everything
    else is replaced. Raises CannotAnnotate where there is no text, or the project wants none.
    """
    wanting = Project.objects.current().filter(has_suggestions=True)
    if not wanting.filter(pk=project_article.project_id).exists():
        raise CannotAnnotate(_("Suggestions are switched off in this project."))
    engine = engine or engine_for(project_article.project_id)
    newest = Revision.objects.filter(article=project_article.article_id).order_by("-number")
    revision = newest.defer("text").first()
    if revision is None:
        raise CannotAnnotate(_("This article has no text yet."))
    coding = _locked(project_article, revision, at)
    if coding.engine == engine.label:
        return coding
    decided = _make_room(coding)
    found = engine.read(revision.text, project_article.article.language or None)
    coding.revision, coding.engine, coding.changed_at = revision, engine.label, at
    # All of it can be read out of the text again, and history would be as many rows once more.
    with without_history(Attribution, Span):
        _delete_others(coding, list(decided.values()))
        _write(coding, found, decided, at)
    coding.save(update_fields=["engine", "changed_at", "next_number"])
    remember_rejections(coding, at)
    return coding


def _locked(project_article: ProjectArticle, revision: Revision, at: datetime) -> Coding:
    """The machine's coding of this revision, made if there is none; one run at a time."""
    every = Coding.every.filter(project_article=project_article, kind=CodingKind.MACHINE)
    every.exclude(revision=revision).update(is_current=False)
    machines = every.filter(revision=revision)
    Coding.objects.bulk_create(
        [
            Coding(
                project_id=project_article.project_id,
                project_article=project_article,
                revision=revision,
                kind=CodingKind.MACHINE,
                changed_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    return machines.select_for_update(of=("self",)).get()


def _make_room(coding: Coding) -> dict[Content, UUID]:
    """The suggestions that somebody decided about, by their content. Nobody decides meanwhile."""
    ours = Suggestion.objects.filter(attribution__coding=coding)
    # Whoever is deciding holds the row: wait, and then look who has decided.
    list(ours.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    decided = set(ours.values_list("pk", flat=True)) - set(
        ours.undecided().values_list("pk", flat=True)
    )
    content: dict[UUID, list[tuple[int, int]]] = {}
    spans = Span.objects.filter(attribution__in=decided, role=SpanRole.CONTENT)
    for owner, start, end in spans.order_by("start", "number").values_list(
        "attribution_id", "start", "end"
    ):
        content.setdefault(owner, []).append((start, end))
    return {tuple(places): owner for owner, places in content.items()}


# Written out: the ORM would load all that it deletes, and delete it in hundreds.
DELETE = """
    DELETE FROM annotations_suggestion USING annotations_attribution said
        WHERE said.id = attribution_id AND said.coding_id = %(coding)s
        AND NOT attribution_id = ANY(%(kept)s::uuid[]);
    DELETE FROM annotations_span
        WHERE coding_id = %(coding)s AND NOT attribution_id = ANY(%(kept)s::uuid[]);
    DELETE FROM annotations_attribution
        WHERE coding_id = %(coding)s AND NOT id = ANY(%(kept)s::uuid[])
"""


def _delete_others(coding: Coding, kept: list[UUID]) -> None:
    """Delete all of the coding but `kept`, of which nobody knows yet whether it is found again."""
    if kept:
        Suggestion.objects.filter(pk__in=kept).update(is_current=False, parent=None)
    with connection.cursor() as cursor:
        for statement in DELETE.split(";"):
            cursor.execute(statement, {"coding": coding.pk, "kept": kept})


def _write(
    coding: Coding, found: Sequence[Finding], decided: dict[Content, UUID], at: datetime
) -> None:
    keys = [decided.get(one.content) or uuid7() for one in found]
    attributions, spans, suggestions = [], [], []
    again = []
    for key, one in zip(keys, found, strict=True):
        parent = keys[one.parent] if one.parent is not None else None
        if key in decided.values():
            again.append(Suggestion(attribution_id=key, parent_id=parent, is_current=True))
            continue
        attributions.append(
            Attribution(
                id=key,
                project_id=coding.project_id,
                coding=coding,
                number=_take_number(coding),
                mode=one.mode,
                created_at=at,
            )
        )
        spans += _spans(coding, key, one, at)
        suggestions.append(_suggestion(coding, key, parent, one))
    for span, lane in zip(spans, _lanes(spans), strict=True):
        span.lane = lane
    Attribution.objects.bulk_create(attributions, batch_size=ROWS_AT_ONCE)
    Span.objects.bulk_create(spans, batch_size=ROWS_AT_ONCE)
    Suggestion.objects.bulk_create(suggestions, batch_size=ROWS_AT_ONCE)
    if again:
        Suggestion.objects.bulk_update(again, ["parent", "is_current"])


def _suggestion(coding: Coding, key: UUID, parent: UUID | None, one: Finding) -> Suggestion:
    return Suggestion(
        attribution_id=key,
        project_id=coding.project_id,
        engine=coding.engine,
        confidence=one.confidence,
        reason=one.explanation.code,
        reason_values=one.explanation.values,
        name=_short(one.name),
        affiliation=_short(one.affiliation),
        kind=one.kind,
        parent_id=parent,
    )


def _spans(coding: Coding, key: UUID, one: Finding, at: datetime) -> list[Span]:
    places = [
        *((SpanRole.CONTENT, place) for place in one.content),
        *((SpanRole.CUE, place) for place in one.cue),
        *((SpanRole.SPEAKER, place) for place in one.speaker),
    ]
    return [_span(coding, key, role, start, end, at) for role, (start, end) in places]


def _span(coding: Coding, key: UUID, role: str, start: int, end: int, at: datetime) -> Span:
    excerpt = cut([(0, coding.revision.text)], start, end)
    assert excerpt is not None, "the engine stays inside the text"
    return Span(
        id=uuid7(),
        project_id=coding.project_id,
        coding=coding,
        attribution_id=key,
        number=_take_number(coding),
        role=role,
        start=start,
        end=end,
        words=excerpt.words,
        prefix=excerpt.prefix,
        suffix=excerpt.suffix,
        created_at=at,
    )


def _lanes(spans: Sequence[Span]) -> list[int]:
    lanes = laid_out(Placed(span.number, span.start, span.end) for span in spans)
    return [lanes[span.number] for span in spans]


def _take_number(coding: Coding) -> int:
    coding.next_number += 1
    return coding.next_number - 1


def _short(name: str) -> str:
    name = tidy(name)
    return name if len(name) <= LONGEST_NAME else ""
