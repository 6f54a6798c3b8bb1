"""Whom accepting names without asking: whom a mention means, where more than a likeness says so."""

import re
from collections.abc import Iterable

from annotations.domain.name_keys import folded, loose
from annotations.domain.posts import says_otherwise
from annotations.domain.resolution.mentions import Fit, Why, fits, meant
from annotations.domain.resolution.people import Somebody

# “A minister” is one of many, whoever holds such a post.
INDEFINITE = re.compile(r"^(?:an?|une?|ein(?:e[mnrs]?)?|una|uno)\s", re.IGNORECASE)
# Of these one is enough: a post that a place tells from others, and a seat, are one at a time.
STRONG = {Why.NAME, Why.POST, Why.SEAT}


def sure(mention: str, people: Iterable[Somebody], printed: str = "") -> Fit | None:
    """The one who fits best, with evidence enough; None where it is weak or two are as likely.

    Enough is that the article has named them before, that they hold the post which is `printed`
    with the mention, or that it fits as nobody else is called. A surname, or a name that merely
    sounds so, is not: so are namesakes.
    """
    people = list(people)
    found = [] if INDEFINITE.match(mention) else fits(mention, people)
    if not found:
        return None
    if found[0].why == Why.PRONOUN:
        one = meant(mention, people)
        return Fit(one, Why.PRONOUN) if one else None
    best = [fit for fit in found if fit.why == found[0].why]
    named = [fit for fit in best if fit.somebody.named_at is not None]
    holding = [fit for fit in named or best if _holds(fit.somebody, printed)]
    alone = named or [fit for fit in best if _is_strong(fit, mention)]
    return next((some[0] for some in (holding, alone) if len(some) == 1), None)


def _holds(one: Somebody, printed: str) -> bool:
    return bool(printed) and any(
        post.is_held and not says_otherwise(printed, post.post, post.organisation)
        for post in one.posts
    )


def _is_strong(fit: Fit, mention: str) -> bool:
    if fit.why == Why.SPELLING:
        return _loosely(mention) in {_loosely(name) for name in fit.somebody.names}
    return fit.why in STRONG


def _loosely(name: str) -> tuple[str, ...]:
    """The same for transliterations of one name, not for Mario and Maria."""
    return tuple(sorted(loose(word) for word in folded(name).split()))
