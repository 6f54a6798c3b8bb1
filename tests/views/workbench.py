"""An analyst's page in a test: it acts as htmx does, and is compared with a fresh one."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from lxml.html import HtmlElement

from annotations.models import Coding, ProjectArticle, Tag
from tests.helpers.client import StrictClient
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.places import place_of

MAIN = ("passage", "content")
# What a write may change on the page.
PARTS = ("text", "cards", "history", "counts", "saved")


class Bench:
    def __init__(self, client: StrictClient, project_article: ProjectArticle) -> None:
        self.client = client
        self.project_article = project_article
        self.base = f"/articles/{project_article.pk}/"
        self.open()

    def open(self) -> HtmlElement:
        self.page = self.fresh()
        return self.page

    def fresh(self) -> HtmlElement:
        response = self.client.get(self.base)
        assert response.status_code == 200
        return parse(response.content)

    @property
    def version(self) -> int:
        return int(self.page.get_element_by_id("history").get("data-version"))

    @property
    def coding(self) -> Coding:
        return Coding.objects.get(project_article=self.project_article)

    @property
    def cards(self) -> list[int]:
        """Numbers of the annotations, in the order of their cards."""
        return [int(card.get("data-a")) for card in self.page.find_class("card") if is_own(card)]

    @property
    def suggestions(self) -> list[str]:
        """The names of the suggestions, in the order of their cards."""
        return [card.get("data-a") for card in self.page.find_class("suggestion")]

    def send(self, path: str, expected: int = 200, **fields: Any) -> HttpResponse:
        """A write as the page makes it; the page is updated with the answer."""
        fields = {"seen": self.version} | fields
        response = self.client.post(self.base + path, fields, htmx=True)
        assert response.status_code == expected, response.content.decode()
        new = self.page.xpath("//li[@data-new]/@data-who | //li[@data-new]/@data-via")
        update_page(self.page, response.content)
        put_in_order(self.page)
        if "accept" in path or "at-once" in path or "suggestion" in fields:
            self.renew(set(new))
        return response

    def renew(self, names: Iterable[str]) -> None:
        """As static/js/workbench/deciding.js does for people who may have been entered."""
        for name in names:
            response = self.client.get(f"{self.base}suggestions/", {"who": name}, htmx=True)
            update_page(self.page, response.content)

    def act(self, path: str, **fields: Any) -> HttpResponse:
        """A write after which the page looks like a fresh one."""
        response = self.send(path, **fields)
        assert_same_page(self.page, self.fresh(), *PARTS)
        return response

    def mark(self, words: str, *tags: Tag, **fields: Any) -> HttpResponse:
        return self.act("passages/", **self.passage(words, tags), **fields)

    def attribute(self, *words: str, **fields: Any) -> HttpResponse:
        return self.act("attributions/", **self.content(*words), **fields)

    def passage(self, words: str, tags: Iterable[Tag] = ()) -> dict[str, Any]:
        place = place_of(self.project_article, words)
        return {
            "start": place.start,
            "end": place.end,
            "words": words,
            "tags": [tag.pk for tag in tags],
        }

    def content(self, *words: str, name: str = "content") -> dict[str, Any]:
        places = [place_of(self.project_article, one) for one in words]
        return {
            name: [f"{place.start}-{place.end}" for place in places],
            f"{name}_words": list(words),
        }


def is_own(card: HtmlElement) -> bool:
    return card.get("data-kind") not in ("suggestion", "carried")


def put_in_order(page: HtmlElement) -> None:
    """What static/js/workbench/order.js does with cards that came in."""
    cards = page.get_element_by_id("cards")
    cards[:] = sorted(cards, key=order)


def order(card: HtmlElement) -> tuple[int, int, int, int]:
    parts = [part.split(":") for part in card.get("data-parts").split()]
    place = next((place for role, _, place in parts if role in MAIN), parts[0][2])
    start, end = map(int, place.split("-"))
    name = card.get("data-a")
    kind = 0 if is_own(card) else 1 if name.startswith("c") else 2
    number = int(name.lstrip("cs"), 16 if kind == 1 else 10)
    return start, -end, kind, number


def text_in(page: HtmlElement, name: str) -> str:
    return words_of(page.get_element_by_id(name))
