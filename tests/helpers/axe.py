"""The axe checks: what in a page shuts somebody out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations_of(page: Page) -> list[str]:
    """One line a violation: rule, impact, and the first elements that break it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): "
        + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
    ]
