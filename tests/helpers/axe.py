"""The axe checks: what in a page shuts somebody out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
# A page has a dozen colours, and axe works each out anew for each element that lies over it: a fifth
# of its time.
COLOURS_ONCE = """
(() => {
  const known = new Map();
  const colour = axe.commons.color.Color.prototype;
  const parse = colour.parseString;
  colour.parseString = function (words) {
    if (known.has(words)) return Object.assign(this, known.get(words));
    parse.call(this, words);
    const { r, g, b, alpha } = this;
    known.set(words, { r, g, b, alpha });
    return this;
  };
})();
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations_of(page: Page) -> list[str]:
    """One line a violation: rule, impact, and the first elements that break it."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.axe_script + COLOURS_ONCE)
    # It would load style sheets a second time, in a way that our policy refuses.
    asked = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
    # Only what is wrong travels; what holds would be a hundred lines for each page.
    ask = "async asked => (await axe.run(document, asked)).violations"
    found = page.evaluate(ask, asked)
    return [
        f"{each['id']} ({each['impact']}): "
        + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
    ]
