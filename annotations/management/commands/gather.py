from typing import Any

from django.utils import timezone

from annotations.actions.gathering import gather_all
from annotations.management.working import WorkingCommand


class Command(WorkingCommand):
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
