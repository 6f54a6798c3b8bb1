"""What programs take back: their own acts, what others did at once, and moves of actors."""

import pytest
from django.utils import timezone

from annotations.domain.identifiers import uuid7
from annotations.models import Act, Actor, Attribution, Distinct, Span
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.projects import make_tag
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
PLACE = {"start": 0, "end": 6, "words": "Envoys"}


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


@pytest.fixture
def where(cast):
    return f"/articles/{cast.project_article.pk}"


def test_what_was_deleted_is_there_again(cast, asking, where):
    made = asking.post(f"{where}/spans", {"place": PLACE})
    here = made["Location"].removeprefix("/api")
    coding = f"/codings/{made.json()['coding']}"
    asking.ask("DELETE", here, match="*")
    assert is_problem(asking.get(here), 404)
    gone = asking.get(coding)

    back = asking.ask("POST", f"{coding}/undo", match=gone["ETag"])

    assert back.json()["annotations"] == 1
    assert asking.get(here).json() == made.json()
    assert is_problem(asking.ask("POST", f"{coding}/redo", match=gone["ETag"]), 412)
    assert is_problem(asking.ask("POST", f"{coding}/redo"), 428)
    redone = asking.ask("POST", f"{coding}/redo", match=back["ETag"])
    assert redone.json()["annotations"] == 0
    assert is_problem(asking.ask("POST", f"{coding}/redo", match="*"), 409)
    asking.ask("POST", f"{coding}/undo", match="*")
    asking.ask("POST", f"{coding}/undo", match="*")
    assert not Span.objects.exists()
    assert is_problem(asking.ask("POST", f"{coding}/undo", match="*"), 409)


def test_nobody_undoes_what_others_did(cast, program, asking, where):
    made = asking.post(f"{where}/spans", {"place": PLACE})
    undo = f"/codings/{made.json()['coding']}/undo"

    assert is_problem(program(cast.manager).ask("POST", undo, match="*"), 403)
    assert is_problem(program(cast.second).ask("POST", undo, match="*"), 404)
    assert Span.objects.exists()


def test_managers_see_what_was_done_and_take_it_back(cast, program, asking, where):
    tag = make_tag(cast.project.codebook, "Topic", applies_to=["article"])
    assert asking.ask("PUT", f"{where}/tags/{tag.pk}").status_code == 204
    manager, deeds = program(cast.manager), f"/projects/{cast.project.pk}/deeds"

    [deed] = manager.get(deeds).json()["items"]

    assert (deed["by"], deed["article"]) == (str(cast.owner.pk), str(cast.project_article.pk))
    assert deed["can_be_taken_back"]
    assert is_problem(program(cast.curator).get(deeds), 403)
    assert manager.post(f"{deeds}/{deed['id']}/undo", None).status_code == 204
    assert Act.objects.count() == 2
    assert is_problem(manager.post(f"{deeds}/{deed['id']}/undo", None), 409)
    assert manager.get(f"{deeds}?by={cast.second.pk}").json()["items"] == []
    assert is_problem(manager.get(f"{deeds}?kind=weather"), 422)


def test_deeds_come_by_the_page_and_lead_to_where_they_are(cast, program):
    manager = program(cast.manager)
    kept, gone = (make_tag(cast.project.codebook, name) for name in ("Kept", "Gone"))
    deeds = f"/projects/{cast.project.pk}/deeds?limit=1"
    coding = make_coding(cast.project_article, cast.owner)
    # Keys of one millisecond are in no order.
    keys = sorted(uuid7() for _ in range(2))
    for key, number, verb in zip(keys, (1, 2), ("created", "deleted"), strict=True):
        Act.objects.create(
            id=key,
            coding=coding,
            number=number,
            verb=verb,
            annotation=1,
            by=cast.owner,
            at=timezone.now(),
        )
    moved = manager.post(f"/tags/{gone.pk}/merge", {"into": str(kept.pk)})

    first = manager.get(deeds).json()
    assert first["items"][0]["address"] == moved["Location"]
    few = queries_of(lambda: manager.get(deeds))
    second = manager.get(first["next"].partition("/api")[2]).json()
    assert second["items"][0]["kind"] == "deleted"
    many = queries_of(lambda: manager.get(deeds.replace("limit=1", "limit=9")))
    assert_same_count(few, many, 14)


def test_two_actors_become_one_and_two_again(cast, asking, program):
    kept, gone = make_actor("Ada Quill"), make_actor("A. Quill")
    said = make_attribution(
        make_coding(cast.project_article, cast.owner), "shared work", speaker=gone
    )

    made = asking.post(f"/actors/{gone.pk}/merge", {"into": str(kept.pk), "evidence": "Told so"})

    assert made.status_code == 201, made.content
    assert Attribution.objects.get().speaker == kept
    assert is_problem(asking.get(f"/actors/{gone.pk}"), 404)
    for actor in (kept, gone):
        [row] = asking.get(f"/actors/{actor.pk}/moves").json()["items"]
        assert row == made.json()
    here = made["Location"].removeprefix("/api")
    assert asking.ask("DELETE", here).status_code == 204
    assert Attribution.objects.get(pk=said.pk).speaker == gone
    assert asking.get(here).json()["undone_at"]
    assert is_problem(asking.ask("DELETE", here), 409)
    nobody = {"into": str(cast.project.pk)}
    refused = asking.post(f"/actors/{gone.pk}/merge", nobody)
    assert refused.json()["errors"][0]["field"] == "into"


def test_one_actor_is_taken_apart(cast, asking):
    quill = make_actor("Ada Quill")
    coding = make_coding(cast.project_article, cast.owner)
    first = make_attribution(coding, "shared work", speaker=quill)
    second = make_attribution(coding, "what comes next", speaker=quill)
    body = {"statements": [str(first.pk)], "name": "Bea Quill"}

    made = asking.post(f"/actors/{quill.pk}/split", body)

    assert made.status_code == 201, made.content
    first.refresh_from_db()
    assert (first.speaker.name, second.speaker) == ("Bea Quill", quill)
    assert is_problem(asking.post(f"/actors/{quill.pk}/split", {}), 409)
    assert asking.ask("DELETE", made["Location"].removeprefix("/api")).status_code == 204
    assert list(Actor.objects.all()) == [quill]


def test_two_who_look_like_one_are_told_apart(asking):
    one, other = make_actor("Ada Quill"), make_actor("A. Quill")
    where = f"/actors/{one.pk}/apart/{other.pk}"

    for _again in range(2):
        assert asking.ask("PUT", where).status_code == 204
    assert Distinct.objects.count() == 1
    for _again in range(2):
        assert asking.ask("DELETE", where).status_code == 204
    assert not Distinct.objects.exists()
    assert is_problem(asking.ask("PUT", f"/actors/{one.pk}/apart/{one.pk}"), 404)
