from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from annotations.exchange.reading_again import read_again
from annotations.management.naming import named_articles
from annotations.management.working import WorkingCommand


class Command(WorkingCommand):
    help = (
        "Make texts anew from the stored bytes where an earlier version of the extractor made "
        "them. Another text is a new revision, to which annotations are carried; the old one stays "
        "as it was. All articles, or those that are named; stop it and start it again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "articles", nargs="*", metavar="ARTICLE", help="an id or an address; all without any"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = read = revised = 0
        for article in named_articles(options["articles"]):
            found = read_again(article=article, at=timezone.now())
            articles += 1
            read += found is not None
            revised += found is not None and found.status == "revised"
        self.stdout.write(
            f"{articles:,} articles, {read:,} read anew, {revised:,} have a new revision."
        )
