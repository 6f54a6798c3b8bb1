"""Whom of the register a mention of an article may mean, with what speaks for each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.naming import possible_names
from annotations.domain.resolution.mentions import ORDER, PRONOUNS, Fit, Why, fits, title_of
from annotations.domain.resolution.people import Held, Somebody
from annotations.domain.resolution.places import country_of, names_of, seat_of
from annotations.domain.resolution.sounds import sounds_of
from annotations.models import (
    Actor,
    ActorKind,
    ActorName,
    Affiliation,
    Attribution,
    Coding,
    ProjectArticle,
    User,
)
from annotations.queries.people import beginning

MOST_OFFERED = 3
# So many of one name, and so many who hold posts at one place, are looked at.
MOST_NAMED = 20
MOST_STAFF = 100
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
EMPLOYERS = (ActorKind.ORGANISATION, ActorKind.COUNTRY)


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
    others whom the article names. Ten queries at most.
    """
    text = beginning(project_article, coding)
    named = _named(text)
    day = project_article.article.published_on
    wanted = {actor.pk: actor for actor in [*_called(mention), *_in_office(mention, day), *named]}
    posts = _posts(wanted, day)
    before = text[:start].lower()
    people = [_somebody(one, posts.get(one.pk, []), day, before) for one in wanted.values()]
    found = fits(mention, people)
    if not found:
        return []
    names = {actor.pk: actor.name for actor in named}
    company = _company([_key(fit) for fit in found], list(names), project_article, user)
    offers = [_offer(fit, wanted, posts, company, names) for fit in found]
    if found[0].why != Why.PRONOUN:
        offers.sort(key=lambda one: (ORDER.index(one.why), not one.company, -one.articles))
    return offers[:MOST_OFFERED]


def _named(text: str) -> list[Actor]:
    """Whom the article names in full, unnamed speakers aside."""
    rows = Actor.objects.printed_as(possible_names(text)).exclude(kind=ActorKind.UNNAMED)
    return list(rows.with_names()[:MOST_STAFF])


def _called(mention: str) -> list[Actor]:
    """Of that name in any spelling, or of that surname. One query."""
    title = title_of(mention)
    if not title or mention.casefold() in PRONOUNS:
        return []
    code = seat_of(title) or country_of(title.split()[0])
    sounds = sounds_of(title)
    others = ActorName.objects.filter(sounds=sounds)
    rows = Actor.objects.filter(
        Q(sounds=sounds)
        | Q(pk__in=others.values("actor"))
        | Q(pk__in=Actor.objects.named_like(title).order_by().values("pk")[:MOST_NAMED])
        | (Q(kind=ActorKind.COUNTRY, country=code) if code else Q(pk__in=[]))
    )
    return list(rows.exclude(kind=ActorKind.UNNAMED).with_names()[:MOST_NAMED])


def _in_office(mention: str, day: date | None) -> list[Actor]:
    """Who held or holds a post at a place that the mention names. Two queries."""
    words = title_of(mention).split()
    if len(words) < 2:
        return []
    codes = {code for word in words if (code := country_of(word))}
    names = {word.casefold() for word in words} | {
        name for code in codes for name in names_of(code)
    }
    places = Actor.objects.filter(kind__in=EMPLOYERS).printed_as(names)
    held = Affiliation.objects.filter(
        Q(organisation__in=places.values("pk")) | Q(represents__in=codes)
    )
    people = held.as_of(day).values("person")[:MOST_STAFF]
    return list(
        Actor.objects.filter(pk__in=list(people.values_list("person", flat=True))).with_names()
    )


def _posts(actors: Iterable[UUID], day: date | None) -> dict[UUID, list[Affiliation]]:
    """Those held on the day first, and `is_held` on each."""
    found: dict[UUID, list[Affiliation]] = defaultdict(list)
    rows = Affiliation.objects.filter(person__in=list(actors)).select_related("organisation")
    for post in rows.in_order():
        found[post.person_id].append(post)
    for posts in found.values():
        posts.sort(key=lambda post: not _is_held(post, day))
    return dict(found)


def _is_held(post: Affiliation, day: date | None) -> bool:
    first, end = post.period
    return day is None or ((first is None or first <= day) and (end is None or day < end))


def _somebody(
    actor: Actor, posts: Sequence[Affiliation], day: date | None, before: str
) -> Somebody:
    at = max(before.rfind(name.lower()) for name in actor.all_names)
    return Somebody(
        key=actor.pk,
        names=actor.all_names,
        kind=actor.kind,
        family_first=actor.family_first,
        gender=actor.gender,
        country=actor.country,
        posts=[
            Held(
                post.post,
                post.organisation.name if post.organisation else "",
                post.represents or (post.organisation.country if post.organisation else ""),
                _is_held(post, day),
            )
            for post in posts
        ],
        named_at=at if at >= 0 else None,
        sentence=before.count(". ", 0, at) if at >= 0 else None,
    )


Articles = dict[UUID, dict[UUID, set[UUID]]]


def _company(
    people: Sequence[UUID], others: Sequence[UUID], project_article: ProjectArticle, user: User
) -> Articles:
    """For each of `people` the other articles of the project that quote them, with those of
    `others` who are quoted there as well. Two queries."""
    seen = Attribution.objects.visible_to(user).by_people()
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
    actors: dict[UUID, Actor],
    posts: dict[UUID, list[Affiliation]],
    company: Articles,
    names: dict[UUID, str],
) -> Offer:
    actor = actors[_key(fit)]
    articles = company.get(actor.pk, {})
    beside = Counter(other for others in articles.values() for other in others)
    likeliest = min(beside, key=lambda other: (-beside[other], names[other]), default=None)
    return Offer(
        actor,
        fit.why,
        posts.get(actor.pk, [])[:1],
        len(articles),
        names[likeliest] if likeliest else "",
    )
