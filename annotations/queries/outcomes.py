"""What became of a project's suggestions, as far as the reader may see: counted in the database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from annotations.domain.quotes import SHOWN
from annotations.models import Coding, CodingKind, Mode, Project, User
from annotations.queries.sameness import SAME

# So many weeks are shown one by one; what was before them, together.
WEEKS = 12


@dataclass
class Tally:
    """How many suggestions came to which end.

    Decided about: `accepted` as they were, `edited` (accepted with changes), `rejected`. `missed`
    are attributions by hand, in articles that their analyst is done with, that no suggestion says.
    `passed` are suggestions in such articles about which nobody decided, `open` those elsewhere.
    `promised` is the sum of the confidences of those decided about.
    """

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    missed: int = 0
    passed: int = 0
    open: int = 0
    promised: float = 0.0

    @property
    def decided(self) -> int:
        return self.accepted + self.edited + self.rejected

    @property
    def taken(self) -> int:
        return self.accepted + self.edited

    @property
    def judged(self) -> int:
        """Decided about, or missed: all of which a person said something."""
        return self.decided + self.missed

    @property
    def right(self) -> float | None:
        """The share of those decided about that were accepted, with or without changes."""
        return self.taken / self.decided if self.decided else None

    @property
    def expected(self) -> float | None:
        """The share that should be right, by their confidence."""
        return self.promised / self.decided if self.decided else None

    def add(self, other: "Tally") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Outcomes:
    """`weeks` are the latest, by their Mondays, the last one first; `earlier` all before those.

    `sureness` goes by tenths of confidence, the surest first. `analysts`, by their names, is empty
    for readers who only see their own codings.
    """

    total: Tally
    modes: Sequence[tuple[str, Tally]]
    families: Sequence[tuple[str, Tally]]
    weeks: Sequence[tuple[date, Tally]]
    earlier: Tally
    analysts: Sequence[tuple[str, Tally]]
    sureness: Sequence[tuple[int, Tally]]

    @property
    def is_empty(self) -> bool:
        total = self.total
        return not (total.judged or total.passed or total.open)

    @property
    def most_in_a_week(self) -> int:
        return max((tally.judged for _, tally in self.weeks), default=0)


# `coding` are the codings of people that the reader may see, so an analyst is counted alone. NOT IN
# where PostgreSQL cannot guess how many pairs are the same: it makes a hash of them, not a loop.
FACTS = """
    WITH coding AS MATERIALIZED ({codings}),
    machine AS MATERIALIZED (
        SELECT id, project_article_id, revision_id FROM annotations_coding
        WHERE project_id = %s AND kind = 'machine' AND is_current
    ),
    own AS MATERIALIZED (
        SELECT said.id, said.mode, said.created_at, coding.analyst_id, coding.state,
            machine.id AS machine_id
        FROM coding
        JOIN machine USING (project_article_id, revision_id)
        JOIN annotations_attribution said ON said.coding_id = coding.id
        LEFT JOIN annotations_decision decision
            ON decision.coding_id = coding.id AND decision.annotation = said.number
        WHERE decision.id IS NULL
    ),
    same AS MATERIALIZED ({same}),
    finished AS MATERIALIZED (
        SELECT DISTINCT project_article_id, revision_id FROM coding WHERE state = 'done'
    ),
    decided AS MATERIALIZED (
        SELECT decision.suggestion_id, decision.verdict, decision.at, coding.analyst_id
        FROM coding JOIN annotations_decision decision ON decision.coding_id = coding.id
    ),
    fact AS (
        SELECT decided.verdict AS outcome, said.mode, one.reason, decided.at,
            decided.analyst_id, one.confidence
        FROM decided
        JOIN annotations_suggestion one ON one.attribution_id = decided.suggestion_id
        JOIN annotations_attribution said ON said.id = decided.suggestion_id
        UNION ALL
        SELECT 'missed', own.mode, NULL, own.created_at, own.analyst_id, NULL
        FROM own WHERE own.state = 'done' AND own.id NOT IN (SELECT own_id FROM same)
        UNION ALL
        SELECT CASE WHEN finished.revision_id IS NULL THEN 'open' ELSE 'passed' END,
            said.mode, one.reason, NULL, NULL, one.confidence
        FROM machine
        JOIN annotations_attribution said ON said.coding_id = machine.id
        JOIN annotations_suggestion one ON one.attribution_id = said.id
        LEFT JOIN finished USING (project_article_id, revision_id)
        WHERE one.is_current AND one.confidence >= %s
            AND NOT EXISTS (SELECT FROM decided WHERE decided.suggestion_id = said.id)
            AND said.id NOT IN (SELECT suggestion_id FROM same)
    )
    SELECT facet.name, facet.value, fact.outcome, count(*), coalesce(sum(fact.confidence), 0)
    FROM fact CROSS JOIN LATERAL (VALUES
        ('total', ''),
        ('mode', fact.mode),
        ('family', split_part(fact.reason, '.', 1)),
        ('week', to_char(date_trunc('week', fact.at AT TIME ZONE %s), 'YYYY-MM-DD')),
        ('analyst', fact.analyst_id::text),
        ('tenth', least(9, floor(fact.confidence::numeric * 10))::text)
    ) facet(name, value)
    WHERE facet.value IS NOT NULL
    GROUP BY facet.name, facet.value, fact.outcome
"""

Facets = Mapping[str, dict[str, Tally]]


def outcomes_of(project: Project, user: User, sees_all: bool) -> Outcomes:
    """Counted over the codings that the user may see. Two queries; one without `sees_all`."""
    facets = _facets(project, user)
    weeks = _ordered(facets["week"])[::-1]
    earlier = Tally()
    for _, tally in weeks[WEEKS:]:
        earlier.add(tally)
    return Outcomes(
        total=facets["total"].get("", Tally()),
        modes=[(mode, facets["mode"][mode]) for mode in Mode.values if mode in facets["mode"]],
        families=sorted(
            facets["family"].items(), key=lambda one: (-one[1].decided, -one[1].open, one[0])
        ),
        weeks=[(date.fromisoformat(day), tally) for day, tally in weeks[:WEEKS]],
        earlier=earlier,
        analysts=_by_name(facets["analyst"]) if sees_all else [],
        sureness=[
            (int(tenth), tally) for tenth, tally in _ordered(facets["tenth"])[::-1] if tally.decided
        ],
    )


def _facets(project: Project, user: User) -> Facets:
    codings = (
        Coding.objects.visible_to(user)
        .filter(project=project, kind=CodingKind.HUMAN)
        .values("id", "analyst_id", "project_article_id", "revision_id", "state")
    )
    sql, parameters = codings.query.sql_with_params()
    zone = timezone.get_current_timezone_name()
    facets: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    with connection.cursor() as cursor:
        cursor.execute(FACTS.format(codings=sql, same=SAME), [*parameters, project.pk, SHOWN, zone])
        for facet, value, outcome, count, confidence in cursor.fetchall():
            tally = facets[facet][value]
            setattr(tally, outcome, count)
            if outcome in ("accepted", "edited", "rejected"):
                tally.promised += confidence
    return facets


def _ordered(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    return sorted(tallies.items())


def _by_name(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    users = User.objects.in_bulk([UUID(key) for key in tallies])
    named = ((users[UUID(key)].shown_name, tally) for key, tally in tallies.items())
    return sorted(named, key=lambda one: one[0].casefold())
