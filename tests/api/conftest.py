"""Programs that ask: each person of the cast with a token of some scope."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.actions.tokens import make_token
from annotations.models import Coding, Story, StoryArticle, Suggestion, User
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.feeds import make_feed
from tests.factories.projects import make_tag

HERE = "http://testserver/api"


@dataclass
class Program:
    """Sends JSON with somebody's token; `match` is the If-Match of a write."""

    secret: str = ""

    def ask(self, method: str, path: str, body: Any = None, match: str = "", **headers: str) -> Any:
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        if match:
            headers["If-Match"] = match
        content = {} if body is None else {"data": json.dumps(body)}
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client().generic(
            method, f"/api{path}", content_type="application/json", headers=headers, **content
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)


@pytest.fixture
def program():
    """`program(cast.owner, "read")` is a program of theirs; `program(None)` has no token."""

    def make(user: User | None, scope: str = "admin") -> Program:
        if user is None:
            return Program()
        at = timezone.now()
        _row, secret = make_token(
            user=user, name="Script", scope=scope, expires_at=None, by=user, at=at
        )
        return Program(secret)

    return make


def is_problem(response: Any, status: int) -> bool:
    """Of that status, with all that a problem says."""
    told = json.loads(response.content)
    assert response.status_code == status, told
    assert response["Content-Type"] == "application/problem+json"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return True


@pytest.fixture
def world(cast):
    """The id for each kind of address: one thing of each, of `owner` where it is somebody's."""
    article = cast.project_article
    tag = make_tag(cast.project.codebook, "Appeal")
    quill = make_actor("Ada Quill")
    post = make_affiliation(quill, "Envoy", None, date(2020, 1, 1))
    coding = make_coding(article, cast.owner)
    span = make_passage(coding, "what comes next", tag)
    said = make_attribution(coding, "shared work", tag, speaker=quill)
    comment = make_comment(make_thread(coding, said.number), cast.owner)
    machine = make_coding(article, None, engine="rules 1")
    suggested = make_attribution(machine, "always sticks")
    Suggestion.objects.create(
        attribution=suggested, project=cast.project, engine="rules 1", confidence=0.9, reason="cue"
    )
    story = _story(article.article)
    return {
        "sources": article.article.source_id,
        "feeds": make_feed(cast.project).pk,
        "projects": cast.project.pk,
        "codebooks": cast.project.codebook_id,
        "tags": tag.pk,
        "articles": article.pk,
        "revisions": coding.revision_id,
        "stories": story.pk,
        "codings": coding.pk,
        "spans": span.pk,
        "attributions": said.pk,
        "comments": comment.pk,
        "actors": quill.pk,
        "affiliations": post.pk,
        "tag": tag.pk,
        "number": suggested.number,
    }


def _story(article):
    story = Story.objects.create(created_at=timezone.now())
    StoryArticle.objects.create(
        article=article, story=story, fingerprints=0, gathered_at=timezone.now()
    )
    return story


@pytest.fixture
def container(cast, world):
    """The path of a project's annotations: a passage, a statement, and tags of an article."""
    Coding.objects.get(pk=world["codings"]).article_tags.create(tag_id=world["tag"])
    return f"/projects/{cast.project.pk}/annotations/"


@pytest.fixture
def asking(cast, program):
    """A program of an analyst that may write."""
    return program(cast.owner, "write")


def path_of(iri):
    assert iri.startswith(HERE)
    return iri.removeprefix(HERE)
