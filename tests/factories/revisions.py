"""A changed text of an article that is there, by the action that all doors call."""

from datetime import UTC, datetime

from annotations.actions.revising import Revised, revise
from annotations.domain.extraction import extract
from annotations.models import Article

LATER = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def revise_to(article: Article, text: str, remark: str = "") -> Revised:
    """`remark` makes other bytes of the same text."""
    read = extract(text.encode(), filename="again.txt")
    data = (text + remark).encode()
    return revise(article=article, by=None, at=LATER, data=data, extract=read)
