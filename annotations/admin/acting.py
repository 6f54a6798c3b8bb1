"""What makes Django's admin hand every write to an action, and show a refusal in the form."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, TextField, URLField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused
from annotations.admin.deleting import counts_of
from annotations.models import User
from annotations.permissions import can_keep_registers


def signed_in(request: HttpRequest) -> User:
    """Who asks; nobody else gets behind the admin's door."""
    return cast(User, request.user)


class ActingForm(forms.ModelForm):
    """A form that can be shown again with the sentence of the action that refused."""

    refusal: Refused | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.refusal:
            field = self.refusal.field
            self.add_error(field if field in self.fields else None, str(self.refusal))
        return cleaned or self.cleaned_data


class ActingAdmin(admin.ModelAdmin):
    """Hooks: `act_create` and `act_change` get cleaned values by field name, `act_delete` the row.

    For inlines: `act_inline`.
    """

    form = ActingForm
    delete_confirmation_template = "admin/deletion.html"
    # Names of relations: whose rows go with a row that is deleted, and whose keep it.
    taken_along: tuple[str, ...] = ()
    kept_by: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {
        URLField: {"assume_scheme": "https"},
        TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
    }

    # Who may: one question for all four of Django's.
    def allows(self, request: HttpRequest) -> bool:
        return can_keep_registers(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.allows(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.allows(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.allows(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.allows(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.allows(request)

    # What the pages say.
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return without_icons(super().formfield_for_dbfield(db_field, request, **kwargs))

    # What a refusal becomes.
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's; where an action refuses, the same form again with its sentence."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "refusal", None)})

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As Django's; where the action refuses, back to the row with its sentence."""
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return redirect(name, object_id)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Django would load all that goes with the row, and list it by its keys."""
        row = objs[0]
        protected = [f"{label}: {count}" for label, count in counts_of(row, self.kept_by).items()]
        return [str(row)], counts_of(row, self.taken_along), set(), protected

    # Where Django would save.
    def save_model(
        self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool
    ) -> None:
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            self.act_change(signed_in(request), obj, changes)
        else:
            made = self.act_create(signed_in(request), dict(form.cleaned_data))
            # Django goes on with its own instance: the log, the inlines, the page that follows.
            obj.__dict__ |= made.__dict__

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool
    ) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        self.act_inline(signed_in(request), form.instance, formset)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self.act_delete(signed_in(request), obj)

    def act_create(self, by: User, values: dict[str, Any]) -> Model:
        raise PermissionDenied

    def act_change(self, by: User, row: Any, changes: dict[str, Any]) -> None:
        raise PermissionDenied

    def act_delete(self, by: User, row: Any) -> None:
        raise PermissionDenied

    def act_inline(self, by: User, parent: Any, formset: Any) -> None:
        raise PermissionDenied


class LabelledFormSet(forms.BaseInlineFormSet):
    """Fields in a table have no label of their own; this gives them one for those who listen."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            # The admin wraps the widgets of relations, and renders the one within.
            widget: forms.Widget = getattr(field.widget, "widget", None) or field.widget
            widget.attrs["aria-label"] = capfirst(str(field.label or ""))


class CodeFilter(admin.AllValuesFieldListFilter):
    """Codes that occur; none is called unknown rather than nothing."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or _("Unknown")}


class AllowedInline(admin.TabularInline):
    """Who may keep the row may keep what hangs below it."""

    formset = LabelledFormSet

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return without_icons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_keep_registers(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_keep_registers(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_keep_registers(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_keep_registers(request.user)


def without_icons(field: Any) -> Any:
    """A chosen row is not to be changed or deleted from another row's page; adding one may be."""
    wrapper = getattr(field, "widget", None)
    for what in ("can_change_related", "can_delete_related", "can_view_related"):
        if hasattr(wrapper, what):
            setattr(wrapper, what, False)
    return field


def rows_of(formset: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """The forms of an inline that are new, changed, deleted. Tells Django's log too."""
    gone = [form for form in formset.deleted_forms if form in formset.initial_forms]
    new = [
        form
        for form in formset.extra_forms
        if form.has_changed() and form not in formset.deleted_forms
    ]
    changed = [form for form in formset.initial_forms if form.has_changed() and form not in gone]
    formset.new_objects = [form.instance for form in new]
    formset.changed_objects = [(form.instance, form.changed_data) for form in changed]
    formset.deleted_objects = [form.instance for form in gone]
    return new, changed, gone
