"""The cast of every permission test, and the strict client that all view tests use."""

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pluggy import PluggyTeardownRaisedWarning

from annotations.models import Membership, Project, ProjectArticle, Role, User
from tests.copying import has_copied, template_for
from tests.emptying import empty_quickly
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.factories.users import new_user
from tests.helpers.client import StrictClient
from tests.outlet import Outlet
from tests.worlds import made_once

# How long an example takes says more about the machine than about the code. What lands is not left
# to luck: CI tries the same examples each time, and everybody else new ones.
settings.register_profile(
    "attache",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="ATTACHE_SAME_EXAMPLES" in os.environ,
)
settings.load_profile("attache")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Rubbish is looked for in what tests leave, not in ten thousand tests and all that they import."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def quick_ends() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_quickly)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings,
    django_db_blocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    tmp_path_factory,
) -> str | None:
    """The database that this process copies; None where it migrates its own."""
    facts = connection.settings_dict["TEST"]
    is_kept = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        facts["TEMPLATE"] = template_for(shared(tmp_path_factory), facts["NAME"], is_kept)
    return facts["TEMPLATE"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: str | None, django_db_setup, django_db_blocker, tmp_path_factory
) -> None:
    if django_db_modify_db_settings:
        with django_db_blocker.unblock():
            has_copied(shared(tmp_path_factory), django_db_modify_db_settings)


def shared(factory: pytest.TempPathFactory) -> Path:
    """The folder of a run, which the folders of its processes lie in."""
    return factory.getbasetemp().parent


@dataclass
class Cast:
    """One project, one article in it, and who is who to it.

    `owner` is an analyst of the project and `second` another one, `manager`, `curator` and
    `reader` have those roles, `stranger` belongs to nothing, `admin` is a superuser.
    """

    project: Project
    project_article: ProjectArticle
    owner: User
    second: User
    manager: User
    curator: User
    reader: User
    stranger: User
    admin: User


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@made_once
def make_cast() -> Cast:
    project = make_project()
    roles = {
        "owner": Role.ANALYST,
        "second": Role.ANALYST,
        "manager": Role.MANAGER,
        "curator": Role.CURATOR,
        "reader": Role.READER,
    }
    people = {name: new_user(name) for name in (*roles, "stranger")}
    people["admin"] = new_user("admin", is_staff=True, is_superuser=True)
    User.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        Membership(project=project, user=people[name], role=role) for name, role in roles.items()
    )
    return Cast(project, add_article(project, make_article()), **people)


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture
def as_(client: StrictClient):
    """`as_(cast.owner)` is a strict client signed in as that person; None signs nobody in."""

    def signed_in(user: User | None) -> StrictClient:
        fresh = StrictClient()
        if user is not None:
            fresh.force_login(user)
        return fresh

    return signed_in


@pytest.fixture
def outlet(db: None, settings) -> Iterator[Outlet]:
    """An outlet on loopback, the only place of this machine that may be fetched from."""
    # What an outlet on the same port said of robots in a test before is none of its business.
    cache.clear()
    with Outlet() as running:
        settings.FETCH_ALLOW = [f"127.0.0.1:{running.port}"]
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where a browser is required, as in CI, a skipped browser test has failed."""
    try:
        report = yield
    except (SystemError, PluggyTeardownRaisedWarning):
        # Python before 3.11.5 miscounts when two threads parse code at once, as a failure is told
        # while a server runs. Native traces need no parsing, and one failure ends nothing else.
        item.config.option.tbstyle = "native"
        report = pytest.TestReport.from_item_and_call(item, call)
    required = os.environ.get("ATTACHE_REQUIRE_BROWSER") == "1" and "browser" in item.keywords
    if required and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"A browser is required here. {reason}"
    return report
