"""Whom of the register a mention of an article may mean, with what speaks for each."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.domain.resolution.mentions import ORDER, Fit, Why, fits
from annotations.models import Actor, Affiliation, Coding, ProjectArticle, User
from annotations.models.circles import Circle
from annotations.models.resolving import beginning
from annotations.queries.speaking import seen_by
from annotations.queries.workbench import paragraphs_of

MOST_OFFERED = 3
MOST_STATEMENTS = 1_000
REASONS = {
    Why.NAME: _("of that name"),
    Why.SPELLING: _("the name in another spelling"),
    Why.SURNAME: _("of that surname"),
    Why.NICKNAME: _("called so"),
    Why.POST: _("by the post on that day"),
    Why.SEAT: _("the government there"),
    Why.PRONOUN: _("named before"),
}


@dataclass(frozen=True)
class Offer:
    """Somebody whom the mention may mean. `articles` of the project quote them already; `company`
    is whom both those and this article name."""

    actor: Actor
    why: Why
    posts: Sequence[Affiliation] = ()
    articles: int = 0
    company: str = ""

    @property
    def reason(self) -> str:
        return str(REASONS[self.why])


def whom(
    mention: str, start: int, project_article: ProjectArticle, coding: Coding | None, user: User
) -> list[Offer]:
    """The likeliest first, three at most; nobody is chosen by this. `start` is the mention's place.

    Surest is who fits by name, then by post on the article's day; of these who is quoted with the
    others whom the article names. Six queries at most.
    """
    text = beginning(paragraphs_of(project_article, coding))
    circle = Circle([mention], text, project_article.article.published_on)
    found = fits(mention, circle.around(mention, text[:start]))
    if not found:
        return []
    names = {key: circle.actors[key].name for key in circle.named}
    company = _company([_key(fit) for fit in found], list(names), project_article, user)
    offers = [_offer(fit, circle, company, names) for fit in found]
    if found[0].why != Why.PRONOUN:
        offers.sort(key=lambda one: (ORDER.index(one.why), not one.company, -one.articles))
    return offers[:MOST_OFFERED]


Articles = dict[UUID, dict[UUID, set[UUID]]]


def _company(
    people: Sequence[UUID], others: Sequence[UUID], project_article: ProjectArticle, user: User
) -> Articles:
    """For each of `people` the other articles of the project that quote them, with those of
    `others` who are quoted there as well, as far as it counts and the user may see it. Two
    queries."""
    seen = seen_by(user)
    place = "coding__project_article"
    elsewhere = seen.filter(project=project_article.project_id).exclude(**{place: project_article})
    quoted = elsewhere.filter(speaker__in=people).order_by("-id").values_list("speaker", place)
    pairs = set(quoted[:MOST_STATEMENTS])
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    rows = elsewhere.filter(speaker__in=others, **{f"{place}__in": {row for _, row in pairs}})
    for speaker, row in rows.order_by("-id").values_list("speaker", place)[:MOST_STATEMENTS]:
        beside[row].add(speaker)
    found: Articles = defaultdict(dict)
    for speaker, row in pairs:
        found[speaker][row] = beside[row] - {speaker}
    return found


def _key(fit: Fit) -> UUID:
    key = fit.somebody.key
    assert isinstance(key, UUID)
    return key


def _offer(
    fit: Fit,
    circle: Circle,
    company: Articles,
    names: dict[UUID, str],
) -> Offer:
    actor = circle.actors[_key(fit)]
    articles = company.get(actor.pk, {})
    beside = Counter(other for others in articles.values() for other in others)
    likeliest = min(beside, key=lambda other: (-beside[other], names[other]), default=None)
    return Offer(
        actor,
        fit.why,
        circle.posts.get(actor.pk, [])[:1],
        len(articles),
        names[likeliest] if likeliest else "",
    )
