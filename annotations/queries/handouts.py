"""An annotated article on paper: the marks numbered from 1 as one reads, a note for each."""

from dataclasses import replace
from uuid import UUID

from annotations.domain.rights import leaving_parts
from annotations.models import ProjectArticle, User
from annotations.queries.workbench import Workbench, open_workbench


def open_handout(
    project_article: ProjectArticle, user: User, wanted: UUID | None = None
) -> Workbench:
    """The annotating page of this reader, its annotations numbered anew. Raises NotVisible.

    The numbers of a coding have gaps, and follow the order of work. Paper has no use for either.
    What is carried from copies has notes among the others, which say so.
    Paper leaves the system: where the source's rights do not let all of the text go, only the
    notes are there, with as many of their words as may go, or with their places.
    """
    rights = project_article.article.source.rights
    bench = open_workbench(project_article, user, wanted, above=None)
    everything = [*bench.cards, *bench.carried]
    cards = sorted(everything, key=lambda card: card.order[:2]) if bench.carried else bench.cards
    for number, card in enumerate(cards, start=1):
        card.number = number
        # The blocks hold these same parts, so the marks follow.
        for part in card.parts:
            part.annotation = number
    bench = replace(bench, cards=cards)
    if rights.is_whole:
        return bench
    for card in cards:
        kept = leaving_parts([part.words for part in card.main], rights)
        for part, words in zip(card.main, kept, strict=True):
            part.words = words if rights.words else f"[{part.start}, {part.end})"
    return replace(bench, blocks=[])
