"""Django's own admin, under our name and in our colours."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class AttacheAdminSite(admin.AdminSite):
    site_header = _("Attaché: administration")
    site_title = _("Attaché")
    index_title = _("What admins keep")


class AttacheAdminConfig(AdminConfig):
    default_site = "annotations.admin.site.AttacheAdminSite"
