"""A project's annotated texts as values, batch by batch: what exports are made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from annotations.domain.coded import (
    Coder,
    Document,
    Link,
    only_what_may_leave,
)
from annotations.domain.coded import Coding as CodedBy
from annotations.domain.coded import Source as Printed
from annotations.models import (
    ArticleTag,
    Coding,
    CodingKind,
    CodingState,
    Paragraph,
    Project,
    ProjectArticle,
    Revision,
    Source,
    User,
)
from annotations.models import Link as LinkRow
from annotations.models.codings import CodingQuerySet
from annotations.models.links import LinkQuerySet
from annotations.models.projects import ProjectArticleQuerySet
from annotations.queries.coded_annotations import annotations_in

AT_ONCE = 250
# A row of the batch: the place in the project, then what is told of its article.
Facts = tuple[Any, ...]
ARTICLE = tuple(
    f"article__{name}"
    for name in (
        *("id", "source", "title", "byline", "published_on", "published_at", "language"),
        *("canonical_url", "section"),
    )
)
REVISION = ("pk", "text", "number", "length", "text_sha256")


class Which(TextChoices):
    """Whose annotations."""

    COUNTS = "counts", _("What counts: what was agreed, else what each analyst says")
    ALL = "all", _("Every analyst’s, and what was agreed")
    EVERYTHING = "everything", _("Every analyst’s, what was agreed, and the machine’s")
    MACHINE = "machine", _("The machine’s")
    OWN = "own", _("My own")
    CODER = "coder", _("One analyst’s")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be exported. What is left empty is no matter.

    `finished` leaves out codings in work, and `annotated` articles that nobody annotated.
    """

    which: str = Which.COUNTS
    coder: str = ""
    source: UUID | None = None
    language: str = ""
    since: date | None = None
    until: date | None = None
    finished: bool = False
    annotated: bool = False


@dataclass(frozen=True)
class Leaving:
    """What leaves: limited to what the reader may see. Iterate as often as needed."""

    project: Project
    rows: ProjectArticleQuerySet
    codings: CodingQuerySet
    seen: CodingQuerySet

    def __iter__(self) -> Iterator[Document]:
        """In the order in which articles were added; as many queries for each AT_ONCE."""
        after: UUID | None = None
        while True:
            rows = self.rows.filter(pk__gt=after) if after else self.rows
            batch = list(rows.order_by("pk").values_list("pk", *ARTICLE)[:AT_ONCE])
            if not batch:
                return
            for document in _documents(batch, self.codings, self.seen):
                yield only_what_may_leave(document)
            after = batch[-1][0]

    @property
    def articles(self) -> int:
        return self.rows.count()

    @property
    def annotations(self) -> int:
        """Of people: the machine's are none until somebody accepts them. One query."""
        codings = self.codings.filter(project_article__in=self.rows)
        return codings.aggregate(n=Sum("annotation_count"))["n"] or 0

    @property
    def limited(self) -> int:
        """Of how many articles not all words may leave. One query."""
        return self.rows.exclude(article__source__may_leave="all").count()


def leaving(project: Project, user: User | None, wanted: Wanted) -> Leaving:
    """Nobody is the shell, which sees everything."""
    seen = Coding.objects.visible_to(user) if user else Coding.objects.all()
    codings = _chosen(seen, user, wanted)
    rows = ProjectArticle.objects.filter(project=project)
    if user:
        rows = rows.visible_to(user)
    conditions = {
        "article__source": wanted.source,
        "article__published_on__gte": wanted.since,
        "article__published_on__lte": wanted.until,
        "article__language": wanted.language,
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value})
    if wanted.finished or wanted.annotated:
        rows = rows.filter(Exists(codings.filter(project_article=OuterRef("pk"))))
    every = Coding.every.visible_to(user) if user else Coding.every.all()
    return Leaving(project, rows, codings.filter(project=project), every)


def coders_in(project: Project) -> list[User]:
    """Whoever annotated something there, members or not."""
    codings = Coding.objects.filter(project=project, analyst__isnull=False)
    return list(User.objects.filter(pk__in=codings.values("analyst")).order_by("username"))


def _chosen(codings: CodingQuerySet, user: User | None, wanted: Wanted) -> CodingQuerySet:
    if wanted.which == Which.COUNTS:
        codings = codings.that_count()
    elif wanted.which == Which.ALL:
        codings = codings.by_people()
    elif wanted.which == Which.MACHINE:
        codings = codings.filter(kind=CodingKind.MACHINE)
    elif wanted.which == Which.OWN:
        codings = codings.filter(kind=CodingKind.HUMAN, analyst=user)
    elif wanted.which == Which.CODER:
        codings = codings.filter(kind=CodingKind.HUMAN, analyst__username=wanted.coder)
    if wanted.finished:
        codings = codings.filter(Q(state=CodingState.DONE) | Q(kind=CodingKind.MACHINE))
    return codings


