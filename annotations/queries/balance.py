"""Who gets to speak in a project or an outlet: statements by what is known of their speakers.

Each statement counts once, however many copies of its article print it; where it stands is counted
beside. Every dimension has each statement under exactly one value, so its figures add up to all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.utils.translation import gettext_lazy as _

from annotations.models import ActorKind, Appearance, Attribution, Mode, Project, Source, User
from annotations.queries.speaking import ARTICLE, seen_by

# What has no gender: an organisation, a country, nobody named.
NO_PERSON = "none"


class By(models.TextChoices):
    KIND = "kind", _("Kind of speaker")
    CAPACITY = "capacity", _("Capacity")
    COUNTRY = "country", _("Country")
    GENDER = "gender", _("Gender")
    MODE = "mode", _("Direct and indirect")
    MONTH = "month", _("Month")


# What the dimensions are called in a query, where "mode" is taken.
KEYS = [f"by_{by}" for by in By.values]


@dataclass
class Figure:
    """So many statements, `direct` of them in their own words, in so many places."""

    statements: int = 0
    direct: int = 0
    places: int = 0


@dataclass(frozen=True)
class Scope:
    """The statements of a project or an outlet; `own` are those made on its articles, `copies`
    where else in it they stand."""

    statements: QuerySet[Attribution]
    own: Q
    copies: QuerySet[Appearance]


@dataclass(frozen=True)
class Balance:
    """By dimension and value, "" where nothing was entered."""

    total: Figure = field(default_factory=Figure)
    tables: dict[str, dict[str, Figure]] = field(default_factory=dict)

    def rows(self, by: str) -> list[tuple[str, Figure]]:
        """The most first and what is not entered last; months as they came."""
        table = self.tables.get(by, {})
        if by == By.MONTH:
            return sorted(table.items(), key=lambda row: (not row[0], row[0]))
        last = ("", NO_PERSON)
        return sorted(table.items(), key=lambda row: (row[0] in last, -row[1].statements, row[0]))


def project_scope(project: Project, user: User) -> Scope:
    statements = seen_by(user).filter(project=project)
    return Scope(statements, Q(), _copies(statements, user).filter(project=project))


def source_scope(source: Source, user: User) -> Scope:
    """What stands in its articles, also what was annotated on the article that they copy."""
    seen = seen_by(user)
    own = Q(**{f"{ARTICLE}__source": source})
    here = Q(project_article__article__source=source)
    standing = Appearance.objects.visible_to(user).standing().filter(here)
    made = seen.filter(own).values("pk")
    statements = seen.filter(
        pk__in=made.union(standing.filter(attribution__isnull=False).values("attribution"))
    )
    return Scope(statements, own, _copies(statements, user).filter(here))


def balance_of(scope: Scope) -> Balance:
    """Two queries."""
    balance = Balance(tables={by: {} for by in By.values})
    counted = scope.statements.order_by().annotate(**_keys()).values_list(*KEYS)
    for *values, n, own in counted.annotate(
        n=Count("pk"), own=Count("pk", filter=scope.own) if scope.own else Count("pk")
    ):
        for figure in _figures(balance, values):
            figure.statements += n
            figure.direct += n if values[By.values.index(By.MODE)] == Mode.DIRECT else 0
            figure.places += own
    copies = scope.copies.order_by().annotate(**_keys("attribution__")).values_list(*KEYS)
    for *values, n in copies.annotate(n=Count("pk")):
        for figure in _figures(balance, values):
            figure.places += n
    return balance


def valued(scope: Scope, by: str, value: str) -> QuerySet[Attribution]:
    """The statements behind one figure."""
    key = f"by_{by}"
    return scope.statements.annotate(**{key: _keys()[key]}).filter(**{key: value})


def _copies(statements: QuerySet[Attribution], user: User) -> QuerySet[Appearance]:
    standing = Appearance.objects.visible_to(user).standing()
    return standing.filter(attribution__in=statements.values("pk"))


def _figures(balance: Balance, values: list[str]) -> Iterator[Figure]:
    """The total, and in each table the figure to which a statement of these values counts."""
    yield balance.total
    for by, value in zip(By.values, values, strict=True):
        yield balance.tables[by].setdefault(value, Figure())


def _keys(prefix: str = "") -> dict[str, Any]:
    """What each dimension asks of an attribution, never null."""
    speaker, nothing = f"{prefix}speaker", Value("")
    named = Q(**{f"{speaker}__kind__in": [ActorKind.PERSON, ActorKind.UNNAMED]})
    day = f"{prefix}{ARTICLE}__published_on"
    return {
        "by_kind": Coalesce(f"{speaker}__kind", nothing),
        "by_capacity": Coalesce(f"{prefix}affiliation__kind", nothing),
        "by_country": Coalesce(f"{speaker}__country", nothing),
        "by_gender": Case(
            When(named, then=F(f"{speaker}__gender")),
            default=Value(NO_PERSON),
            output_field=CharField(),
        ),
        "by_mode": F(f"{prefix}mode"),
        "by_month": Coalesce(Cast(Cast(TruncMonth(day), models.DateField()), CharField()), nothing),
    }
