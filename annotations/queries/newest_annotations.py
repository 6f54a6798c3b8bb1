"""The newest annotations that a search finds, by statements that are put together once for each
choice of filters: Django takes longer for one than PostgreSQL for the answer."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Subquery, UUIDField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce

from annotations.models import Attribution, SearchKind, Span, SpanRole, User
from annotations.models.ready import Asked, Ready
from annotations.queries.asking import Understood
from annotations.queries.ready_for import ReadyFor
from annotations.queries.search import MOST_COUNTED, Where
from annotations.queries.search_annotations import Said, limited, narrowed, noted, with_children
from annotations.queries.search_inside import Inside

# So many keys more than are counted are looked up, in the place of those that are gone.
MORE_KEYS = 100
# So many choices of filters are kept put together.
MOST_KEPT = 256
ARTICLE = "coding__project_article__article__"
PLACE = (
    "day",
    "coding",
    "coding__kind",
    "coding__analyst",
    f"{ARTICLE}source",
    f"{ARTICLE}language",
)
SAYS = ("speaker", "target", "stance", "mode", "affiliation")
KEY, WORD = Cast(Value(None), UUIDField()), Cast(Value(None), CharField())
# What is asked of each annotation, as `found` of surveying_annotations.py calls it. Statements are
# asked themselves: PostgreSQL looks up which content is the first of those only that match.
COLUMNS: dict[str, Sequence[Any]] = {
    SearchKind.STATEMENTS: ("first", "pk", "number", *PLACE, *SAYS),
    SearchKind.TAGGED: ("pk", KEY, "number", *PLACE, KEY, KEY, WORD, WORD, KEY),
    SearchKind.NOTES: (
        *("pk", "attribution", Coalesce("attribution__number", "number"), *PLACE),
        *(f"attribution__{name}" for name in SAYS),
    ),
}
# As rows: for keys in an array PostgreSQL took an index that has projects and roles before them,
# and asked it for each key in each of these.
EACH_KEY = "SELECT unnest(%s::uuid[])"
FIRST = (
    Span.objects.filter(attribution=OuterRef("pk"), role=SpanRole.CONTENT)
    .order_by("start", "number")
    .values("pk")[:1]
)

# What a filter is asked with; keys, unless it is named here.
TYPES: dict[str, type] = {
    **dict.fromkeys(("language", "query"), str),
    **dict.fromkeys(("speaker_kind", "post_kind", "country", "stance", "mode"), str),
    **dict.fromkeys(("since", "until"), date),
    **dict.fromkeys(("tags", "keys"), list),
}


def newest_found(
    kind: SearchKind,
    user: User,
    where: Where,
    said: Said,
    asked: Understood,
    inside: Inside | None,
) -> Asked:
    """The statement for COLUMNS of what is found, MOST_COUNTED of the newest and one more."""
    given = {name: value for name, value in {**vars(where), **vars(said)}.items() if value}
    whose, origin = (str(given.pop(name, "")) for name in ("whose", "origin"))
    if tag := given.pop("tag", None):
        given["tags"] = with_children(tag)
    if inside is not None:
        given = {name: value for name, value in given.items() if name not in ASKED_INSIDE}
        # Nothing else is asked: of passages, which come newest first, no more are counted. Some of
        # them may have been deleted a moment ago.
        keys = inside.keys_for(kind)
        if not (given or origin or kind == SearchKind.STATEMENTS):
            keys = keys[: MOST_COUNTED + MORE_KEYS]
        given["keys"] = keys
        return _put_together_inside(kind, origin, tuple(given)).asked(*given.values())
    if kind == SearchKind.NOTES:
        given["query"] = asked.query
    return _put_together(kind, whose, origin, tuple(given)).asked(user, *given.values())


# What was asked when it was looked for what annotations say.
ASKED_INSIDE = {*vars(Where()), "coder"}


@lru_cache(MOST_KEPT)
def _put_together(kind: SearchKind, whose: str, origin: str, names: tuple[str, ...]) -> ReadyFor:
    def newest(user: User, *values: Any) -> Any:
        given = dict(zip(names, values, strict=True))
        return _newest(kind, user, {"whose": whose, "origin": origin}, given)

    return ReadyFor(newest, [TYPES.get(name, UUID) for name in names])


@lru_cache(MOST_KEPT)
def _put_together_inside(kind: SearchKind, origin: str, names: tuple[str, ...]) -> Ready:
    def newest(*values: Any) -> Any:
        given = dict(zip(names, values, strict=True))
        return _newest(kind, User(), {"origin": origin}, given)

    return Ready(newest, [TYPES.get(name, UUID) for name in names])


def _newest(
    kind: SearchKind, user: User, fixed: dict[str, Any], given: dict[str, Any]
) -> QuerySet[Any, Any]:
    where = Where(**{name: value for name, value in given.items() if name in vars(Where())})
    said = Said(**fixed, **{name: value for name, value in given.items() if name in vars(Said())})
    keys, tags = given.get("keys"), given.get("tags")
    rows: QuerySet[Any, Any] = Span.objects.all()
    of, span = "attribution__", "pk"
    if kind == SearchKind.STATEMENTS:
        rows, of, span = Attribution.objects.annotate(first=Subquery(FIRST)), "", "first"
    if kind == SearchKind.NOTES:
        rows = noted(user, where, said, Understood(query=given["query"]), tags)
    elif keys is not None:
        rows = narrowed(rows.filter(pk__in=RawSQL(EACH_KEY, [keys])), said, tags, of)
    else:
        rows = limited(rows, user, where, said, tags, of)
        if kind == SearchKind.TAGGED:
            rows = rows.filter(role=SpanRole.PASSAGE)
    return rows.order_by("-day", f"-{span}").values_list(*COLUMNS[kind])[: MOST_COUNTED + 1]
