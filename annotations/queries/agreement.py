"""How far the coders of a project agree, and where they do not."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Window
from django.utils.translation import gettext as _

from annotations.domain.agreement import Metric, Value, nominal, ordinal
from annotations.domain.agreement.codings import Statement
from annotations.domain.agreement.comparing import Coded
from annotations.domain.quotes import SHOWN
from annotations.domain.spans.sameness import Ranges, Said
from annotations.models import (
    Attribution,
    AttributionTag,
    CodingKind,
    CodingState,
    Project,
    Span,
    SpanRole,
    SpanTag,
    Stance,
    User,
)
from annotations.models.codings import CodingQuerySet
from annotations.queries.agreement_whole import Asked, OfArticle, answers_of, asked_of, borne_in

MACHINE = f"~{CodingKind.MACHINE}"
NOBODY = "nobody"
# What is asked of every statement, and how answers are apart. Tags are asked one by one.
QUESTIONS: Mapping[str, Metric] = {
    "speaker": nominal,
    "target": nominal,
    "mode": nominal,
    "stance": ordinal,
}
# The five steps; “mixed” and “unclear” are outside the scale, so they count as no answer.
STEPS: Mapping[str, float] = {
    stance: step for step, stance in enumerate(list(Stance.values)[:5], start=1)
}


@dataclass(frozen=True)
class Compared:
    """The articles that two coders or more are done with, as they coded them.

    `coders` are names by key; `titles` are those of the articles, by the key of their text, which
    is that of the project's article. `tags` are all that somebody used on passages and statements;
    `asked` are the questions about the article as a whole, none where the codebook asks none.
    `codings` are those of each article by coder.
    """

    texts: Sequence[Coded]
    coders: Mapping[str, str]
    titles: Mapping[Hashable, str]
    months: Mapping[Hashable, str]
    tags: Sequence[UUID]
    asked: Sequence[OfArticle]
    codings: Mapping[tuple[Hashable, str], UUID]

    def of(self, article: UUID) -> Sequence[Coded]:
        return [text for text in self.texts if text.key == article]


def compared(project: Project, codings: CodingQuerySet, *, with_machine: bool = False) -> Compared:
    """Of `codings`, those that people are done with, and the gold; the machine's too on demand.

    The machine counts with what it shows. It names nobody, since who is meant is looked up when
    somebody accepts, and it has no tags. Nine queries.
    """
    rows = _rows(project, codings, with_machine)
    texts: dict[tuple[UUID, UUID], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        texts[row["project_article_id"], row["revision_id"]].append(row)
    several = list(texts.values())
    names = _names(row["analyst_id"] for coded in several for row in coded)
    coder_of = {row["id"]: _coder(row, names) for coded in several for row in coded}
    labels = {
        coder_of[row["id"]]: names.get(row["analyst_id"]) or _label(row["kind"])
        for coded in several
        for row in coded
    }
    marks = _marks(coder_of)
    borne = borne_in(coder_of)
    asked = asked_of(project, set().union(*borne.values()))
    return Compared(
        texts=[_text(coded, coder_of, marks, asked, borne) for coded in several],
        coders=dict(sorted(labels.items())),
        titles={coded[0]["project_article_id"]: coded[0][TITLE] for coded in several},
        months={
            coded[0]["project_article_id"]: f"{max(row['changed_at'] for row in coded):%Y-%m}"
            for coded in several
        },
        tags=sorted(marks.tags),
        asked=list(asked),
        codings={
            (row["project_article_id"], coder_of[row["id"]]): row["id"]
            for coded in several
            for row in coded
        },
    )


TITLE = "project_article__article__title"


def _rows(
    project: Project, codings: CodingQuerySet, with_machine: bool
) -> Iterable[dict[str, Any]]:
    done = Q(kind=CodingKind.HUMAN, state=CodingState.DONE) | Q(kind=CodingKind.GOLD)
    if with_machine:
        done |= Q(kind=CodingKind.MACHINE)
    names = ["id", "kind", "analyst_id", "project_article_id", "revision_id", "changed_at"]
    of_text = Window(Count("pk"), partition_by=[F("project_article_id"), F("revision_id")])
    return (
        codings.filter(done, project=project)
        # Of what one coder alone is done with nothing can be compared.
        .annotate(coders=of_text)
        .filter(coders__gt=1)
        .order_by("project_article_id", "id")
        .values(*names, "revision__length", TITLE)
    )


def _names(analysts: Iterable[UUID | None]) -> dict[UUID, str]:
    people = User.objects.in_bulk({pk for pk in analysts if pk})
    return {pk: user.shown_name for pk, user in people.items()}


def _label(kind: str) -> str:
    return _("The machine") if kind == CodingKind.MACHINE else _("Gold")


def _coder(row: Mapping[str, Any], names: Mapping[UUID, str]) -> str:
    """A key by which coders are in the order of their names, those that are no people last."""
    if row["kind"] != CodingKind.HUMAN:
        return f"~{row['kind']}"
    return f"{names[row['analyst_id']].casefold()} {row['analyst_id']}"


def coder_token(coder: str) -> str:
    """What stands for a coder in an address: an analyst's id, "gold" or "machine"."""
    return coder.rpartition(" ")[2].removeprefix("~")