def _documents(
    batch: Sequence[Facts], chosen: CodingQuerySet, seen: CodingQuerySet
) -> Iterator[Document]:
    codings = defaultdict(list)
    rows = chosen.filter(project_article__among=[row[0] for row in batch])
    for coding in rows.order_by("kind", "analyst__username", "pk"):
        codings[coding.project_article_id].append(coding)
    bare = [article for place, article, *_rest in batch if place not in codings]
    newest = Revision.objects.filter(article__in=bare).order_by("article", "-number")
    newest_of = dict(newest.distinct("article").values_list("article", "pk"))
    wanted = {one.revision_id for several in codings.values() for one in several}
    revisions = Revision.objects.filter(pk__among=[*wanted.union(newest_of.values())])
    texts = {pk: (text, *facts) for pk, text, *facts in revisions.values_list(*REVISION)}
    paragraphs = _paragraphs(texts)
    coded = _coded([one for several in codings.values() for one in several], seen)
    sources = Source.objects.in_bulk({source for _place, _article, source, *_rest in batch})
    for place, article, source, *facts in batch:
        own = codings.get(place, [])
        # An article without a text has nothing to annotate.
        keys = [one.revision_id for one in own]
        if not own and article in newest_of:
            keys = [newest_of[article]]
        for key in dict.fromkeys(keys):
            here = [coded[one.pk] for one in own if one.revision_id == key]
            yield _document(article, sources[source], facts, texts[key], paragraphs[key], here)


def _document(
    article: UUID,
    source: Source,
    facts: Sequence[Any],
    revision: tuple[Any, ...],
    paragraphs: list[tuple[str, int, int]],
    codings: list[CodedBy],
) -> Document:
    title, byline, published_on, published_at, language, url, section = facts
    text, number, length, sha256 = revision
    return Document(
        title=title,
        text=text,
        id=str(article),
        source=Printed(source.name, source.kind, source.country, source.language),
        rights=source.rights,
        byline=byline,
        published_on=published_on,
        published_at=published_at,
        language=language,
        url=url,
        section=section,
        revision=number,
        length=length,
        sha256=sha256,
        paragraphs=paragraphs,
        codings=codings,
    )


def _paragraphs(revisions: Iterable[UUID]) -> dict[UUID, list[tuple[str, int, int]]]:
    found: dict[UUID, list[tuple[str, int, int]]] = defaultdict(list)
    rows = Paragraph.objects.filter(revision__among=list(revisions)).order_by("revision", "index")
    for revision, kind, start, end in rows.values_list("revision", "kind", "start", "end"):
        found[revision].append((kind, start, end))
    return found


def _coded(rows: Sequence[Coding], seen: CodingQuerySet) -> dict[UUID, CodedBy]:
    keys = [row.pk for row in rows]
    tags = defaultdict(list)
    tagged = ArticleTag.objects.filter(coding__among=keys).order_by("tag__position", "tag_id")
    for coding, tag in tagged.values_list("coding", "tag__key"):
        tags[coding].append(tag)
    machines = [row.pk for row in rows if row.kind == CodingKind.MACHINE]
    links = LinkRow.objects.filter(coding__among=keys, other_coding__in=seen.values("pk"))
    annotations = annotations_in(keys, machines, links_from(link_rows(links)))
    analysts = User.objects.in_bulk({row.analyst_id for row in rows if row.analyst_id})
    return {
        row.pk: CodedBy(
            coder=coder_of(row.kind, analysts.get(row.analyst_id), row.engine),
            state=row.state,
            tags=tags[row.pk],
            annotations=annotations[row.pk],
            changed_at=row.changed_at,
        )
        for row in rows
    }


def coder_of(kind: str, analyst: User | None, engine: str = "") -> Coder:
    if analyst is None:
        return Coder(kind, engine=engine)
    return Coder(kind, analyst.username, analyst.shown_name)


def link_rows(links: LinkQuerySet) -> QuerySet[Any, Any]:
    """What `links_from` reads."""
    other = ("project_article__article", "kind", "analyst__username")
    names = ["coding", "number", "kind", "day", "other_number"]
    return links.order_by("pk").values_list(*names, *(f"other_coding__{name}" for name in other))


def links_from(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[UUID, int], list[Link]]:
    """By the coding and number of the later statement."""
    links: dict[tuple[UUID, int], list[Link]] = defaultdict(list)
    for coding, number, kind, day, other_number, article, coder, name in rows:
        to = Coder(coder, name or "")
        links[coding, number].append(Link(kind, str(article), to, other_number, day))
    return links
