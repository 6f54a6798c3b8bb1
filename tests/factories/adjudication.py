"""Codings that people are done with, for whoever brings them together."""

from annotations.models import Coding, ProjectArticle, User
from tests.factories.annotations import make_coding


def make_done(project_article: ProjectArticle, *analysts: User) -> list[Coding]:
    return [make_coding(project_article, analyst, "done") for analyst in analysts]
