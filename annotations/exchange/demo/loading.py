"""Loading the demo: once, all of it or nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from annotations.actions.articles import Details, take_in
from annotations.actions.assigning import assign
from annotations.actions.codings import finish_coding
from annotations.actions.gathering import gather_all
from annotations.actions.jobs import gather_articles_later
from annotations.actions.machine import suggest_quotations
from annotations.actions.projects import change_project
from annotations.domain.extraction import extract
from annotations.exchange.demo.annotating import annotate
from annotations.exchange.demo.files import DemoArticle, read_articles, read_study
from annotations.exchange.demo.study import Study, make_study
from annotations.models import Article, Project, ProjectArticle
from annotations.queries.assignments import shares_of

BETWEEN_ARTICLES = timedelta(hours=5)
# Until the deadline, for two analysts of each article.
TIME_LEFT = timedelta(days=21)
ANALYSTS = ("analyst", "second")


@transaction.atomic
def load_demo(*, at: datetime) -> Project | None:
    """The demo's project, as if worked on during the days before `at`; None where it is already.

    Then what people did to it stays; articles that came before there were stories are gathered.
    Raises Refused, WordsNotFound.
    """
    facts = read_study()
    found = Project.objects.filter(name__iexact=facts["project"]["name"]).first()
    if found:
        # What is annotated in them appears in their copies when the worker has time.
        gather_articles_later(gather_articles(found, at))
        return None
    study = make_study(facts)
    articles = read_articles()
    start = at - BETWEEN_ARTICLES * len(articles)
    for place, article in enumerate(articles):
        begun = start + BETWEEN_ARTICLES * place
        where, text = take_article(article, study, begun)
        last = annotate(article, where, text, study, begun)
        for name in article.done_by:
            finish_coding(project_article=where, by=study.users[name], at=last)
    share_out(study, at)
    # The worker was asked to by their intake; but who opens the demo sees the copies at once.
    gather_articles(study.project, at)
    return study.project


def share_out(study: Study, at: datetime) -> None:
    """What is not begun is assigned, so that both analysts have every article by the deadline."""
    admin = study.users["admin"]
    project = change_project(
        project=study.project,
        analysts_per_article=len(ANALYSTS),
        due_on=(at + TIME_LEFT).date(),
        by=admin,
    )
    analysts = [study.users[name].pk for name in ANALYSTS]
    assign(project=project, pairs=shares_of(project, at, analysts).pairs, by=admin, at=at)


def gather_articles(project: Project, at: datetime) -> list[UUID]:
    """Those of the project that were in no story are in one now."""
    own = Article.objects.filter(project_articles__project=project)
    return [row.article_id for row in gather_all(at=at, among=own)]


def take_article(article: DemoArticle, study: Study, at: datetime) -> tuple[ProjectArticle, str]:
    """The article with the machine's suggestions, as nobody has worked on it yet; and its text."""
    read = extract(article.data, filename=article.filename)
    taken = take_in(
        project=study.project,
        by=study.users["curator"],
        at=at,
        data=article.data,
        extract=read,
        details=Details(
            title=read.facts.title,
            source_name=article.source,
            byline=article.byline,
            published_on=article.published_on,
            language=article.language,
        ),
        filename=article.filename,
    )
    suggest_quotations(project_article=taken.project_article, at=at)
    return taken.project_article, read.text
