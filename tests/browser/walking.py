"""Looking at pages one after the other: what is wrong with each, light and dark, wide and narrow."""

from django.urls import reverse
from playwright.sync_api import Page

from tests.helpers.axe import violations_of

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1400, "height": 900}


def complaints(page: Page) -> list[str]:
    """What is wrong with the page as it is: wide and light, and on a phone in the dark."""
    found = [f"light: {each}" for each in violations_of(page)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    found += [f"dark: {each}" for each in violations_of(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("phone: wider than the window")
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found


def of(name: str, row: object) -> str:
    """The address of this name for a row."""
    return reverse(name, args=[row.pk])
