"""Every address of the app: one short list for each area."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # First what is asked for most: a write passed by sixteen of the others.
    path("", include("annotations.urls.codings")),
    path("", include("annotations.urls.positions")),
    path("", include("annotations.urls.home")),
    path("", include("annotations.urls.accounts")),
    path("", include("annotations.urls.projects")),
    path("", include("annotations.urls.assigning")),
    path("", include("annotations.urls.progress")),
    path("", include("annotations.urls.codebooks")),
    path("", include("annotations.urls.articles")),
    path("", include("annotations.urls.intake")),
    path("", include("annotations.urls.imports")),
    path("", include("annotations.urls.exports")),
    path("", include("annotations.urls.comments")),
    path("", include("annotations.urls.flags")),
    path("", include("annotations.urls.guidelines")),
    path("", include("annotations.urls.revisions")),
    path("", include("annotations.urls.translations")),
    path("", include("annotations.urls.copies")),
    path("", include("annotations.urls.statements")),
    path("", include("annotations.urls.actors")),
    path("", include("annotations.urls.register_files")),
    path("", include("annotations.urls.sources")),
    path("", include("annotations.urls.adjudication")),
    path("", include("annotations.urls.balance")),
    path("", include("annotations.urls.search")),
    path("", include("annotations.urls.trails")),
    path("", include("annotations.urls.feeds")),
    path("api/", include("annotations.urls.api")),
    path("admin/", admin.site.urls),
]
