"""The articles of which coders say different things as a whole."""

from collections.abc import Collection, Hashable, Sequence
from itertools import islice
from uuid import UUID

from annotations.domain.agreement.comparing import whole_differences
from annotations.models import Tag
from annotations.queries.agreement import Compared
from annotations.queries.agreement_places import MOST, Answer, Place
from annotations.queries.agreement_whole import said_in_words


def whole_places_of(
    found: Compared,
    question: Hashable,
    article: UUID | None = None,
    coders: Collection[str] | None = None,
) -> Sequence[Place]:
    """In the order of the texts, of these `coders` only where they are named; MOST at most.

    One query.
    """
    texts = found.texts if article is None else found.of(article)
    shown = list(islice(whole_differences(texts, question, coders), MOST))
    said = {tag for _, unit in shown for answer in unit.values() for tag in str(answer).split()}
    tags = Tag.objects.filter(pk__in=[tag for tag in said if len(tag) == LENGTH]).in_order()
    names = dict(tags.values_list("pk", "name"))
    return [
        Place(
            article=text.key,
            title=found.titles[text.key],
            words="",
            answers=[
                Answer(
                    found.coders[coder],
                    said_in_words(str(answer), names),
                    coding=found.codings[text.key, coder],
                )
                for coder, answer in sorted(unit.items())
            ],
            missed_by=[],
        )
        for text, unit in shown
    ]


# Of an id, among answers that are words.
LENGTH = len(str(UUID(int=0)))
