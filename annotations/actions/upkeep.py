"""What has to be swept away from time to time."""

from datetime import datetime

from annotations.models import Session


def clear_expired_sessions(*, at: datetime) -> int:
    """Delete the sessions that ended before `at`. Answers how many."""
    deleted, _ = Session.objects.filter(expire_date__lt=at).delete()
    return deleted
