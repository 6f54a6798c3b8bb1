"""What the annotating page costs on the wire: `python -m tests.bench.wire`.

Bytes as they come, headers and all, in Chromium from gunicorn: the first time, and when all but
the page itself is cached. Makes a database of its own and removes it again.
"""

import shutil
from collections import Counter
from urllib.parse import urlsplit

import django

LENGTH, SPANS = 5_600, 20


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from tests.bench.corpus import an_article
    from tests.bench.site import a_site

    with a_site() as site:
        page_of, user, _, _ = an_article(LENGTH, SPANS)
        client = Client()
        client.force_login(user)
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "url": site.url,
        }
        address = f"{site.url}/articles/{page_of.pk}/"
        with sync_playwright() as playwright:
            found = shutil.which("chromium") or shutil.which("google-chrome")
            chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            context = chromium.new_context(viewport={"width": 1400, "height": 900})
            context.add_cookies([cookie])
            for state in ("cold", "warm"):
                report(state, *load(context, address))
            chromium.close()


def load(context, address: str) -> tuple[Counter[str], Counter[str]]:
    """Bytes and requests of one visit, by kind of file."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    size: Counter[str] = Counter()
    requests: Counter[str] = Counter()

    def received(event) -> None:
        response = event["response"]
        kinds[event["requestId"]] = kind_of(response["url"])

    def finished(event) -> None:
        if event["encodedDataLength"]:
            kind = kinds.get(event["requestId"], "other")
            size[kind] += int(event["encodedDataLength"])
            requests[kind] += 1

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    page.goto(address)
    page.wait_for_selector("#workbench[data-ready]")
    page.wait_for_load_state("networkidle")
    page.close()
    return size, requests


def kind_of(url: str) -> str:
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else "page"


def report(state: str, size: Counter[str], requests: Counter[str]) -> None:
    kinds = ", ".join(
        f"{kind} {size[kind] / 1024:.1f} in {requests[kind]}" for kind in sorted(size)
    )
    total, number = sum(size.values()) / 1024, sum(requests.values())
    print(f"{state}: {total:.1f} KB in {number} requests ({kinds})")


if __name__ == "__main__":
    main()
