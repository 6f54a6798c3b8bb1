import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from annotations.models import Article
from annotations.queries.verifying import Verified, verify


class Command(BaseCommand):
    help = (
        "Recompute the hashes, the text and the words of every span from the stored bytes, and "
        "name what does not match; the exit code is 1 then. All articles, or those that are named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "articles", nargs="*", metavar="ARTICLE", help="an id or an address; all without any"
        )
        parser.add_argument("--json", action="store_true", help="print JSON, one line an article")

    def handle(self, *args: Any, **options: Any) -> None:
        articles = captures = revisions = spans = unread = failed = 0
        for article in self._articles(options["articles"]):
            verified = verify(article)
            self._tell(verified, options["json"])
            articles += 1
            captures += verified.captures
            revisions += verified.revisions
            spans += verified.spans
            unread += verified.unread
            failed += bool(verified.problems)
        if not options["json"]:
            self.stdout.write(
                f"{articles:,} articles, {captures:,} captures, {revisions:,} revisions, "
                f"{spans:,} spans: {f'{failed:,} do not match' if failed else 'all match'}."
            )
        if unread:
            self.stderr.write(
                f"{unread:,} revisions were made by another version of the extractor: "
                "their hashes were compared, their text was not made anew."
            )
        if failed:
            raise SystemExit(1)

    def _articles(self, names: list[str]) -> Iterator[Article]:
        if not names:
            yield from Article.objects.order_by("id").iterator(chunk_size=500)
        for name in names:
            yield self._article(name)

    def _article(self, name: str) -> Article:
        try:
            found = Article.objects.filter(pk=UUID(name))
        except ValueError:
            found = Article.objects.filter(canonical_url=name)
        article = found.first()
        if article is None:
            raise CommandError(f"There is no article “{name}”. Name it by its id or its address.")
        return article

    def _tell(self, verified: Verified, as_lines: bool) -> None:
        if as_lines:
            facts = {
                "article": str(verified.article.pk),
                "title": verified.article.title,
                "captures": verified.captures,
                "revisions": verified.revisions,
                "spans": verified.spans,
                "unread": verified.unread,
                "problems": verified.problems,
            }
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        for problem in verified.problems:
            article = verified.article
            self.stdout.write(f"{article.pk} {article.title}: {problem}")
