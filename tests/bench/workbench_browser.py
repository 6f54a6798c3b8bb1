"""Times the annotating page in Chromium: `python -m tests.bench.workbench_browser [--rounds N]`.

From the key press to the frame in which the passage is painted: first as pending, then as the
server's fragments say; how much of that the page itself worked, in processor time, which says more
on a busy machine; and how long the page waited for the server. Server, browser and this program
share one machine. Makes a database of its own and removes it again.
"""

import argparse
import os
import random
import shutil
import statistics
from dataclasses import dataclass, field
from datetime import UTC, datetime

import django

from tests.bench.workbench import Case

CASES = [Case(5_000, 30), Case(30_000, 500), Case(200_000, 5_000), Case(1_000_000, 20_000)]
HEAD = [
    *("characters / spans", "page KB", "load", "nodes", "to pending", "to painted"),
    *("server", "answer KB", "work", "hover", "kept"),
]

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
# The text is all of one plane, so code points are what the page counts.
CHOOSE = """
async ([start, end]) => {
  const text = document.getElementById("text");
  const block = [...text.querySelectorAll("[data-start]")].findLast((one) => Number(one.dataset.start) <= start);
  const at = (place) => {
    let left = place - Number(block.dataset.start);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let last;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      last = node;
    }
    return [last, last.length];
  };
  const range = document.createRange();
  range.setStart(...at(start));
  const rect = range.getBoundingClientRect();
  scrollBy({ top: rect.top - innerHeight / 2, behavior: "instant" });
  await new Promise((done) => setTimeout(done, 250));
  getSelection().setBaseAndExtent(...at(start), ...at(end));
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


@dataclass
class Seen:
    """Milliseconds of each gesture, and bytes of each answer."""

    pending: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    hover: list[float] = field(default_factory=list)
    kept: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--cases", type=int, default=len(CASES), help="how many of the sizes")
    chosen = parser.parse_args()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    django.setup()
    from tests.bench.site import a_site

    print(f"{datetime.now(UTC):%Y-%m-%d}: p50 / p95 in milliseconds\n")
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with a_site() as site:
        for case in CASES[: chosen.cases]:
            print(measure(site.url, case, chosen.rounds), flush=True)


def measure(url: str, case: Case, rounds: int) -> str:
    from django.conf import settings
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from annotations.models import Tag
    from tests.bench.corpus import an_article

    page_of, user, text, tag = an_article(case.length, case.spans)
    Tag.objects.filter(pk=tag.pk).update(shortcut="d")
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 1400, "height": 900})
        context.set_default_timeout(120_000)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
        page = context.new_page()
        opened = page.goto(f"{url}/articles/{page_of.pk}/")
        page.wait_for_selector("#workbench[data-ready]")
        load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        nodes = page.evaluate("document.getElementsByTagName('*').length")
        size = opened.request.sizes()["responseBodySize"] / 1024
        page.evaluate(WATCH)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        seen = gestures(page, session, text, rounds)
        chromium.close()
    times = [seen.pending, seen.painted, seen.server]
    shown = [f"{statistics.median(cell):.0f} / {p95(cell):.0f}" for cell in times]
    shown.append(f"{statistics.median(seen.answer) / 1024:.1f}")
    shown += [
        f"{statistics.median(cell):.0f} / {p95(cell):.0f}" for cell in (seen.work, seen.hover)
    ]
    row = [f"{case.length:,} / {case.spans:,}", f"{size:.0f}", f"{load:.0f}", f"{nodes:,}", *shown]
    return "| " + " | ".join([*row, f"{seen.kept} of {rounds}"]) + " |"


def worked(session) -> float:
    """Milliseconds that the page's thread has had the processor."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration") * 1000


def gestures(page, session, text: str, rounds: int) -> Seen:
    chance = random.Random(5)
    seen = Seen()
    for _ in range(rounds):
        start, end = words_in(text, chance)
        before = page.evaluate(CHOOSE, [start, end])
        at = worked(session)
        with page.expect_response("**/passages/") as answered:
            page.keyboard.press("d")
        page.evaluate(UNTIL, "confirmed")
        seen.work.append(worked(session) - at)
        request = answered.value.request
        seen.server.append(request.timing["responseStart"] - request.timing["requestStart"])
        seen.answer.append(request.sizes()["responseBodySize"])
        found = page.evaluate("({ ...window.bench, top: scrollY })")
        seen.pending.append(found["pending"] or found["confirmed"])
        seen.painted.append(found["confirmed"])
        seen.kept += found["top"] == before["top"]
        if before["hover"]:
            page.mouse.move(5, 5)
            page.mouse.move(*before["hover"])
            page.evaluate(UNTIL, "hover")
            seen.hover.append(page.evaluate("window.bench.hover"))
    return seen


def words_in(text: str, chance: random.Random) -> tuple[int, int]:
    """Some whole words of one paragraph."""
    while True:
        start = text.index(" ", chance.randrange(len(text) - 400)) + 1
        end = text.index(" ", start + chance.randrange(20, 120))
        if "\n" not in text[start:end]:
            return start, end


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
