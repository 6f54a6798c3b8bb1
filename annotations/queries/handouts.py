"""An annotated article on paper: the marks numbered from 1 as one reads, a note for each."""

from uuid import UUID

from annotations.models import ProjectArticle, User
from annotations.queries.workbench import Workbench, open_workbench


def open_handout(
    project_article: ProjectArticle, user: User, wanted: UUID | None = None
) -> Workbench:
    """The annotating page of this reader, its annotations numbered anew. Raises NotVisible.

    The numbers of a coding have gaps, and follow the order of work. Paper has no use for either.
    """
    bench = open_workbench(project_article, user, wanted, above=None)
    for number, card in enumerate(bench.cards, start=1):
        card.number = number
        # The blocks hold these same parts, so the marks follow.
        for part in card.parts:
            part.annotation = number
    return bench
