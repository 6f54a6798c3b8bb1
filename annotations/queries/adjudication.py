"""An article's codings side by side, as the page shows them: the text, and place by place."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from annotations.domain.adjudication.versions import FIELDS, Range, Version
from annotations.models import (
    Act,
    Actor,
    Affiliation,
    Certainty,
    Coding,
    CodingState,
    Mode,
    Paragraph,
    ProjectArticle,
    RejectionReason,
    Revision,
    Stance,
    Tag,
)
from annotations.models.adjudications import Adjudication, Matter, adjudication_of, coder_of
from annotations.queries.workbench import Block, blocks_of

CHOICES = {"mode": Mode, "stance": Stance, "certainty": Certainty}


@dataclass(frozen=True)
class Cell:
    """What one coder answers; `stands_out` where the coders differ in it."""

    text: str
    stands_out: bool = False


@dataclass(frozen=True)
class Row:
    """One field, as every column has it."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Shown:
    """A place as the list has it. `number` counts from 1; `has` says which coders have something,
    in their order."""

    number: int
    matter: Matter
    words: str
    rows: Sequence[Row]
    has: Sequence[bool]

    @property
    def key(self) -> str:
        return self.matter.key

    @property
    def state(self) -> str:
        return self.matter.state.value


@dataclass(frozen=True)
class Lane:
    """A place in the text, as one coder has it: `number` is the coder's, `place` the place's."""

    start: int
    end: int
    number: int
    place: int
    state: str


@dataclass(frozen=True)
class Strip:
    """A paragraph with the lanes that cross it."""

    block: Block
    lanes: Sequence[Lane]


