"""In whose name a command acts."""

from django.core.management.base import CommandError

from annotations.models import User


def user_called(name: str | None) -> User | None:
    """Nobody where no name is given. Raises CommandError."""
    if name is None:
        return None
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no user “{name}”.") from error
