"""What tagging, adding or assigning what was chosen in a search would do, before it is done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from annotations.domain.bulk_plans import Plan
from annotations.domain.tagging import Borne, Rule, new_faults
from annotations.models import (
    Article,
    ArticleTag,
    AttributionTag,
    Bearer,
    Coding,
    CodingKind,
    CodingState,
    Condition,
    LeftOut,
    Project,
    ProjectArticle,
    SpanTag,
    Tag,
)
from annotations.models.acts import ARTICLE
from annotations.models.articles import ArticleQuerySet
from annotations.models.assignments import holders_of, slots_taken
from annotations.models.bulk_acts import BY_FAULT
from annotations.models.codebooks import rules_from
from annotations.queries.search_chosen import MOST, Chosen, annotations_chosen, articles_chosen


def plan_of_tagging(chosen: Chosen, project: Project, tag: Tag, gives: bool) -> Plan:
    """Give the tag to annotations that are the user's own, or to articles in the user's coding; or
    take it off them."""
    if chosen.is_of_annotations:
        return _of_annotations(chosen, project, tag, gives)
    return _of_articles(chosen, project, tag, gives)


def articles_to_add(chosen: Chosen, project: Project) -> tuple[ArticleQuerySet, dict[str, int]]:
    """Those that the project does not have yet; and how many it has. Two queries."""
    articles = articles_chosen(chosen)
    here = set(_places(project, articles))
    fresh = [article for article in articles if article not in here]
    return Article.objects.filter(pk__in=fresh), _said(Counter({LeftOut.ALREADY: len(here)}))


def plan_of_assigning(chosen: Chosen, project: Project, analysts: Iterable[UUID]) -> Plan:
    """Each article to each of them, as far as it has slots, in the order in which they are named.
    Counts assignments."""
    wanted = list(dict.fromkeys(analysts))
    articles = articles_chosen(chosen)
    places = _places(project, articles)
    left: Counter[str] = Counter()
    left[LeftOut.ABSENT] = (len(articles) - len(places)) * len(wanted)
    holders = holders_of(places.values())
    given: dict[UUID, list[UUID]] = {}
    counted = ProjectArticle.objects.filter(pk__in=places.values()).annotate(taken=slots_taken())
    for row, taken in counted.order_by("pk").values_list("pk", "taken"):
        free = max(project.analysts_per_article - taken, 0)
        for analyst in wanted:
            begun = analyst in holders[row]
            if holders[row].get(analyst):
                left[LeftOut.ALREADY] += 1
            elif not (begun or free):
                left[LeftOut.FULL] += 1
            else:
                free -= not begun
                given.setdefault(row, []).append(analyst)
    return Plan(analysts=given, left=_said(left))


def _of_annotations(chosen: Chosen, project: Project, tag: Tag, gives: bool) -> Plan:
    left: Counter[str] = Counter()
    mine = list(_mine(chosen, project, left))
    borne = _borne_by(mine)
    rules = rules_from(Tag.objects.filter(codebook=project.codebook_id).told())
    numbers: dict[UUID, list[int]] = defaultdict(list)
    for row in mine:
        if why := _why_not(_borne(row, borne), str(tag.pk), gives, rules):
            left[why] += 1
        else:
            number = row["attribution__number"] or row["number"]
            numbers[row["coding__project_article"]].append(number)
    return Plan(numbers=numbers, left=_said(left))


MINE = (
    "pk",
    "number",
    "attribution",
    "attribution__number",
    "attribution__target",
    "attribution__stance",
    "attribution__speaker",
    "coding__project",
    "coding__project_article",
    "coding__analyst",
    "coding__kind",
    "coding__state",
)


def _mine(chosen: Chosen, project: Project, left: Counter[str]) -> Iterator[dict[str, Any]]:
    """The user's own in the project, in codings that are open; the others are counted in `left`."""
    rows = annotations_chosen(chosen).order_by("pk").values(*MINE)[:MOST]
    for row in rows:
        if row["coding__project"] != project.pk:
            left[LeftOut.ELSEWHERE] += 1
        elif row["coding__kind"] == CodingKind.GOLD:
            left[LeftOut.AGREED] += 1
        elif row["coding__analyst"] != chosen.user.pk:
            left[LeftOut.OTHERS] += 1
        elif row["coding__state"] == CodingState.DONE:
            left[LeftOut.FINISHED] += 1
        else:
            yield row


def _borne_by(rows: list[dict[str, Any]]) -> dict[UUID, set[str]]:
    """The tags of each passage and each statement, by its key. Two queries."""
    borne: dict[UUID, set[str]] = defaultdict(set)
    passages = [row["pk"] for row in rows if not row["attribution"]]
    statements = [row["attribution"] for row in rows if row["attribution"]]
    spans = SpanTag.objects.filter(span__in=passages).values_list("span", "tag")
    said = AttributionTag.objects.filter(attribution__in=statements)
    for owner, tag in (*spans, *said.values_list("attribution", "tag")):
        borne[owner].add(str(tag))
    return borne


def _borne(row: dict[str, Any], borne: dict[UUID, set[str]]) -> Borne:
    if not row["attribution"]:
        return Borne(Bearer.PASSAGE, frozenset(borne[row["pk"]]))
    known = {str(one) for one in Condition if row[f"attribution__{one}"]}
    return Borne(Bearer.STATEMENT, frozenset(borne[row["attribution"]]), frozenset(known))


def _why_not(before: Borne, tag: str, gives: bool, rules: dict[str, Rule]) -> LeftOut | None:
    if (tag in before.tags) == gives:
        return LeftOut.ALREADY
    tags = before.tags | {tag} if gives else before.tags - {tag}
    wrong = new_faults(rules, before, Borne(before.bearer, tags, before.known))
    return BY_FAULT[next(iter(wrong.values()))] if wrong else None


def _of_articles(chosen: Chosen, project: Project, tag: Tag, gives: bool) -> Plan:
    articles = articles_chosen(chosen)
    places = _places(project, articles)
    left: Counter[str] = Counter({LeftOut.ABSENT: len(articles) - len(places)})
    own = Coding.objects.filter(
        project_article__in=places.values(), analyst=chosen.user, kind=CodingKind.HUMAN
    )
    states = dict(own.values_list("project_article", "state"))
    borne: dict[UUID, set[str]] = defaultdict(set)
    tags = ArticleTag.objects.filter(coding__in=own)
    for row, held in tags.values_list("coding__project_article", "tag"):
        borne[row].add(str(held))
    rules = rules_from(Tag.objects.filter(codebook=project.codebook_id).told())
    numbers: dict[UUID, list[int]] = {}
    for row in sorted(places.values()):
        before = Borne(Bearer.ARTICLE, frozenset(borne[row]))
        if states.get(row) == CodingState.DONE:
            left[LeftOut.FINISHED] += 1
        elif why := _why_not(before, str(tag.pk), gives, rules):
            left[why] += 1
        else:
            numbers[row] = [ARTICLE]
    return Plan(numbers=numbers, left=_said(left))


def _places(project: Project, articles: list[UUID]) -> dict[UUID, UUID]:
    """Where those of the articles that the project has are in it. One query."""
    here = ProjectArticle.objects.filter(project=project, article__in=articles)
    return dict(here.values_list("article", "pk"))


def _said(left: Counter[Any]) -> dict[str, int]:
    return {str(why): n for why, n in left.items() if n}
