"""The demo's annotations, made through the actions of the annotating page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.excerpts import Range
from annotations.actions.links import link_statements
from annotations.actions.people import Capacity, Named
from annotations.actions.spans import create_passage
from annotations.exchange.demo.files import DemoArticle, DemoAttribution, DemoPassage
from annotations.exchange.demo.places import Place, nearest, place_of
from annotations.exchange.demo.study import Study
from annotations.models import Attribution, ProjectArticle, SpanRole

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
    contents = [place_of(text, words) for words in made.content]
    post = study.posts[made.speaker, made.post] if made.post else None
    act = create_attribution(
        project_article=where,
        places=Places(
            content=[_range(text, place) for place in contents],
            cue=_range(text, nearest(text, made.cue, contents)) if made.cue else None,
            mention=_range(text, nearest(text, made.mention, contents)) if made.mention else None,
        ),
        facts=Facts(
            mode=made.mode,
            speaker=Named("speaker", study.actors[made.speaker]),
            capacity=Capacity(affiliation=post) if post else None,
            target=Named("target", study.actors[made.target]) if made.target else None,
            relayer=Named("relayer", study.actors[made.relayer]) if made.relayer else None,
            stance=made.stance,
            certainty=made.certainty,
            note=made.note,
            tags=[study.tags[key] for key in made.tags],
        ),
        by=study.users[name],
        at=at,
    )
    here = Attribution.objects.filter(coding=act.coding_id)
    for kind, words in made.links.items():
        said = here.get(number=act.annotation)
        other = here.get(spans__role=SpanRole.CONTENT, spans__words__startswith=words)
        link_statements(said=said, kind=kind, other=other, by=study.users[name], at=at)


def _range(text: str, place: Place) -> Range:
    return Range(*place, text[slice(*place)])
