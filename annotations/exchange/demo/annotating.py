"""The demo's annotations, made through the actions of the annotating page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from annotations.actions.acts import perform
from annotations.actions.codings import open_coding
from annotations.actions.excerpts import Range, places, take_number
from annotations.actions.snapshots import Snapshot, Statement
from annotations.actions.spans import create_passage, ids_of
from annotations.domain.identifiers import uuid7
from annotations.exchange.demo.files import DemoArticle, DemoAttribution, DemoPassage
from annotations.exchange.demo.places import Place, nearest, place_of
from annotations.exchange.demo.study import Study
from annotations.models import ProjectArticle, SpanRole

BETWEEN_ANNOTATIONS = timedelta(seconds=50)


def annotate(
    article: DemoArticle, where: ProjectArticle, text: str, study: Study, at: datetime
) -> datetime:
    """All of them, the first soon after `at`; when the last was made. Raises WordsNotFound."""
    for passage, name in _by_each(article.passages):
        at += BETWEEN_ANNOTATIONS
        _mark(passage, where, text, study, name, at)
    for attribution, name in _by_each(article.attributions):
        at += BETWEEN_ANNOTATIONS
        _attribute(attribution, where, text, study, name, at)
    return at


def _by_each(made: list) -> Iterator[tuple]:
    return ((one, name) for one in made for name in one.by)


def _mark(
    passage: DemoPassage,
    where: ProjectArticle,
    text: str,
    study: Study,
    name: str,
    at: datetime,
) -> None:
    create_passage(
        project_article=where,
        where=_range(text, place_of(text, passage.words)),
        tags=[study.tags[key] for key in passage.tags],
        note=passage.note,
        by=study.users[name],
        at=at,
    )


def _attribute(
    made: DemoAttribution,
    where: ProjectArticle,
    text: str,
    study: Study,
    name: str,
    at: datetime,
) -> None:
    user = study.users[name]
    contents = [place_of(text, words) for words in made.content]
    parts = [(SpanRole.CONTENT.value, _range(text, place)) for place in contents]
    for role, words in ((SpanRole.CUE, made.cue), (SpanRole.SPEAKER, made.mention)):
        if words:
            parts.append((role.value, _range(text, nearest(text, words, contents))))
    coding = open_coding(project_article=where, by=user, at=at)
    post = study.posts[made.speaker, made.post] if made.post else None
    after = Snapshot(
        number=take_number(coding),
        spans=places(coding, parts, at),
        tags=ids_of(study.tags[key] for key in made.tags),
        note=made.note,
        statement=Statement(
            id=str(uuid7()),
            created_at=at.isoformat(),
            mode=made.mode,
            speaker=str(study.actors[made.speaker].pk),
            affiliation=str(post.pk) if post else None,
            target=str(study.actors[made.target].pk) if made.target else None,
            relayer=str(study.actors[made.relayer].pk) if made.relayer else None,
            stance=made.stance,
            certainty=made.certainty,
        ),
    )
    perform(coding, before=None, after=after, by=user, at=at, key=None)


def _range(text: str, place: Place) -> Range:
    return Range(*place, text[slice(*place)])
