from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from annotations.actions.gathering import gather_all


class Command(BaseCommand):
    help = (
        "Gather articles in stories that came in before there were any. What is gathered stays as "
        "it is; stop it at any time and start it again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stories = set()
        number = 0
        for number, gathered in enumerate(gather_all(at=timezone.now()), start=1):  # noqa: B007
            stories.add(gathered.story_id)
        self.stdout.write(f"{number} articles gathered in {len(stories)} stories.")
