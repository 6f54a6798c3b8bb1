import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from annotations.actions.demo_logins import set_demo_passwords
from annotations.actions.keeping import Refused
from annotations.domain.demo import DEMO_LOGINS, DEMO_PASSWORD
from annotations.exchange.demo import load_demo
from annotations.management.working import WorkingCommand


class Command(WorkingCommand):
    help = (
        "Load the demo: a project with eight invented articles, partly annotated, and four people. "
        "Where it is loaded already, what people did to it stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--passwords",
            choices=["demo", "random"],
            default="demo",
            help="what the four sign in with: a word that only the demo accepts, or made ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            project = load_demo(at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if project is None:
            self._say("The demo is there already.", options)
            return
        passwords = dict.fromkeys(DEMO_LOGINS, DEMO_PASSWORD)
        if options["passwords"] == "random":
            passwords = {name: secrets.token_urlsafe(9) for name in DEMO_LOGINS}
            set_demo_passwords(passwords=passwords)
        self._say(f"The demo is there: {project.name}.", options)
        for name, password in passwords.items():
            self._say(f"  {name:<8} {password}", options)

    def _say(self, line: str, options: dict[str, Any]) -> None:
        if options["verbosity"] > 0:
            self.stdout.write(line)
