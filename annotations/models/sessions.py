"""Who is signed in, and where: Django's sessions, each of which says whose it is."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from annotations.models.users import User


class Session(AbstractBaseSession):
    """`user` is whoever signed in, None for a stranger who has something to be remembered.

    So a request knows its reader by one query, and all sessions of somebody can be ended without
    reading those of everybody.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_module(settings.SESSION_ENGINE).SessionStore
