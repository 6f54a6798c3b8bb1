"""What stands in codings, read as values that can be compared."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from annotations.domain.adjudication.versions import Range, Version
from annotations.models.acts import ARTICLE
from annotations.models.article_tags import ArticleTag
from annotations.models.attributions import Attribution, AttributionTag
from annotations.models.relays import Relay
from annotations.models.spans import Span, SpanRole, SpanTag

FACTS = ("mode", "stance", "certainty", "printed_capacity")
PEOPLE = ("speaker", "affiliation", "target")


def versions_in(coder_of: Mapping[UUID, str]) -> dict[UUID, list[Version]]:
    """The annotations of each of these codings, under the name of its coder. Six queries.

    Where the article as a whole bears tags, that is one of them, under the number ARTICLE.
    """
    codings = list(coder_of)
    spans = Span.objects.filter(coding__in=codings).order_by("start", "end", "number")
    places: dict[UUID, dict[str, list[Range]]] = defaultdict(lambda: defaultdict(list))
    words: dict[UUID, list[str]] = defaultdict(list)
    passages = []
    for pk, owner, role, start, end, coding, number, said in spans.values_list(
        "pk", "attribution", "role", "start", "end", "coding", "number", "words"
    ):
        if role == SpanRole.PASSAGE:
            passages.append((pk, coding, number, (start, end), said))
            continue
        places[owner][role].append((start, end))
        if role == SpanRole.CONTENT:
            words[owner].append(said)
    tags = _tags(codings)
    relays = Relay.objects.filter(attribution__coding__in=codings).order_by("position")
    chains: dict[UUID, list[UUID]] = defaultdict(list)
    for owner, actor in relays.values_list("attribution", "actor"):
        chains[owner].append(actor)
    found: dict[UUID, list[Version]] = {coding: [] for coding in codings}
    for pk, coding, number, ends, said in passages:
        version = Version(coder_of[coding], number, (ends,), tags=tags[pk], words=(said,))
        found[coding].append(version)
    for row in _statements(codings):
        where = places[row["pk"]]
        if SpanRole.CONTENT not in where:
            continue
        chain = [row["relayer_id"], *chains[row["pk"]]]
        found[row["coding_id"]].append(
            Version(
                coder=coder_of[row["coding_id"]],
                number=row["number"],
                content=tuple(where[SpanRole.CONTENT]),
                cue=next(iter(where[SpanRole.CUE]), None),
                mention=next(iter(where[SpanRole.SPEAKER]), None),
                tags=tags[row["pk"]],
                facts={
                    **{name: row[name] for name in FACTS},
                    **{name: str(row[f"{name}_id"] or "") for name in PEOPLE},
                    "relayers": " ".join(str(one) for one in chain if one),
                },
                words=tuple(words[row["pk"]]),
            )
        )
    for coding, borne in _of_articles(codings).items():
        found[coding].append(Version(coder_of[coding], ARTICLE, (), tags=frozenset(borne)))
    return found


def _of_articles(codings: list[UUID]) -> Mapping[UUID, set[str]]:
    borne: dict[UUID, set[str]] = defaultdict(set)
    rows = ArticleTag.objects.filter(coding__in=codings).values_list("coding", "tag")
    for coding, tag in rows:
        borne[coding].add(str(tag))
    return borne


def _statements(codings: list[UUID]) -> list[dict[str, Any]]:
    people = [f"{name}_id" for name in (*PEOPLE, "relayer")]
    rows = Attribution.objects.filter(coding__in=codings).order_by("number")
    return list(rows.values("pk", "coding_id", "number", *FACTS, *people))


def _tags(codings: list[UUID]) -> Mapping[UUID, frozenset[str]]:
    """By the span or the attribution that bears them."""
    on_spans = SpanTag.objects.filter(span__coding__in=codings).values_list("span", "tag")
    on_statements = AttributionTag.objects.filter(attribution__coding__in=codings)
    given: dict[UUID, set[str]] = defaultdict(set)
    for rows in (on_spans, on_statements.values_list("attribution", "tag")):
        for owner, tag in rows:
            given[owner].add(str(tag))
    return defaultdict(frozenset, {owner: frozenset(each) for owner, each in given.items()})
