"""The other names on an actor's page."""

from typing import Any

from annotations.actions import names as actions
from annotations.admin.acting import AllowedInline, rows_of
from annotations.models import Actor, ActorName, User


class ActorNameInline(AllowedInline):
    model = ActorName
    fields = ["name", "language", "kind"]
    extra = 1


def keep_names(actor: Actor, formset: Any, by: User) -> None:
    """Deletions first, so that one name can make room for another. Raises CannotKeepName."""
    new, changed, gone = rows_of(formset)
    for form in gone:
        actions.remove_name(row=form.instance, by=by)
    for form in changed:
        actions.change_name(row=form.instance, by=by, **facts_of(form))
    for form in new:
        actions.add_name(actor=actor, by=by, **facts_of(form))


def facts_of(form: Any) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("name", "language", "kind")}