@dataclass(frozen=True)
class Table:
    """All that the page shows. `version` is the number of acts, `undo` whether one is to be undone,
    `redo` whether one can be done again."""

    project_article: ProjectArticle
    found: Adjudication
    places: Sequence[Shown]
    strips: Sequence[Strip]
    reasons: Sequence[RejectionReason]
    undo: bool
    redo: bool

    @property
    def gold(self) -> Coding | None:
        return self.found.gold

    @property
    def is_open(self) -> bool:
        return self.gold is not None and self.gold.state == CodingState.OPEN

    @property
    def is_done(self) -> bool:
        return self.gold is not None and self.gold.state == CodingState.DONE

    @property
    def can_begin(self) -> bool:
        return self.gold is None and len(self.found.codings) > 1

    @property
    def by_rule(self) -> int:
        """How many places would be merged by rule."""
        return sum(one.matter.merges_by_rule for one in self.places)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left that a rule would not decide."""
        return self.found.left <= self.by_rule

    @property
    def counts(self) -> list[tuple[str, int]]:
        return self.found.tallies

    def find(self, key: str) -> Shown | None:
        return next((one for one in self.places if one.key == key), None)

    def near(self, places: Iterable[Shown]) -> list[Strip]:
        """The paragraphs in which these places stand."""
        numbers = {one.number for one in places}
        return [one for one in self.strips if numbers & {lane.place for lane in one.lanes}]


def open_table(project_article: ProjectArticle) -> Table:
    """Sixteen queries, however many places there are."""
    found = adjudication_of(project_article.pk)
    compared = [*found.codings, *([found.gold] if found.gold else [])]
    revision = Revision.objects.filter(pk__in=[one.revision_id for one in compared[:1]]).first()
    text = revision.text if revision else ""
    names = Names(found.matters, text)
    coders = [coder_of(coding) for coding in found.codings]
    places = [
        _shown(number, matter, coders, names)
        for number, matter in enumerate(found.matters, start=1)
    ]
    blocks = blocks_of(Paragraph.objects.filter(revision=revision))
    acts = Act.objects.filter(coding=found.gold) if found.gold else Act.objects.none()
    return Table(
        project_article=project_article,
        found=found,
        places=places,
        strips=_strips(blocks, places, coders),
        reasons=list(project_article.project.rejection_reasons.in_use().in_order()),
        undo=acts.standing().exists(),
        redo=acts.undone().exists(),
    )


def _shown(number: int, matter: Matter, coders: Sequence[str], names: "Names") -> Shown:
    place = matter.place
    versions = [place.versions.get(coder) if place else None for coder in coders]
    columns = [*versions, *([matter.result] if matter.ruling else [])]
    differing = place.differing if place else ()
    rows = []
    for name in FIELDS:
        texts = [names.say(name, one) if one else "" for one in columns]
        if any(texts):
            stands_out = [one is not None and name in differing for one in versions]
            stands_out += [False] * (len(columns) - len(versions))
            cells = [Cell(*pair) for pair in zip(texts, stands_out, strict=True)]
            rows.append(Row(name, cells))
    words = names.called(matter)
    return Shown(number, matter, words, rows, [one is not None for one in versions])


class Names:
    """What ids and ranges are called. Three queries for all places together."""

    def __init__(self, matters: Sequence[Matter], text: str) -> None:
        self._text = text
        versions = [*_versions(matters)]
        facts = [one.facts for one in versions if one.facts]
        people = {each[name] for each in facts for name in ("speaker", "target")}
        people |= {one for each in facts for one in each["relayers"].split()}
        self._actors = Actor.objects.in_bulk([UUID(one) for one in people if one])
        posts = {UUID(each["affiliation"]) for each in facts if each["affiliation"]}
        rows = Affiliation.objects.filter(pk__in=posts).select_related("organisation")
        self._posts = {one.pk: one for one in rows}
        tags = {UUID(tag) for one in versions for tag in one.tags}
        self._tags = list(Tag.objects.filter(pk__in=tags).in_order())

    def of(self, text: str) -> "Names":
        """The same, for the words of another text."""
        other = copy(self)
        other._text = text
        return other

    def called(self, matter: Matter) -> str:
        """The words of a place, or what the article as a whole is called."""
        return _("The article as a whole") if matter.is_article else self.words(matter.content)

    def words(self, ranges: Iterable[Range]) -> str:
        return " … ".join(self._text[start:end] for start, end in ranges)

    def say(self, name: str, version: Version) -> str:
        if name == "range":
            return self.words(version.content)
        if name in ("cue", "mention"):
            ends = version.cue if name == "cue" else version.mention
            return self.words([ends] if ends else [])
        if name == "tags":
            return ", ".join(tag.name for tag in self._tags if str(tag.pk) in version.tags)
        said = version.facts.get(name, "")
        if name in CHOICES:
            # Certain is what a statement is without any word about it.
            return str(CHOICES[name](said).label) if said not in ("", Certainty.CERTAIN) else ""
        if name == "affiliation":
            return self._post(said)
        if name == "printed_capacity":
            return said
        return ", ".join(self._name(one) for one in said.split())

    def _name(self, key: str) -> str:
        actor = self._actors.get(UUID(key))
        return actor.name if actor else ""

    def _post(self, key: str) -> str:
        post = self._posts.get(UUID(key)) if key else None
        if post is None:
            return ""
        return ", ".join([post.post, *([post.organisation.name] if post.organisation else [])])


def _versions(matters: Iterable[Matter]) -> Iterator[Version]:
    for matter in matters:
        if matter.place:
            yield from matter.place.versions.values()
        if matter.result:
            yield matter.result


def _strips(blocks: Sequence[Block], places: Sequence[Shown], coders: Sequence[str]) -> list[Strip]:
    lanes = [
        Lane(start, end, coders.index(coder) + 1, shown.number, shown.state)
        for shown in places
        if shown.matter.place
        for coder, version in shown.matter.place.versions.items()
        for start, end in version.content
    ]
    return [
        Strip(block, [one for one in lanes if one.start < block.end and one.end > block.start])
        for block in blocks
    ]
