"""One function per question. Each asks an object that was loaded `with_role_of(user)`.

Whether somebody may see a thing at all is the QuerySet's business (`visible_to`): a stranger gets
nothing to ask about.
"""

from datetime import datetime
from typing import Protocol

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from annotations.models import (
    BulkAct,
    Codebook,
    Coding,
    Comment,
    Import,
    Membership,
    Project,
    Role,
)
from annotations.models.projects import KEEPER


class WithRole(Protocol):
    my_role: str | None


class Opened(WithRole, Protocol):
    """An article of a project."""

    opened_at: datetime | None
    project: Project


WORKERS = {Role.MANAGER, Role.CURATOR, Role.ANALYST}


def can_annotate(loaded: WithRole) -> bool:
    return loaded.my_role in WORKERS


def can_take_in_articles(loaded: WithRole) -> bool:
    return loaded.my_role in WORKERS


def can_see_all_codings(loaded: WithRole) -> bool:
    """Analysts work blind; the others may compare."""
    return loaded.my_role in {Role.MANAGER, Role.CURATOR, Role.READER, KEEPER}


def can_adjudicate(loaded: WithRole) -> bool:
    """Whoever may see all codings may look on."""
    return loaded.my_role in {Role.MANAGER, Role.CURATOR}


def can_compare(row: Opened) -> bool:
    """All codings of one article: its analysts may, too, once it is opened to them."""
    return can_see_all_codings(row) or (row.my_role is not None and row.opened_at is not None)


def is_machine_hidden(row: Opened) -> bool:
    """From whoever works blind in the article, for as long as they are not done with it."""
    return row.project.hides_machine and not can_compare(row)


def can_run_machine(loaded: WithRole) -> bool:
    """On all articles of the project; on one, whoever annotates it."""
    return loaded.my_role in {Role.MANAGER, Role.CURATOR}


def can_discuss(loaded: Opened, coding: Coding, user: AbstractBaseUser) -> bool:
    """Whether the user gets to read what is said about a coding that they see.

    The machine's is seen by analysts too, who work blind: what others say of it is not for them.
    """
    return coding.analyst_id == user.pk or can_compare(loaded)


def can_comment(loaded: WithRole) -> bool:
    """Where they may read comments. Readers write none."""
    return loaded.my_role in WORKERS


def can_change_comment(comment: Comment, user: AbstractBaseUser) -> bool:
    """What somebody said is theirs, for as long as they may comment at all."""
    return can_comment(comment) and comment.author_id == user.pk


def can_manage(loaded: WithRole) -> bool:
    return loaded.my_role == Role.MANAGER


def can_take_back(upload: Import, user: AbstractBaseUser) -> bool:
    """An import of articles: one's own, or as a manager anybody's."""
    return can_manage(upload) or (can_take_in_articles(upload) and upload.owner_id == user.pk)


def can_see_coded_import(loaded: WithRole) -> bool:
    """Managers, also once the project is archived: what is done then says why it is refused."""
    return can_manage(loaded) or can_bring_back(loaded)


def can_see_to(loaded: WithRole, bulk: BulkAct, user: AbstractBaseUser) -> bool:
    """A bulk act of the project: one's own, or as a manager anybody's."""
    return can_manage(loaded) or (can_annotate(loaded) and bulk.by_id == user.pk)


def can_bring_back(loaded: WithRole) -> bool:
    """An archived project: nothing else can be done in it."""
    return loaded.my_role == KEEPER


def can_open_admin(user: AbstractBaseUser | AnonymousUser) -> bool:
    return bool(getattr(user, "is_active", False) and getattr(user, "is_staff", False))


def can_keep_registers(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Sources, actors, codebooks and projects in the admin."""
    return can_open_admin(user)


def can_keep_users(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever makes accounts could make any: so only those who may do all."""
    return can_open_admin(user) and bool(getattr(user, "is_superuser", False))


def can_start_projects(user: AbstractBaseUser | AnonymousUser) -> bool:
    return can_open_admin(user)


def can_keep_codebook(user: AbstractBaseUser, codebook: Codebook) -> bool:
    """Managers of a project that works with it, and whoever keeps the registers. One query."""
    if can_keep_registers(user) or getattr(user, "is_superuser", False):
        return True
    managed = Membership.objects.filter(user=user.pk, role=Role.MANAGER)
    at_work = managed.filter(project__archived_at__isnull=True)
    return at_work.filter(project__codebook=codebook).exists()


def can_keep_actors(user: AbstractBaseUser) -> bool:
    """The register of actors is shared: whoever works in any project may mend it. One query."""
    if can_open_admin(user):
        return True
    working = Membership.objects.filter(user=user.pk, role__in=WORKERS)
    return working.filter(project__archived_at__isnull=True).exists()
