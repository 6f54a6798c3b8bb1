"""Which events make up the history of an annotation, an article, an actor, a codebook, a project.

What a reader may not see is no part of it: the codings of others, where they work blind.
"""

from django.db.models import Q

from annotations.models import (
    Actor,
    ActorName,
    Affiliation,
    Article,
    ArticleTag,
    Attribution,
    AttributionTag,
    Codebook,
    Coding,
    Decision,
    Distinct,
    Membership,
    Project,
    ProjectArticle,
    Relay,
    Span,
    SpanRole,
    SpanTag,
    Tag,
    User,
)
from annotations.models.codings import CodingQuerySet
from annotations.queries.trails import Track


def tracks_of_annotation(line: CodingQuerySet, number: int) -> list[Track]:
    """Of the annotation of a number in a line of codings, deleted or not."""
    here = Q(coding__in=line)
    said = Track(Attribution, here & Q(number=number))
    statements = said.events.values("pgh_obj_id")
    passage = Q(role=SpanRole.PASSAGE, number=number)
    spans = Track(Span, here & (passage | Q(attribution_id__in=statements)))
    return [
        Track(Decision, here & Q(annotation=number)),
        said,
        spans,
        Track(Relay, Q(attribution_id__in=statements)),
        Track(AttributionTag, Q(attribution_id__in=statements)),
        Track(SpanTag, Q(span_id__in=spans.events.values("pgh_obj_id"))),
    ]


def tracks_of_article(row: ProjectArticle, user: User) -> list[Track]:
    """The article, its place in the project, who was done with it, its tags as a whole, and what
    was deleted in it."""
    seen = Coding.every.visible_to(user).by_people().filter(project_article=row)
    gone = Q(coding__in=seen, pgh_label="delete")
    return [
        Track(Article, Q(pgh_obj_id=row.article_id)),
        Track(ProjectArticle, Q(pgh_obj_id=row.pk)),
        Track(Coding, Q(pgh_obj_id__in=seen.values("pk"))),
        Track(ArticleTag, Q(coding__in=seen)),
        Track(Attribution, gone),
        Track(Span, gone & Q(role=SpanRole.PASSAGE)),
    ]


def tracks_of_actor(actor: Actor) -> list[Track]:
    key = actor.pk
    return [
        Track(Actor, Q(pgh_obj_id=key)),
        Track(ActorName, Q(actor_id=key)),
        Track(Affiliation, Q(person_id=key)),
        Track(Distinct, Q(one_id=key) | Q(other_id=key)),
    ]


def tracks_of_codebook(codebook: Codebook) -> list[Track]:
    return [
        Track(Codebook, Q(pgh_obj_id=codebook.pk)),
        Track(Tag, Q(codebook_id=codebook.pk)),
    ]


def tracks_of_project(project: Project) -> list[Track]:
    return [
        Track(Project, Q(pgh_obj_id=project.pk)),
        Track(Membership, Q(project_id=project.pk)),
    ]
