"""What every address of the API does with a request, whatever it is about."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from annotations.actions.leaving import leave
from annotations.actions.tokens import make_token, revoke_token
from annotations.models import ApiToken, Reply, Source
from tests.api.conftest import Program, is_problem

pytestmark = pytest.mark.django_db
SOURCE = {"name": "The Harbour Post", "kind": "newspaper"}


def test_says_who_asks(cast, program):
    told = program(cast.owner, "read").get("/me").json()

    assert told["username"] == "owner"
    assert told["scope"] == "read"
    assert told["roles"] == [{"project": str(cast.project.pk), "role": "analyst"}]


def test_anonymous_and_wrong_tokens_are_told_how(cast, program):
    cache.clear()
    for stranger in (Program(), Program("attache_nonsense")):
        response = stranger.get("/me")
        assert is_problem(response, 401)
        assert response["WWW-Authenticate"].startswith("Bearer")


def test_too_many_wrong_tokens_have_to_wait(cast):
    cache.clear()
    answers = [Program("attache_wrong").get("/me").status_code for _ in range(31)]

    assert answers == [401] * 30 + [429]


def test_expired_revoked_and_left_tokens_open_nothing(cast, program):
    cache.clear()
    now = timezone.now()
    row, secret = make_token(
        user=cast.owner,
        name="x",
        scope="read",
        expires_at=now + timedelta(days=1),
        by=cast.owner,
        at=now,
    )
    assert Program(secret).get("/me").status_code == 200
    ApiToken.objects.filter(pk=row.pk).update(created_at=now - timedelta(9), expires_at=now)
    assert Program(secret).get("/me").status_code == 401

    ended = program(cast.second)
    revoke_token(token=ApiToken.objects.get(user=cast.second), by=cast.second, at=now)
    assert ended.get("/me").status_code == 401

    gone = program(cast.curator)
    leave(user=cast.curator, by=cast.admin, at=now)
    assert gone.get("/me").status_code == 401
    assert ApiToken.objects.get(user=cast.curator).revoked_at == now


def test_the_secret_is_nowhere(cast, program):
    secret = program(cast.owner).secret

    row = ApiToken.objects.get()
    assert secret.startswith(row.prefix)
    assert secret not in str(ApiToken.objects.values().get())
    events = str(list(ApiToken.pgh_event_model.objects.values()))
    assert secret not in events
    assert row.digest not in events
    assert row.prefix in events


def test_a_token_may_ask_only_so_often(cast, program, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    asking = program(cast.owner)
    first, second, third = (asking.get("/me") for _ in range(3))
    if third.status_code == 200:
        # A minute ended just now.
        third = [asking.get("/me") for _ in range(2)][-1]

    assert first["RateLimit-Limit"] == "2"
    assert second.status_code == 200
    assert is_problem(third, 429)
    assert 0 < int(third["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda one: one.get("/nothing/here"), 404),
        (lambda one: one.get("/sources/not-a-uuid"), 404),
        (lambda one: one.ask("PUT", "/sources"), 405),
        (lambda one: one.ask("OPTIONS", "/sources"), 405),
        (lambda one: one.post("/sources", ["no", "object"]), 422),
        (lambda one: one.post("/sources", {"name": "X", "colour": "red"}), 422),
        (lambda one: one.post("/sources", {"name": "a\x00b"}), 422),
        (lambda one: one.post("/sources", {"name": "\ud800"}), 422),
        (lambda one: one.get("/sources?limit=0"), 422),
        (lambda one: one.get("/sources?cursor=made-up"), 422),
    ],
)
def test_whatever_is_wrong_is_a_problem(cast, program, ask, status):
    assert is_problem(ask(program(cast.admin)), status)


def test_what_is_no_json_is_refused(cast, program, client):
    headers = {"Authorization": f"Bearer {program(cast.admin).secret}"}
    broken = {"content_type": "application/json", "headers": headers}

    assert is_problem(client.post("/api/sources", "{", **broken), 400)
    assert is_problem(client.post("/api/sources", {"name": "X"}, headers=headers), 415)


def test_a_failure_is_a_problem_that_gives_nothing_away(cast, program, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("annotations.api.sources.create_source", fail)

    response = program(cast.admin).post("/sources", SOURCE)

    assert is_problem(response, 500)
    assert b"hunter2" not in response.content
    assert "hunter2" in caplog.text


def test_a_session_reads_and_writes_only_with_the_token_of_forms(cast, client):
    client.handler.enforce_csrf_checks = True
    client.force_login(cast.admin)

    assert client.get("/api/me").json()["scope"] == "admin"
    refused = client.post("/api/sources", SOURCE, content_type="application/json")
    assert is_problem(refused, 403)
    client.get("/api/docs")
    token = {"X-CSRFToken": client.cookies["csrftoken"].value}
    made = client.post("/api/sources", SOURCE, content_type="application/json", headers=token)
    assert made.status_code == 201


def test_writing_needs_a_token_for_it(cast, program):
    assert is_problem(program(cast.admin, "read").post("/sources", SOURCE), 403)
    assert is_problem(program(cast.admin, "write").post("/sources", SOURCE), 403)
    assert program(cast.admin, "admin").post("/sources", SOURCE).status_code == 201


def test_a_change_says_what_it_means(cast, program):
    asking = program(cast.admin)
    made = asking.post("/sources", SOURCE)
    where = f"/sources/{made.json()['id']}"
    assert made["Location"] == f"/api{where}"
    seen = asking.get(where)
    assert seen["ETag"] == made["ETag"]

    assert is_problem(asking.ask("PATCH", where, {"owner": "Us"}), 428)
    changed = asking.ask("PATCH", where, {"owner": "Us"}, match=seen["ETag"])
    assert changed.json()["owner"] == "Us"
    assert is_problem(asking.ask("PATCH", where, {"owner": "Me"}, match=seen["ETag"]), 412)
    # What is packed on its way has a weak tag.
    assert asking.ask("DELETE", where, match=f"W/{changed['ETag']}").status_code == 204
    assert is_problem(asking.get(where), 404)


def test_what_is_known_is_not_sent_again(cast, program):
    asking = program(cast.admin)
    first = asking.get("/me")

    again = asking.get("/me", If_None_Match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert asking.ask("HEAD", "/me").content == b""


def test_one_key_is_one_request(cast, program):
    asking = program(cast.admin)

    first = asking.post("/sources", SOURCE, Idempotency_Key="k1")
    again = asking.post("/sources", SOURCE, Idempotency_Key="k1")
    other = asking.post("/sources", SOURCE | {"name": "Another"}, Idempotency_Key="k1")

    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert (first["Location"], first["ETag"]) == (again["Location"], again["ETag"])
    assert again["Idempotent-Replayed"] == "true"
    assert is_problem(other, 409)
    assert Source.objects.filter(name="The Harbour Post").count() == 1
    assert is_problem(asking.post("/sources", SOURCE, Idempotency_Key="x" * 101), 400)


def test_what_was_refused_may_be_asked_again(cast, program):
    asking = program(cast.admin)
    Source.objects.create(name="The Harbour Post")

    assert is_problem(asking.post("/sources", SOURCE, Idempotency_Key="k1"), 409)
    Source.objects.filter(name="The Harbour Post").delete()
    assert asking.post("/sources", SOURCE, Idempotency_Key="k1").status_code == 201


def test_a_key_is_forgotten_after_a_day(cast, program):
    asking = program(cast.admin)
    asking.post("/sources", SOURCE, Idempotency_Key="k1")
    Reply.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))

    assert asking.post("/sources", {"name": "New"}, Idempotency_Key="k1").status_code == 201


def test_a_list_is_read_page_by_page(cast, program):
    Source.objects.bulk_create(Source(name=f"Source {n}") for n in range(7))
    asking, seen, where = program(cast.owner), [], "/sources?limit=3"
    while where:
        response = asking.get(where)
        told = response.json()
        seen += [one["id"] for one in told["items"]]
        where = (told["next"] or "").partition("/api")[2]
        assert ('rel="next"' in response.get("Link", "")) == bool(where)

    assert len(seen) == len(set(seen)) == Source.objects.count()
    assert seen == sorted(seen)
