"""A real Chromium on a live server. Every page must come without complaints in its console."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from annotations.models import Project, User
from tests.browser.bench import TEXT, Bench, make_bench_data
from tests.browser.quiet import QuietPosts
from tests.browser.together import STATIC, TYPES, PutTogether
from tests.browser.walking import WIDE, complaints
from tests.factories.demo import make_demo
from tests.helpers.client import StrictClient

# The shell draws no windows around pages, and so opens one in half of the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("No Chromium on this machine: install it (Debian: apt install chromium).")
    # Playwright keeps an event loop in this thread; Django would refuse to use the database in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not work as root or in most containers; to act as if there were a
        # graphics card takes a tenth of its time, and the last of its compilers a sixth of axe's: no
        # page here lives for long enough to gain by either.
        chromium = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--js-flags=--no-turbofan"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="package", autouse=True)
def shared_lines(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Requests take over the database connections of those before them, as they do in production.

    Each request of a page is a thread here, and a new connection knows neither tables nor plans.
    """
    facts = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        connection.close()
        facts["pool"] = {"min_size": 0, "max_size": 40}
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()
        del facts["pool"]


@pytest.fixture(scope="session")
def put_together(live_server: Any) -> PutTogether:
    server = live_server.thread.httpd
    together = PutTogether(server.get_app())
    server.set_app(together)
    return together


@pytest.fixture
def in_many_files(put_together: PutTogether) -> Iterator[None]:
    """For a test that compares: scripts and sheets as they are written, a hundred for a page."""
    put_together.in_many_files = True
    yield
    put_together.in_many_files = False


@pytest.fixture
def exported(put_together: PutTogether) -> Iterator[None]:
    """For tests that ask the modules of a page: `window.exported` has what they export."""
    put_together.is_open = True
    yield
    put_together.is_open = False


@pytest.fixture(scope="session")
def quiet_posts(live_server: Any, put_together: PutTogether) -> QuietPosts:
    server = live_server.thread.httpd
    posts = QuietPosts(server.get_app())
    server.set_app(posts)
    return posts


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, quiet_posts: QuietPosts
) -> Iterator[Callable[..., Page]]:
    """`visit(path, user=None, width=1280, height=860, **context)` opens a page in a fresh context.

    Fails the test at its end when a page wrote an error or a refused policy into its console;
    `quiet=False` is for pages whose requests are meant to fail.
    """
    contexts = []
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def visit(
        path: str,
        user: Any = None,
        width: int = 1280,
        height: int = 860,
        quiet: bool = True,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        if user is not None:
            client = StrictClient()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        if quiet:
            page.on("console", complain)
        else:
            # Requests that a test intercepts later: begun only then, the first may still get through.
            page.route("**/intercepted-from-the-start", lambda route: route.continue_())
        page.on("pageerror", lambda error: complaints.append(str(error)))
        _press_when_there(page)
        page.goto(path)
        return page

    quiet_posts.open()
    yield visit
    for context in contexts:
        context.close()
    quiet_posts.shut()
    assert complaints == []


def _press_when_there(page: Page) -> None:
    """Words of a page may be seen before its scripts are there, which a key is meant for."""
    press = page.keyboard.press

    def press_when_there(key: str, **options: Any) -> None:
        page.wait_for_load_state()
        press(key, **options)

    page.keyboard.press = press_when_there  # type: ignore[method-assign]


@pytest.fixture
def walk(visit: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """`walk(user, {name: address})` looks at each page, and at its end says all that is wrong."""
    wrong: dict[str, list[str]] = {}

    def walk(user: User | None, addresses: dict[str, str], quiet: bool = True) -> Page:
        page = visit("/", user, **WIDE, quiet=quiet, reduced_motion="reduce")
        for name, address in addresses.items():
            page.goto(address)
            if found := complaints(page):
                wrong[name] = found
        return page

    yield walk
    assert wrong == {}


@pytest.fixture
def demo(transactional_db: None) -> Project:
    """What `demo` loads, with its people."""
    return make_demo()


@pytest.fixture
def static_page(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """`static_page(html)`: a page with this body and our static files, without a server."""
    contexts = []

    def opened(body: str) -> Page:
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()

        def answer(route: Any, request: Any) -> None:
            path = urlsplit(request.url).path
            file = STATIC / path.removeprefix("/static/")
            if path.startswith("/static/") and file.is_file():
                route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
            else:
                html = f"<!doctype html><meta charset=utf-8><body>{body}"
                route.fulfill(body=html, content_type="text/html; charset=utf-8")

        page.route("http://page.test/**", answer)
        page.goto("http://page.test/")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_bench(transactional_db: None, visit: Callable[..., Page]) -> Callable[..., Bench]:
    """`open_bench(text=…, language=…, **options of visit)`: an analyst at a fresh article."""

    def opened(text: str = TEXT, language: str = "en", **options: Any) -> Bench:
        project_article, user, _tags = make_bench_data(text, language)
        page = visit(
            f"/articles/{project_article.pk}/", user, **({"width": 1400, "height": 900} | options)
        )
        page.wait_for_selector("#workbench[data-ready]")
        return Bench(page, project_article, user, text)

    return opened
