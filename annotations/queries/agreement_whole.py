"""What coders say of articles as a whole, as questions of which the answers can be compared."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from annotations.domain.agreement import Unit
from annotations.domain.trees import interleaved
from annotations.models import ArticleTag, Bearer, Project, Tag

# All tags of an article together, as one answer.
WHOLE = "whole"
NONE = "none"


@dataclass(frozen=True)
class OfArticle:
    """Whether articles bear a tag; or, `is_choice`, which of those below it, where one goes."""

    tag: UUID
    is_choice: bool = False

    def __str__(self) -> str:
        return f"{'choice' if self.is_choice else 'article'}-{self.tag}"

    @classmethod
    def read(cls, text: str) -> "OfArticle | None":
        kind, _dash, tag = text.partition("-")
        try:
            return cls(UUID(tag), kind == "choice") if kind in ("choice", "article") else None
        except ValueError:
            return None


# The tags that are an answer to each question.
Asked = Mapping[OfArticle, Collection[UUID]]


def is_of_article(question: object) -> bool:
    return question == WHOLE or isinstance(question, OfArticle)


def borne_in(codings: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The tags of the article as a whole, by coding. One query."""
    borne: dict[UUID, set[UUID]] = defaultdict(set)
    rows = ArticleTag.objects.filter(coding__in=list(codings)).values_list("coding", "tag")
    for coding, tag in rows:
        borne[coding].add(tag)
    return borne


def asked_of(project: Project, borne: Collection[UUID]) -> Asked:
    """In the order of the codebook, for tags that articles can get, and those that some `borne`.

    What a codebook says is a choice is one question, not one for each tag. One query.
    """
    tags = [
        tag for tag, _ in interleaved(Tag.objects.filter(codebook=project.codebook_id).in_order())
    ]
    single = {tag.pk for tag in tags if tag.is_single}
    asked: dict[OfArticle, list[UUID]] = defaultdict(list)
    for tag in tags:
        is_offered = Bearer.ARTICLE in tag.applies_to and not tag.is_retired
        if not is_offered and tag.pk not in borne:
            continue
        if tag.parent_id in single:
            asked[OfArticle(tag.parent_id, is_choice=True)].append(tag.pk)
        else:
            asked[OfArticle(tag.pk)].append(tag.pk)
    return asked


def answers_of(asked: Asked, borne: Mapping[str, Collection[UUID]]) -> dict[Hashable, Unit]:
    """What each coder, by key, says of one article with the tags that they gave it."""
    if not asked:
        return {}
    units: dict[Hashable, Unit] = {
        question: {
            coder: _chosen(given, tags) if question.is_choice else _yes_or_no(given, tags)
            for coder, given in borne.items()
        }
        for question, tags in asked.items()
    }
    return units | {WHOLE: {coder: _chosen(given, given) for coder, given in borne.items()}}


def _yes_or_no(given: Collection[UUID], tags: Collection[UUID]) -> str:
    return "yes" if set(given) & set(tags) else "no"


def _chosen(given: Collection[UUID], tags: Collection[UUID]) -> str:
    """One of them, mostly; whoever chose before the codebook asked for one may have several."""
    return " ".join(sorted(str(tag) for tag in set(given) & set(tags))) or NONE


def said_in_words(answer: str, names: Mapping[UUID, str]) -> str:
    """An answer as people read it; `names` are those of tags."""
    if answer in ("yes", "no"):
        return _("yes") if answer == "yes" else _("no")
    if answer == NONE:
        return _("none")
    wanted = {UUID(tag) for tag in answer.split()}
    return ", ".join(name for tag, name in names.items() if tag in wanted)
