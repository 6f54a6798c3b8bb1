"""Which rows of a file are here already: articles, people and actors that other projects use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Value
from django.db.models.functions import Upper

from annotations.models import Article, Capture, User
from annotations.models.belonging import Shared
from annotations.models.rows import AnyModel, Row, column_of

# Names are compared whatever their case.
NAMES = ("name", "username")


def recognised(
    shared: Shared, rows: Sequence[Row], hashes: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """By the key in the file the key here. What the rows refer to has the keys that it has here.

    `hashes` are those of an article's captures, by its key in the file. One query for each way in
    which a row is known, however many rows there are.
    """
    model, found = shared.model, {}
    if model is not User:
        there = model._base_manager.filter(pk__in=[row["id"] for row in rows])
        found = {str(key): str(key) for key in there.values_list("pk", flat=True)}
    if model is Article:
        found |= _captured([row["id"] for row in rows if row["id"] not in found], hashes)
    for names in shared.known_by:
        columns = [column_of(model, name) for name in names]
        sought = [row for row in rows if row["id"] not in found and row.get(columns[0])]
        here = _here(model, names, columns, sought) if sought else {}
        for row in sought:
            if key := here.get(_said(model, names, [row.get(one) for one in columns])):
                found[row["id"]] = key
    return found


def _here(
    model: AnyModel, names: Sequence[str], columns: Sequence[str], sought: Sequence[Row]
) -> dict[tuple[Any, ...], str]:
    """The oldest of those that are called so."""
    telling = next((name for name in names if name in NAMES), names[0])
    values = {row[column_of(model, telling)] for row in sought}
    rows = model._base_manager.order_by("-pk")
    if telling in NAMES:
        rows = rows.alias(called=Upper(telling)).filter(
            called__in=[Upper(Value(v)) for v in values]
        )
    else:
        rows = rows.filter(**{f"{telling}__in": values})
    return {_said(model, names, each): str(key) for key, *each in rows.values_list("pk", *columns)}


def _said(model: AnyModel, names: Sequence[str], values: Iterable[Any]) -> tuple[Any, ...]:
    said = []
    for name, value in zip(names, values, strict=True):
        field: Any = model._meta.get_field(name)
        if value is not None:
            value = field.to_python(value)
            value = value.upper() if name in NAMES else value
        said.append(value)
    return tuple(said)


def _captured(articles: Sequence[str], hashes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The article that has the same bytes here."""
    owner = {one: article for article in articles for one in hashes.get(article, [])}
    here = Capture.objects.filter(sha256__in=owner).order_by("-pk")
    return {owner[one]: str(key) for one, key in here.values_list("sha256", "article")}
