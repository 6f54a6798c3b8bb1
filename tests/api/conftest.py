"""Programs that ask: each person of the cast with a token of some scope."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from annotations.actions.codebook_versions import name_version
from annotations.actions.links import link_statements
from annotations.actions.tag_merging import merge_tags
from annotations.actions.tokens import make_token
from annotations.actions.webhooks import create_webhook
from annotations.models import (
    Assignment,
    Coding,
    CodingState,
    Delivery,
    Import,
    Link,
    Retrieval,
    SavedSearch,
    Story,
    StoryArticle,
    StoryMove,
    Suggestion,
    User,
)
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

    def send(self, method: str, path: str, facts: Any, match: str = "", **headers: str) -> Any:
        """A form with a file: `facts["file"]`, or some text."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers["Authorization"] = f"Bearer {self.secret}"
        file = SimpleUploadedFile("page.txt", b"Talks end\n\nNobody spoke.", "text/plain")
        content = encode_multipart(BOUNDARY, {"file": file, **facts})
        return Client().generic(
            method, f"/api{path}", content, content_type=MULTIPART_CONTENT, headers=headers
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
    feder = make_actor("Otto Feder")
    said = make_attribution(coding, "shared work", tag, speaker=quill, target=feder)
    earlier = make_attribution(coding, "feel they are being cornered", speaker=quill)
    link_statements(said=said, kind="denies", other=earlier, by=cast.owner, at=timezone.now())
    comment = make_comment(make_thread(coding, said.number), cast.owner)
    facts = {"project": cast.project, "project_article": article, "analyst": cast.owner}
    assigned = Assignment.objects.create(assigned_at=timezone.now(), **facts)
    for analyst in (cast.manager, cast.reader):
        make_coding(article, analyst, CodingState.DONE)
    machine = make_coding(article, None, engine="rules 1")
    suggested = make_attribution(machine, "always sticks")
    Suggestion.objects.create(
        attribution=suggested, project=cast.project, engine="rules 1", confidence=0.9, reason="cue"
    )
    book = {"codebook": cast.project.codebook, "by": cast.manager}
    name_version(name="First", **book)
    gone = make_tag(cast.project.codebook, "Gone")
    move = merge_tags(kept=tag, gone=gone, by=cast.manager, at=timezone.now())
    webhook = create_webhook(
        project=cast.project,
        address="https://hook.example/",
        tells=["coding.done"],
        by=cast.manager,
        at=timezone.now(),
    )
    story = _story(article.article)
    return {
        "members": cast.project.memberships.get(user=cast.second).pk,
        "assignments": assigned.pk,
        "sources": article.article.source_id,
        "feeds": make_feed(cast.project).pk,
        "projects": cast.project.pk,
        "codebooks": cast.project.codebook_id,
        "tags": tag.pk,
        "tag-moves": move.pk,
        "articles": article.pk,
        "revisions": coding.revision_id,
        "captures": coding.revision.capture_id,
        "imports": _import(cast).pk,
        "retrievals": Retrieval.objects.create(
            project=cast.project, by=cast.owner, url="https://quay.test/1", asked_at=timezone.now()
        ).pk,
        "webhooks": webhook.pk,
        "searches": SavedSearch.objects.create(
            owner=cast.owner, name="Envoys", query="q=envoys"
        ).pk,
        "deliveries": Delivery.objects.create(
            webhook=webhook, event="coding.done", payload={}, created_at=timezone.now()
        ).pk,
        "story-moves": _story_move(cast, story).pk,
        "stories": story.pk,
        "codings": coding.pk,
        "spans": span.pk,
        "attributions": said.pk,
        "links": Link.objects.get().pk,
        "threads": comment.thread_id,
        "comments": comment.pk,
        "actors": quill.pk,
        "names": quill.names.create(name="A. Quill").pk,
        "affiliations": post.pk,
        "tag": tag.pk,
        "number": suggested.number,
    }


def _import(cast):
    return Import.objects.create(
        project=cast.project,
        owner=cast.owner,
        filename="many.csv",
        size=1,
        layout={},
        uploaded_at=timezone.now(),
    )


def _story_move(cast, story):
    other = Story.objects.create(created_at=timezone.now())
    return StoryMove.objects.create(
        from_story=other,
        to_story=story,
        articles=[cast.project_article.article_id],
        by=cast.owner,
        at=timezone.now(),
    )


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
