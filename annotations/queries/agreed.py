"""What became of analysts' statements in the agreed coding, so that their links hold there, too."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from annotations.models import Coding, CodingKind
from annotations.models.adjudications import coder_of
from annotations.models.rulings import rulings_on

# A coding, and the number that a statement has in it.
End = tuple[UUID, int]


@dataclass(frozen=True)
class Agreed:
    """Of statements of analysts the agreed one, where an article has a gold coding that is done.

    `golds` are those codings, by their keys.
    """

    by_end: dict[End, End] = field(default_factory=dict)
    golds: dict[UUID, Coding] = field(default_factory=dict)

    def of(self, end: End) -> End:
        """The statement itself, where nothing was agreed or it was left out."""
        return self.by_end.get(end, end)

    def from_which(self, end: End) -> list[End]:
        """The analysts' statements of which this one was made."""
        return [theirs for theirs, agreed in self.by_end.items() if agreed == end]


def agreed_in(project_articles: Iterable[UUID]) -> Agreed:
    """Two queries at most, however many articles there are."""
    codings = list(Coding.objects.by_people().filter(project_article__in=set(project_articles)))
    golds = {
        one.project_article_id: one.pk
        for one in codings
        if one.kind == CodingKind.GOLD and one.counts
    }
    if not golds:
        return Agreed()
    at = {(one.project_article_id, coder_of(one)): one.pk for one in codings}
    found: dict[End, End] = {}
    for ruling in rulings_on(list(golds)):
        if ruling.annotation is None:
            continue
        agreed = golds[ruling.project_article_id], ruling.annotation
        for member in ruling.members:
            coder, _dash, number = member.rpartition("-")
            if theirs := at.get((ruling.project_article_id, coder)):
                found[theirs, int(number)] = agreed
    return Agreed(found, {one.pk: one for one in codings if one.pk in golds.values()})
