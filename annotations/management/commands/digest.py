from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from annotations.exchange.digests import send_digests
from annotations.management.working import WorkingCommand


class Command(WorkingCommand):
    help = "Send the digests that are due by now, each once for its period."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAILS:
            raise CommandError(
                "No mail is sent: set EMAIL_HOST (and EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, "
                "DEFAULT_FROM_EMAIL, ATTACHE_ADDRESS) in the environment."
            )
        count = send_digests(at=timezone.now())
        self.stdout.write(f"{count} sent.")