@dataclass
class _Marks:
    """What stands in codings, by coding: statements, and passages by tag."""

    statements: dict[UUID, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[UUID, dict[UUID, list[tuple[int, int]]]] = field(default_factory=dict)
    tags: set[UUID] = field(default_factory=set)


def _marks(coder_of: Mapping[UUID, str]) -> _Marks:
    marks = _Marks()
    content: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    cues: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for owner, role, start, end in _spans(coder_of):
        (cues if role == SpanRole.CUE else content)[owner].append((start, end))
    tags_of: dict[UUID, set[UUID]] = defaultdict(set)
    for attribution, tag in _tags(coder_of):
        tags_of[attribution].add(tag)
    for coding, tag, start, end in _passages(coder_of):
        marks.passages.setdefault(coding, defaultdict(list))[tag].append((start, end))
        marks.tags.add(tag)
    for tags in tags_of.values():
        marks.tags |= tags
    for row in _attributions(coder_of):
        if row["id"] not in content:
            continue
        values = _answers(row, coder_of[row["coding_id"]])
        if coder_of[row["coding_id"]] != MACHINE:
            values |= {tag: "yes" if tag in tags_of[row["id"]] else "no" for tag in marks.tags}
        said = Said(content[row["id"]], cues.get(row["id"], []))
        statement = Statement(coder_of[row["coding_id"]], said, values, row["id"])
        marks.statements[row["coding_id"]].append(statement)
    return marks


def _answers(row: Mapping[str, Any], coder: str) -> dict[Hashable, Value]:
    answers: dict[Hashable, Value] = {"mode": row["mode"]}
    if row["stance"] in STEPS:
        answers["stance"] = STEPS[row["stance"]]
    if coder != MACHINE:
        answers["speaker"] = str(row["speaker_id"] or NOBODY)
        answers["target"] = str(row["target_id"] or NOBODY)
    return answers


def _shown() -> Q:
    """Not what the machine no longer suggests, or is too unsure of to show."""
    suggestion = Q(suggestion__is_current=True, suggestion__confidence__gte=SHOWN)
    return ~Q(coding__kind=CodingKind.MACHINE) | suggestion


def _attributions(coder_of: Mapping[UUID, str]) -> Iterable[Mapping[str, Any]]:
    rows = Attribution.objects.filter(_shown(), coding__in=list(coder_of))
    return rows.values("id", "coding_id", "speaker_id", "target_id", "mode", "stance")


def _spans(coder_of: Mapping[UUID, str]) -> Iterable[tuple[UUID, str, int, int]]:
    roles = [SpanRole.CONTENT, SpanRole.CUE]
    rows = Span.objects.filter(coding__in=list(coder_of), role__in=roles).order_by("start", "end")
    return rows.values_list("attribution_id", "role", "start", "end")


def _passages(coder_of: Mapping[UUID, str]) -> Iterable[tuple[UUID, UUID, int, int]]:
    rows = SpanTag.objects.filter(span__coding__in=list(coder_of))
    return rows.values_list("span__coding_id", "tag_id", "span__start", "span__end")


def _tags(coder_of: Mapping[UUID, str]) -> Iterable[tuple[UUID, UUID]]:
    rows = AttributionTag.objects.filter(attribution__coding__in=list(coder_of))
    return rows.values_list("attribution_id", "tag_id")


def _text(
    coded: Sequence[Mapping[str, Any]],
    coder_of: Mapping[UUID, str],
    marks: _Marks,
    asked: Asked,
    borne: Mapping[UUID, Collection[UUID]],
) -> Coded:
    passages: dict[Hashable, dict[str, Ranges]] = defaultdict(dict)
    for row in coded:
        for tag, ranges in marks.passages.get(row["id"], {}).items():
            passages[tag][coder_of[row["id"]]] = ranges
    return Coded(
        key=coded[0]["project_article_id"],
        length=coded[0]["revision__length"],
        coders=sorted(coder_of[row["id"]] for row in coded),
        statements=[one for row in coded for one in marks.statements.get(row["id"], ())],
        passages=passages,
        whole=answers_of(
            asked,
            {
                coder_of[row["id"]]: borne.get(row["id"], ())
                for row in coded
                if row["kind"] != CodingKind.MACHINE
            },
        ),
    )
