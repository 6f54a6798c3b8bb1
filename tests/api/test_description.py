"""The API does what its description says, and nothing else: schemathesis asks it at random."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from ninja import Schema
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from annotations.api.service import API
from tests.api.conftest import ids_of, is_problem

pytestmark = pytest.mark.django_db
BOUNDED = settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(db):
    """What the application says of itself, in this process and in the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_describes_itself_as_openapi(client):
    told = client.get("/api/openapi.json").json()

    assert told["openapi"] == "3.1.0"
    assert told["paths"]["/api/spans/{pk}"]["patch"]["responses"].keys() >= {"412", "428"}


def test_no_two_shapes_have_one_name():
    """Of two, the description has the last one, and promises what the other one does not keep."""
    described = json.dumps(API.get_openapi_schema(path_prefix="api/"))
    shapes: dict[str, set[str]] = {}
    left: list[type] = [Schema]
    while left:
        shape = left.pop()
        left += shape.__subclasses__()
        if shape.__module__.startswith("annotations.api."):
            shapes.setdefault(shape.__name__, set()).add(shape.__module__)

    assert len(shapes) > 100
    several = {name: where for name, where in shapes.items() if len(where) > 1}
    assert {name: several[name] for name in several if f'/schemas/{name}"' in described} == {}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_schemathesis_finds_nothing(cast, world, program, described, settings, mode):
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    secret = program(cast.admin).secret
    found = []
    for result in described.get_all_operations():
        operation = result.ok()
        kind = operation.path.split("/")[2]
        ids = ids_of(world, kind)
        try:
            asked_at_random(operation, mode, ids if mode == GenerationMode.POSITIVE else {}, secret)
        except (Exception, FailureGroup) as failure:
            found.append(f"{operation.label}: {failure}")

    assert not found, "\n\n".join(found)


def asked_at_random(operation, mode, ids, secret):
    """Some requests, each of which is undone; `ids` go where the description has them.

    No description can say which names are taken and what stands in a text, so that a request which
    it allows may still be refused, if with a status that it names.
    """

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        for name in set(case.path_parameters or {}) & ids.keys():
            case.path_parameters[name] = str(ids[name])
        with transaction.atomic():
            # Schemathesis reads what the application says, and no browser unpacks it before.
            plain = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
            if ids and "If-Match" in (case.headers or {}):
                plain["If-Match"] = "*"
            case.call_and_validate(headers=plain, excluded_checks=[positive_data_acceptance])
            transaction.set_rollback(True)

    ask()


def test_the_description_is_for_anybody_and_the_rest_is_not(client):
    assert client.get("/api/openapi.json").status_code == 200
    assert is_problem(client.get("/api/sources"), 401)
    assert client.get("/api/docs").status_code == 302
