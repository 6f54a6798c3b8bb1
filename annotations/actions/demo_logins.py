"""The demo's accounts, whose passwords the launcher prints."""

from collections.abc import Mapping

from django.db import transaction

from annotations.models import User


@transaction.atomic
def set_demo_passwords(*, passwords: Mapping[str, str]) -> None:
    """Give the demo's accounts the passwords {user name: password}; absent ones are passed over.

    The launcher does this on behalf of nobody: whoever runs it owns the database. Easy passwords
    are allowed, because the demo's own is refused wherever the demo is not running on loopback.
    """
    for user in User.objects.filter(username__in=passwords).select_for_update():
        user.set_password(passwords[user.username])
        user.save(update_fields=["password"])
