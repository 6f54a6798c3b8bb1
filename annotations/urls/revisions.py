from django.urls import include, path

from annotations.views import changes, revisions, waiting

change_urls = [
    path("", changes.change_list, name="change-list"),
    path("undo/", changes.change_undo, name="change-undo"),
    path("<int:number>/keep/", changes.change_keep, name="change-keep"),
    path("<int:number>/place/", changes.change_place, name="change-place"),
    path("<int:number>/drop/", changes.change_drop, name="change-drop"),
]
waiting_urls = [
    path("", waiting.waiting_list, name="waiting-list"),
    path("undo/", waiting.waiting_undo, name="waiting-undo"),
    path("<uuid:carry>/keep/", waiting.waiting_keep, name="waiting-keep"),
    path("<uuid:carry>/drop/", waiting.waiting_drop, name="waiting-drop"),
]
revision_urls = [
    path("", revisions.revision_list, name="revision-list"),
    path("<int:number>/", revisions.revision_detail, name="revision-detail"),
    path("<int:number>/difference/", revisions.revision_difference, name="revision-difference"),
]

urlpatterns = [
    path("articles/<uuid:pk>/changes/", include(change_urls)),
    path("projects/<uuid:pk>/changes/", include(waiting_urls)),
    path("articles/<uuid:pk>/revisions/", include(revision_urls)),
]
