"""The register of people, organisations and posts as files have it: tables and Popolo."""

from annotations.domain.register.found import Found
from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import ActorRow, Name, PostRow, Reference

__all__ = ["ActorRow", "CannotRead", "Found", "Name", "PostRow", "Reference"]
