"""Annotations of a container, each as a document of its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from annotations.domain.coded import Coder, Document, only_what_may_leave
from annotations.domain.coded import Coding as CodedBy
from annotations.domain.rights import Extent, Rights
from annotations.models import ArticleTag, Coding, Link, User
from annotations.models.acts import ARTICLE
from annotations.models.ready import Ready
from annotations.queries.coded import coder_of, link_rows, links_from
from annotations.queries.coded_annotations import annotations_by_key
from annotations.queries.ready_for import ReadyFor


@dataclass(frozen=True, slots=True)
class Held:
    """An annotation by its key, and by its number in a coding. The tags of a whole article are one
    of number ARTICLE, whose key is that of the coding."""

    id: UUID
    coding: UUID
    number: int


class Above(NamedTuple):
    """Of a coding: whose it is, and what is told of its article."""

    coder: Coder
    state: str
    sha256: str
    article: UUID
    title: str
    url: str
    rights: Rights


def _links(user: User, codings: list[UUID]) -> QuerySet[Any, Any]:
    seen = Coding.every.visible_to(user).values("pk")
    return link_rows(Link.objects.filter(coding__among=codings, other_coding__in=seen))


# Each for a page of few, of which more time goes into putting questions together than into answers.
CODINGS = Ready(
    lambda keys: Coding.objects.filter(pk__among=keys).values_list(
        *("pk", "kind", "engine"),
        *(f"analyst__{name}" for name in ("username", "name", "first_name", "last_name")),
        *("state", "revision__text_sha256"),
        *(f"project_article__article__{name}" for name in ("id", "title", "canonical_url")),
        *(f"project_article__article__source__{name}" for name in ("may_leave", "excerpt_words")),
    ),
    [list],
)
LINKS = ReadyFor(_links, [list])
TAGS = Ready(
    lambda codings: (
        ArticleTag.objects.filter(coding__among=codings)
        .order_by("tag__position", "tag_id")
        .values_list("coding", "tag__key")
    ),
    [list],
)


def documents_of(held: Sequence[Held], user: User) -> list[tuple[Held, Document]]:
    """See `Contained.documents`."""
    keys = list({one.coding for one in held})
    if not keys:
        return []
    codings = _codings(keys)
    single = [one.id for one in held if one.number != ARTICLE]
    found = annotations_by_key(single, links_from(LINKS.rows(user, keys))) if single else {}
    tags = _tags([one.coding for one in held if one.number == ARTICLE])
    made = []
    for one in held:
        above, annotation = codings.get(one.coding), found.get(str(one.id))
        if above and (annotation or tags[one.coding]):
            coded = CodedBy(above.coder, above.state)
            if annotation:
                coded.annotations = [annotation]
            else:
                coded.tags = tags[one.coding]
            made.append((one, only_what_may_leave(_document(above, coded))))
    return made


def _codings(keys: list[UUID]) -> dict[UUID, Above]:
    found = {}
    for key, kind, engine, username, name, first, last, *facts in CODINGS.rows(keys):
        state, sha256, article, title, url, extent, words = facts
        analyst = None
        if username is not None:
            analyst = User(username=username, name=name, first_name=first, last_name=last)
        coder, rights = coder_of(kind, analyst, engine), Rights(Extent(extent), words)
        found[key] = Above(coder, state, sha256, article, title, url, rights)
    return found


def _document(above: Above, coded: CodedBy) -> Document:
    return Document(
        title=above.title,
        text=None,
        id=str(above.article),
        rights=above.rights,
        url=above.url,
        sha256=above.sha256,
        codings=[coded],
    )


def _tags(codings: Iterable[UUID]) -> dict[UUID, list[str]]:
    tags: dict[UUID, list[str]] = defaultdict(list)
    if asked := list(codings):
        for coding, tag in TAGS.rows(asked):
            tags[coding].append(tag)
    return tags
