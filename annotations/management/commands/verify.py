import json
from argparse import ArgumentParser
from typing import Any

from annotations.management.naming import named_articles
from annotations.management.working import WorkingCommand
from annotations.queries.verifying import Verified, verify


class Command(WorkingCommand):
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
        for article in named_articles(options["articles"]):
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
