"""Programs that ask: each person of the cast with a token of some scope."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from annotations.actions.codebook_versions import name_version
from annotations.actions.gold import begin_adjudication
from annotations.actions.guidelines import add_image
from annotations.actions.links import link_statements
from annotations.actions.pictures import set_picture
from annotations.actions.tag_merging import merge_tags
from annotations.actions.tokens import make_token
from annotations.actions.webhooks import create_webhook
from annotations.models import (
    ActorMove,
    Addition,
    Assignment,
    BulkAct,
    Carry,
    CodedImport,
    Coding,
    CodingState,
    Delivery,
    Import,
    Link,
    Restoration,
    Retrieval,
    Run,
    SavedSearch,
    Story,
    StoryArticle,
    StoryMove,
    Suggestion,
    User,
)
from annotations.queries.guidelines import versions_of
from tests.domain.test_pixels import small_png
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.feeds import make_feed
from tests.factories.learning import make_learned
from tests.factories.projects import make_codebook, make_tag
from tests.factories.stories import make_appearance
from tests.factories.translations import make_translation
from tests.helpers.register_files import ACTORS, applied
from tests.worlds import made_once

HERE = "http://testserver/api"
PNG = b"\x89PNG\r\n\x1a\n and more"


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
@made_once
def world(cast):
    """The id for each kind of address: one thing of each, of `owner` where it is somebody's."""
    article = cast.project_article
    tag = make_tag(cast.project.codebook, "Appeal")
    quill = make_actor("Ada Quill")
    post = make_affiliation(quill, "Envoy", None, date(2020, 1, 1))
    for name in ("Otto Nib", "O. Nib"):
        make_actor(name, wikidata="Q7")
    coding = make_coding(article, cast.owner)
    span = make_passage(coding, "what comes next", tag)
    feder = make_actor("Otto Feder")
    said = make_attribution(coding, "shared work", tag, speaker=quill, target=feder)
    earlier = make_attribution(coding, "feel they are being cornered", speaker=quill)
    link_statements(said=said, kind="denies", other=earlier, by=cast.owner, at=timezone.now())
    comment = make_comment(make_thread(coding, said.number), cast.owner)
    facts = {"project": cast.project, "project_article": article, "analyst": cast.owner}
    assigned = Assignment.objects.create(assigned_at=timezone.now(), **facts)
    compared = make_coding(article, cast.manager, CodingState.DONE)
    place = make_passage(compared, "Envoys meet again")
    make_coding(article, cast.reader, CodingState.DONE)
    begin_adjudication(project_article=article, by=cast.curator, at=timezone.now())
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
    translation = make_translation(article, cast.project)
    copy = translation.article.project_articles.get(project=cast.project)
    return {
        **_of_many(cast, tag),
        **_of_texts(cast, coding),
        "translation": translation.pk,
        "appearances": make_appearance(said, copy).pk,
        "actor-pictures": _picture(cast, quill).pk,
        "actor-moves": _actor_move(cast, quill).pk,
        "other": feder.pk,
        "to": make_codebook("Another").pk,
        "act": uuid4(),
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
        "rejection-reasons": cast.project.rejection_reasons.first().pk,
        "tag": tag.pk,
        "place": f"{cast.manager.pk}-{place.number}",
        "number": suggested.number,
    }


def _of_many(cast, tag):
    """What was done to many at once, and the machine's work."""
    at, common = timezone.now(), {"project": cast.project}
    given = {"owner": cast.manager, "form": "jsonl", "uploaded_at": at, "looked_at": at}
    return {
        "bulk-acts": BulkAct.objects.create(
            kind="tag", tag=tag, by=cast.owner, at=at, total=0, finished_at=at, **common
        ).pk,
        "additions": Addition.objects.create(
            by=cast.manager, at=at, rows=[cast.project_article.pk], total=1, **common
        ).pk,
        "register-imports": applied(f"{ACTORS},robot,Someone,,,,,\n", cast.owner).pk,
        "restorations": Restoration.objects.create(
            owner=cast.owner, filename="talks.zip", size=1, name="Talks", total=1, uploaded_at=at
        ).pk,
        "annotation-imports": CodedImport.objects.create(**given, **common).pk,
        "runs": Run.objects.create(total=1, started_at=at, finished_at=at, **common).pk,
        "learned-models": make_learned(cast.project).pk,
    }


def _of_texts(cast, coding):
    """A wording of the guidelines and a picture in them; an annotation that waits for an answer."""
    cast.project.guidelines = "Be fair."
    cast.project.save(update_fields=["guidelines"])
    image = add_image(
        project=cast.project,
        filename="map.png",
        data=PNG,
        alt="A map",
        by=cast.manager,
        at=timezone.now(),
    )
    waiting = Carry.objects.create(
        project=cast.project,
        coding=coding,
        origin=coding,
        annotation=999,
        start=0,
        outcome="changed",
        places=[],
    )
    wording = versions_of(cast.project).first().pgh_id
    return {"wording": wording, "guideline-images": image.pk, "carries": waiting.pk}


def _actor_move(cast, actor):
    return ActorMove.objects.create(
        kind="merge",
        from_actor=uuid4(),
        from_name="A. Quill",
        to_actor=actor.pk,
        to_name=actor.name,
        by=cast.owner,
        at=timezone.now(),
    )


def _picture(cast, actor):
    return set_picture(
        actor=actor,
        data=small_png(),
        alt="Ada Quill",
        credit="Lena Hart",
        by=cast.owner,
        at=timezone.now(),
    )


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


NAMED = ("tag", "number", "place", "wording", "to", "other", "act", "translation")


def ids_of(world, kind):
    """What stands in the addresses of a kind, by the names that they give it."""
    named = {name: world[name] for name in NAMED}
    return {"pk": world.get(kind), "annotation": world["spans"], **named}


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
