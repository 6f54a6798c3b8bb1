"""Django's own admin, under our name, behind our own sign-in, and only with our own pages."""

from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PAGES = ("articles", "sources", "actors", "codebooks", "tags", "projects", "users")


class AttacheAdminSite(admin.AdminSite):
    site_header = _("Attaché: administration")
    site_title = _("Attaché")
    index_title = _("What admins keep")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own pages: those of other packages would write past the actions."""
        if admin_class is not None and admin_class.__module__.startswith("annotations."):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        # Models cannot be imported yet when this module is.
        from annotations.permissions import can_open_admin

        return can_open_admin(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The site's own sign-in, since it counts wrong passwords; 403 to who is in already."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")


class AttacheAdminConfig(AdminConfig):
    default_site = "annotations.admin.site.AttacheAdminSite"

    def ready(self) -> None:
        """Django looks for pages in `annotations.admin`, which is imported before any model is."""
        super().ready()
        admin.site.disable_action("delete_selected")
        for name in PAGES:
            import_module(f"annotations.admin.{name}")
