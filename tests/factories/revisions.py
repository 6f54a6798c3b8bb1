"""A changed text of an article that is there, by the action that all doors call."""

from dataclasses import replace
from datetime import UTC, datetime

from annotations.actions.revising import Revised, revise
from annotations.domain.extraction import extract
from annotations.models import Article

LATER = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def revise_to(article: Article, text: str, remark: str = "", title: str = "") -> Revised:
    """`remark` makes other bytes of the same text; `title` is what the page calls the article."""
    read = extract(text.encode(), filename="again.txt")
    if title:
        read = replace(read, facts=replace(read.facts, title=title))
    data = (text + remark).encode()
    return revise(article=article, by=None, at=LATER, data=data, extract=read)
