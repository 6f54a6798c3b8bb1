"""What the commands that work on data share."""

from django.core.management.base import BaseCommand


class WorkingCommand(BaseCommand):
    """Begins without Django's checks of the code, which belong to starting and testing the site:
    they load all of its addresses and the API, and took longer than most of what is asked for."""

    requires_system_checks: list[str] = []
