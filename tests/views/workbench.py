"""An analyst's page in a test: it acts as htmx does, and is compared with a fresh one."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from lxml.html import HtmlElement

from annotations.models import Coding, ProjectArticle, Tag
from tests.helpers.client import StrictClient
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.places import place_of

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
        return [int(card.get("data-a")) for card in self.page.find_class("card")]

    def send(self, path: str, expected: int = 200, **fields: Any) -> HttpResponse:
        """A write as the page makes it; the page is updated with the answer."""
        fields = {"seen": self.version} | fields
        response = self.client.post(self.base + path, fields, htmx=True)
        assert response.status_code == expected, response.content.decode()
        update_page(self.page, response.content)
        return response

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


def text_in(page: HtmlElement, name: str) -> str:
    return words_of(page.get_element_by_id(name))
