"""Times the annotating page in Chromium: `python -m tests.bench.workbench_browser [--rounds N]`.

From the key press to the frame in which the passage is painted: first as pending, then as the
server's fragments say; and how much of that the page itself worked, in processor time, which says
more on a busy machine. Server, browser and this program share one machine; the server is Django's
own of the tests, in a thread. Makes a database of its own and removes it again.
"""

import argparse
import os
import random
import shutil
import statistics
from datetime import UTC, datetime

import django

from tests.bench.workbench import CASES, Case, a_database

HEAD = ["characters / spans", "load", "nodes", "to pending", "to painted", "work", "hover", "kept"]

# A task that runs right after a frame knows that the frame has been painted.
WATCH = """
() => {
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  window.bench = { pending: null, confirmed: null, hover: null };
  document.addEventListener("keydown", (event) => {
    const cards = document.getElementById("cards").childElementCount;
    const look = () => painted(() => {
      const now = performance.now() - event.timeStamp;
      const pending = [...CSS.highlights.keys()].some((name) => name.startsWith("pending"));
      if (pending) window.bench.pending ??= now;
      if (document.getElementById("cards").childElementCount > cards && !pending) window.bench.confirmed = now;
      else look();
    });
    look();
  }, true);
  document.getElementById("text").addEventListener("pointerover", (event) => {
    if (event.target.closest("mark")) painted(() => { window.bench.hover = performance.now() - event.timeStamp; });
  }, true);
}
"""
CHOOSE = """
async ([start, end]) => {
  const { rangeOf } = await import("/static/js/workbench/offsets.js");
  const { select } = await import("/static/js/workbench/selection.js");
  const rect = rangeOf(start, end).getBoundingClientRect();
  scrollBy({ top: rect.top - innerHeight / 2, behavior: "instant" });
  await new Promise((done) => setTimeout(done, 250));
  select({ start, end });
  await new Promise((done) => setTimeout(done, 100));
  Object.assign(window.bench, { pending: null, confirmed: null, hover: null });
  const mark = [...document.querySelectorAll("#text mark")].find((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top > 200 && bottom < innerHeight - 100;
  });
  const place = mark?.getClientRects()[0];
  return { top: scrollY, hover: place ? [place.left + 3, place.top + 8] : null };
}
"""
# The page's policy forbids what Playwright's own waiting needs.
UNTIL = """
(name) => new Promise((done) => {
  const timer = setInterval(() => window.bench[name] && done(clearInterval(timer)), 10);
})
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    django.setup()
    print(f"{datetime.now(UTC):%Y-%m-%d}: p50 / p95 in milliseconds\n")
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with a_database():
        for case in CASES:
            print(measure(case, rounds), flush=True)


def measure(case: Case, rounds: int) -> str:
    from django.conf import settings
    from django.test import Client
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    from annotations.models import Tag
    from tests.bench.corpus import an_article

    page_of, user, text, tag = an_article(case.length, case.spans)
    Tag.objects.filter(pk=tag.pk).update(shortcut="d")
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    server = LiveServer("127.0.0.1")
    try:
        with sync_playwright() as playwright:
            found = shutil.which("chromium") or shutil.which("google-chrome")
            chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            context = chromium.new_context(viewport={"width": 1400, "height": 900})
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}]
            )
            page = context.new_page()
            page.goto(f"{server.url}/articles/{page_of.pk}/")
            page.wait_for_selector("#workbench[data-ready]")
            load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            nodes = page.evaluate("document.getElementsByTagName('*').length")
            page.evaluate(WATCH)
            session = context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            cells, kept = gestures(page, session, text, rounds)
            chromium.close()
    finally:
        server.stop()
    shown = [f"{statistics.median(cell):.0f} / {p95(cell):.0f}" for cell in cells]
    row = [f"{case.length:,} / {case.spans:,}", f"{load:.0f}", f"{nodes:,}", *shown]
    return "| " + " | ".join([*row, f"{kept} of {rounds}"]) + " |"


def worked(session) -> float:
    """Milliseconds that the page's thread has had the processor."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration") * 1000


def gestures(page, session, text: str, rounds: int) -> tuple[list[list[float]], int]:
    """Times to pending, to confirmed, of work, of hovering; how often the page kept its place."""
    chance = random.Random(5)
    pending, confirmed, work, hovered, kept = [], [], [], [], 0
    for _ in range(rounds):
        start = text.index(" ", chance.randrange(len(text) - 400)) + 1
        end = text.index(" ", start + chance.randrange(20, 120))
        before = page.evaluate(CHOOSE, [start, end])
        at = worked(session)
        page.keyboard.press("d")
        page.evaluate(UNTIL, "confirmed")
        work.append(worked(session) - at)
        found = page.evaluate("({ ...window.bench, top: scrollY })")
        pending.append(found["pending"] or found["confirmed"])
        confirmed.append(found["confirmed"])
        kept += found["top"] == before["top"]
        if before["hover"]:
            page.mouse.move(5, 5)
            page.mouse.move(*before["hover"])
            page.evaluate(UNTIL, "hover")
            hovered.append(page.evaluate("window.bench.hover"))
    return [pending, confirmed, work, hovered or [0.0]], kept


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
