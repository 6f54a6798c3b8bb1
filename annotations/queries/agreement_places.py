"""The places where the coders of a project differ, with the words and what each of them says."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext as _

from annotations.domain.agreement import Value
from annotations.domain.agreement.comparing import Difference, differences
from annotations.models import Actor, Mode, Span, SpanRole, Stance
from annotations.queries.agreement import NOBODY, STEPS, Compared

# So many are shown at once: whoever has looked through them narrows down, or mends the codebook.
MOST = 200


@dataclass(frozen=True)
class Answer:
    """What a coder says; `statement` is the id of the attribution, or `coding` that of the coding
    that says it of the article as a whole."""

    coder: str
    text: str
    statement: Hashable = None
    coding: UUID | None = None


@dataclass(frozen=True)
class Place:
    """A statement about which coders differ, or without `words` an article as a whole. `missed_by`
    are the names of those without it."""

    article: Hashable
    title: str
    words: str
    answers: Sequence[Answer]
    missed_by: Sequence[str]


def places_of(
    found: Compared, question: str | UUID | None, article: UUID | None = None
) -> Sequence[Place]:
    """In the order of the texts; MOST at most. Two queries."""
    texts = found.texts if article is None else found.of(article)
    shown = list(islice(differences(texts, question), MOST))
    words = _words(shown)
    name_of = _names(shown, question)
    return [
        Place(
            one.text.key,
            found.titles[one.text.key],
            words[_first(one)],
            [
                Answer(found.coders[coder], name_of(said.values.get(question)), said.key)
                for coder, said in sorted(one.group.items())
            ],
            [found.coders[coder] for coder in one.missed_by],
        )
        for one in shown
    ]


def _first(one: Difference) -> Hashable:
    return next(iter(one.group.values())).key


def _words(shown: Sequence[Difference]) -> Mapping[Hashable, str]:
    """By statement, of the first coder in each group."""
    contents = Span.objects.filter(
        attribution__in=[_first(one) for one in shown], role=SpanRole.CONTENT
    ).in_reading_order()
    words: dict[Hashable, list[str]] = defaultdict(list)
    for statement, part in contents.values_list("attribution_id", "words"):
        words[statement].append(part)
    return {statement: " … ".join(parts) for statement, parts in words.items()}


def _names(
    shown: Sequence[Difference], question: str | UUID | None
) -> Callable[[Value | None], str]:
    """How an answer to the question is said; no answer is an empty string."""
    if question in ("speaker", "target"):
        said = {said.values.get(question) for one in shown for said in one.group.values()}
        known = Actor.objects.in_bulk([UUID(str(pk)) for pk in said - {None, NOBODY}])
        names = {str(pk): actor.name for pk, actor in known.items()} | {NOBODY: _("nobody")}
    elif question == "mode":
        names = {value: str(label) for value, label in Mode.choices}
    elif question == "stance":
        names = {str(step): str(Stance(name).label) for name, step in STEPS.items()}
    else:
        names = {"yes": _("yes"), "no": _("no")}
    return lambda value: "" if value is None else names[str(value)]
