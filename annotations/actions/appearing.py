"""Annotate once: what is annotated in one article of a story appears in the others of its project.

An appearance is worked out again whenever something changes that it hangs on, and never drifts
away from its annotation: it has no facts of its own.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from annotations.domain.anchoring import Carried, Outcome, carry
from annotations.domain.spans.sameness import Said, Statements
from annotations.models import (
    Appearance,
    Coding,
    ProjectArticle,
    Revision,
    Span,
    SpanRole,
    StoryArticle,
)

SEVERITY = [Outcome.SAME, Outcome.MOVED, Outcome.CHANGED, Outcome.AMBIGUOUS, Outcome.GONE]


def appear_in_copies(*, project_article: UUID, but: Container[UUID] = ()) -> None:
    """Bring the appearances up to date between an article and its copies in the project, `but`
    some that are up to date.

    What is annotated in it appears in them, and the other way round; what appears where it is no
    copy any more goes. Each pair is a transaction of its own, so nobody waits who annotates.
    """
    row = ProjectArticle.objects.select_related("article").filter(pk=project_article).first()
    if row is None:
        return
    copies = copies_of(row)
    _forget_others(row, copies)
    for copy in (one for one in copies if one.pk not in but):
        for original, there in ((row, copy), (copy, row)):
            for coding in Coding.objects.by_people().filter(project_article=original):
                _appear(coding, there)


def appear_everywhere(*, articles: Iterable[UUID]) -> None:
    """The same for articles that came into another story, in all projects that have them, each
    pair once."""
    done: set[UUID] = set()
    for row in ProjectArticle.objects.filter(article__in=articles).order_by("pk"):
        appear_in_copies(project_article=row.pk, but=done)
        done.add(row.pk)


def copies_of(row: ProjectArticle) -> list[ProjectArticle]:
    """The other articles of its story that are in the project. One query."""
    story = StoryArticle.objects.filter(article=row.article_id).values("story")
    rows = ProjectArticle.objects.filter(
        project=row.project_id, article__story_article__story__in=story
    )
    return list(rows.exclude(pk=row.pk).select_related("article").order_by("pk"))


@transaction.atomic
def _appear(coding: Coding, copy: ProjectArticle) -> None:
    """Let the annotations of a coding appear in a copy, where they stand there word for word."""
    newest = Revision.objects.filter(article=copy.article_id).order_by("-number").first()
    there = {
        (one.attribution_id or one.passage_id): one
        for one in Appearance.objects.select_for_update().filter(
            coding=coding, project_article=copy
        )
    }
    wanted: list[Appearance] = []
    if newest is not None:
        found = _annotations(coding)
        places = [place for one in found for place in one.places]
        language = copy.article.language or None
        outcomes = iter(carry(coding.revision.text, newest.text, places, language))
        own = _Own(coding, copy)
        for one in found:
            fates = [next(outcomes) for _ in one.places]
            row = one.appearance(coding, copy, newest, fates)
            if not own.has(row, one):
                wanted.append(row)
    _put(there, wanted)


@dataclass
class _Annotation:
    """A passage, or a statement with its spans in reading order."""

    id: UUID
    spans: list[Span] = field(default_factory=list)

    @property
    def places(self) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in self.spans]

    @property
    def is_passage(self) -> bool:
        return self.spans[0].role == SpanRole.PASSAGE

    def appearance(
        self, coding: Coding, copy: ProjectArticle, revision: Revision, fates: Sequence[Carried]
    ) -> Appearance:
        worst = max((fate.outcome for fate in fates), key=SEVERITY.index)
        pairs = zip(self.spans, fates, strict=True)
        return Appearance(
            project_id=coding.project_id,
            coding=coding,
            attribution_id=None if self.is_passage else self.id,
            passage_id=self.id if self.is_passage else None,
            project_article=copy,
            revision=revision,
            outcome=worst.value,
            places=[[span.number, fate.start, fate.end] for span, fate in pairs]
            if worst.is_certain
            else [],
        )


def _annotations(coding: Coding) -> list[_Annotation]:
    found: dict[UUID, _Annotation] = {}
    for span in Span.objects.filter(coding=coding).in_reading_order():
        key = span.attribution_id or span.pk
        found.setdefault(key, _Annotation(key)).spans.append(span)
    return list(found.values())


class _Own:
    """What the analyst annotated on the copy by hand: that appears there already. Two queries."""

    def __init__(self, coding: Coding, copy: ProjectArticle) -> None:
        same = Q(kind=coding.kind, analyst=coding.analyst_id)
        spans = Span.objects.filter(coding__in=copy.codings.filter(same))
        self._statements = Statements(spans.statements())
        passages = spans.filter(role=SpanRole.PASSAGE)
        self._passages = set(passages.values_list("start", "end"))

    def has(self, row: Appearance, one: _Annotation) -> bool:
        if not row.places:
            return False
        roles = {span.number: span.role for span in one.spans}
        at: dict[str, list[tuple[int, int]]] = {}
        for number, start, end in row.places:
            at.setdefault(roles[number], []).append((start, end))
        if one.is_passage:
            return at[SpanRole.PASSAGE][0] in self._passages
        return self._statements.has(Said(at.get(SpanRole.CONTENT, []), at.get(SpanRole.CUE, [])))


def _put(there: dict[UUID | None, Appearance], wanted: Iterable[Appearance]) -> None:
    """Turn the rows that are there into the wanted ones; what was taken away stays so."""
    fresh, changed = [], []
    for row in wanted:
        old = there.pop(row.attribution_id or row.passage_id, None)
        if old is None:
            fresh.append(row)
        elif (old.outcome, old.places, old.revision_id) != (
            row.outcome,
            row.places,
            row.revision_id,
        ):
            old.outcome, old.places, old.revision = row.outcome, row.places, row.revision
            changed.append(old)
    Appearance.objects.filter(pk__in=[old.pk for old in there.values()]).delete()
    Appearance.objects.bulk_update(changed, ["outcome", "places", "revision"])
    Appearance.objects.bulk_create(fresh)


def _forget_others(row: ProjectArticle, copies: list[ProjectArticle]) -> None:
    """Appearances where the other article is no copy any more, or of a coding of earlier text."""
    Appearance.objects.filter(
        Q(coding__project_article=row, coding__is_current=False)
        | Q(coding__project_article=row) & ~Q(project_article__in=copies)
        | Q(project_article=row) & ~Q(coding__project_article__in=copies)
    ).delete()
