from django.urls import URLPattern, URLResolver, path

from annotations.views import drafts, intake

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/<uuid:pk>/intake/", intake.intake, name="intake"),
    path("projects/<uuid:pk>/intake/files/", intake.draft_upload, name="draft-upload"),
    path("projects/<uuid:pk>/intake/paste/", intake.draft_paste, name="draft-paste"),
    path("projects/<uuid:pk>/intake/fetch/", intake.draft_fetch, name="draft-fetch"),
    path("projects/<uuid:pk>/intake/bookmark/", intake.bookmarklet, name="bookmarklet"),
    path("projects/<uuid:pk>/intake/save/", intake.draft_save_all, name="draft-save-all"),
    path("projects/<uuid:pk>/intake/source/", intake.draft_source, name="draft-source"),
    path("drafts/<uuid:pk>/", drafts.draft_detail, name="draft-detail"),
    path("drafts/<uuid:pk>/update/", drafts.draft_update, name="draft-update"),
    path("drafts/<uuid:pk>/save/", drafts.draft_save, name="draft-save"),
    path("drafts/<uuid:pk>/discard/", drafts.draft_discard, name="draft-discard"),
    path("drafts/<uuid:pk>/restore/", drafts.draft_restore, name="draft-restore"),
]
