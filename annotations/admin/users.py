from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.actions import users as actions
from annotations.actions.keeping import Refused
from annotations.actions.leaving import forget, leave
from annotations.admin.acting import ActingAdmin, ActingForm, signed_in
from annotations.models import User
from annotations.permissions import can_keep_users


class UserForm(ActingForm):
    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the present one. It ends the person's sessions."),
    )


class NewUserForm(ActingForm):
    new_password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Tell it to the person by a safe way; they can change it."),
    )


@contextmanager
def blaming_new_password() -> Iterator[None]:
    """The action blames "password"; the form's field is not called so, for the column is a hash."""
    try:
        yield
    except actions.CannotSetPassword as refusal:
        refusal.field = "new_password"
        raise


@admin.register(User)
class UserAdmin(ActingAdmin):
    form = UserForm
    list_display = ["username", "name", "email", "is_active", "is_staff", "is_superuser", "left_at"]
    actions = ["say_left", "say_back", "forget_now"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["username", "name", "email"]
    readonly_fields = ["last_login", "date_joined", "left_at"]
    ordering = ["username"]

    def allows(self, request: HttpRequest) -> bool:
        return can_keep_users(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Accounts are switched off: what somebody did keeps its author."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return User.objects.order_by("username")

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        who: list[str] = ["username", "name", "email", "new_password"]
        may = ["is_staff", "is_superuser"]
        if obj is None:
            return [(None, {"fields": who}), (_("May"), {"fields": may})]
        return [
            (None, {"fields": who}),
            (_("May"), {"fields": ["is_active", *may]}),
            (_("Seen"), {"fields": ["last_login", "date_joined", "left_at"]}),
        ]

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, change=change, **kwargs)

    def act_create(self, by: User, values: dict[str, Any]) -> User:
        password = values.pop("new_password")
        with blaming_new_password():
            return actions.create_user(password=password, by=by, **values)

    def act_change(self, by: User, row: User, changes: dict[str, Any]) -> None:
        password = changes.pop("new_password", "")
        is_active = changes.pop("is_active", None)
        if is_active is True:
            actions.reactivate_user(user=row, by=by)
        elif is_active is False:
            actions.deactivate_user(user=row, by=by)
        if changes:
            actions.change_user(user=row, by=by, **changes)
        if password:
            with blaming_new_password():
                actions.set_password(user=row, password=password, by=by)

    @admin.action(description=_("They left: close the accounts"), permissions=["change"])
    def say_left(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        """Names stay for as long as the settings say."""
        self._each(request, rows, lambda user, by: leave(user=user, by=by, at=timezone.now()))

    @admin.action(description=_("They are back: open the accounts again"), permissions=["change"])
    def say_back(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        self._each(request, rows, lambda user, by: actions.reactivate_user(user=user, by=by))

    @admin.action(
        description=_("Forget the names of those who left, for good"), permissions=["change"]
    )
    def forget_now(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        self._each(request, rows, lambda user, by: forget(user=user, by=by))

    def _each(
        self, request: HttpRequest, rows: QuerySet[User], act: Callable[[User, User], Any]
    ) -> None:
        """One refused stops no other; each is told by name."""
        done = 0
        for user in rows:
            try:
                act(user, signed_in(request))
                done += 1
            except Refused as refusal:
                self.message_user(request, f"{user}: {refusal}", messages.ERROR)
        if done:
            self.message_user(request, _("Done for %(count)s.") % {"count": done})
