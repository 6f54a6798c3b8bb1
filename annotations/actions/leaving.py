"""Somebody leaves: at once they cannot sign in, and after a while nobody can tell who they were.

What they did stays: codings, comments, acts, and every figure that is made of them.
"""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from annotations.actions.assigning import release_all
from annotations.actions.history import mending_history
from annotations.actions.keeping import Refused, audited
from annotations.actions.tokens import revoke_tokens
from annotations.actions.users import deactivate_user
from annotations.domain.forgetting import without, words_for
from annotations.models import (
    ApiToken,
    CodedImport,
    CodedImportEntry,
    CodedImportLine,
    CodedImportMade,
    Comment,
    Digest,
    Draft,
    Flag,
    MadeKind,
    Membership,
    Mention,
    Presence,
    Project,
    ReadingPosition,
    ReadMark,
    Reply,
    Role,
    Session,
    User,
)

# What nobody else ever sees of somebody.
PRIVATE: Any = (
    (ApiToken, "user"),
    (Digest, "user"),
    (Draft, "owner"),
    (Flag, "reader"),
    (Mention, "user"),
    (Presence, "user"),
    (ReadMark, "reader"),
    (ReadingPosition, "reader"),
    (Reply, "user"),
    (Session, "user"),
    (EmailAddress, "user"),
)
# What a file of annotations called its coders.
IMPORTED: Any = (
    (CodedImport, "filename", {}),
    (CodedImportEntry, "coder", {}),
    (CodedImportEntry, "at", {}),
    (CodedImportLine, "at", {}),
    (CodedImportLine, "why", {}),
    (CodedImportMade, "name", {"kind": MadeKind.ACCOUNT}),
)
# What an account keeps: what the record needs, and the two things that say that it is none.
KEPT = {"id", "password", "is_active", "left_at", "pseudonym", "username", "name", "date_joined"}


class CannotLeave(Refused):
    """Something would be left that nobody looks after."""


@audited
def leave(*, user: User, by: User, at: datetime) -> User:
    """The person left: no way in, no place in the lists of members; what they were to do is free.

    `reactivate_user` takes it back, until they are forgotten. Raises CannotLeave where a project
    would be without a manager, CannotLoseLastAdmin.
    """
    if user.left_at:
        return user
    managed = Membership.objects.filter(role=Role.MANAGER, user__left_at__isnull=True)
    mine = Project.objects.filter(pk__in=managed.filter(user=user).values("project"))
    others = managed.exclude(user=user).values("project")
    alone = mine.exclude(pk__in=others).select_for_update().order_by("pk").first()
    if alone:
        raise CannotLeave(
            _("“%(name)s” has no other manager. Make somebody else one first.")
            % {"name": alone.name}
        )
    deactivate_user(user=user, by=by)
    user.left_at = at
    user.save(update_fields=["left_at"])
    for project in Project.objects.filter(memberships__user=user):
        release_all(project=project, analyst=user, by=by, at=at)
    revoke_tokens(user=user, by=by, at=at)
    user.sessions.all().delete()
    return user


def forget_leavers(*, at: datetime, after: timedelta) -> int:
    """Replace the names of all who left before that; how many they were."""
    due = User.objects.filter(left_at__lt=at - after, pseudonym__isnull=True)
    people = list(due.order_by("left_at", "pk"))
    for user in people:
        forget(user=user, by=None)
    return len(people)


@audited
def forget(*, user: User, by: User | None) -> User:
    """Put “Analyst 7” for whoever left, wherever their names stand, in what history says, too.

    The number stays theirs: figures go on telling them from others. Raises CannotLeave where they
    have not left.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.left_at is None:
        raise CannotLeave(_("Only whoever has left can be forgotten."))
    if user.pseudonym:
        return user
    login = user.username
    words = words_for(login, [user.name, user.get_full_name()], user.email)
    user.pseudonym = _next_number()
    for field in User._meta.concrete_fields:
        if field.name not in KEPT:
            setattr(user, field.attname, field.get_default())
    # No account can be called so: the sign is none that a user name may have.
    user.username, user.name = f"~{user.pseudonym}", _called(user.pseudonym)
    user.set_unusable_password()
    user.save()
    for model, owner in PRIVATE:
        model._default_manager.filter(**{owner: user}).delete()
    Membership.objects.filter(user=user).delete()
    _mend_comments(words, user.name)
    _mend_imports([login, *words], user.name)
    logged = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    logged.filter(object_id=str(user.pk)).update(object_repr=user.name)
    return user


def _next_number() -> int:
    """One that nobody has, nor calls themselves by: figures tell coders by their names.

    Of two who are forgotten at once the later one is refused by the table, and is due again.
    """
    number = (User.objects.aggregate(last=Max("pseudonym"))["last"] or 0) + 1
    while User.objects.filter(name__iexact=_called(number)).exists():
        number += 1
    return number


def _called(number: int) -> str:
    return f"Analyst {number}"


def _mend_comments(words: list[str], instead: str) -> None:
    """Where others called them by name."""
    called = Q()
    for word in words:
        called |= Q(text__icontains=word)
    events: Any = Comment.pgh_event_model  # type: ignore[attr-defined]
    with mending_history(Comment):
        for table in (Comment, events):
            rows: Any = table._default_manager
            for row in rows.filter(called):
                rows.filter(pk=row.pk).update(text=without(row.text, words, instead))


def _mend_imports(words: list[str], instead: str) -> None:
    for model, column, only in IMPORTED:
        called = Q()
        for word in words:
            called |= Q(**{f"{column}__icontains": word})
        rows = model._default_manager.filter(**only)
        for key, text in rows.filter(called).values_list("pk", column):
            rows.filter(pk=key).update(**{column: without(text, words, instead)})
