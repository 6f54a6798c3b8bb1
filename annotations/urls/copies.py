from django.urls import URLPattern, URLResolver, include, path

from annotations.views import carried, copies

copy_urls = [
    path("", copies.copy_list, name="copy-list"),
    path("difference/", copies.copy_difference, name="copy-difference"),
    path("merge/", copies.copy_merge, name="copy-merge"),
    path("split/", copies.copy_split, name="copy-split"),
    path("moves/<uuid:move>/undo/", copies.move_undo, name="move-undo"),
    path("carried/<uuid:appearance>/remove/", copies.appearance_remove, name="appearance-remove"),
    path(
        "carried/<uuid:appearance>/restore/", copies.appearance_restore, name="appearance-restore"
    ),
    path("carried/<uuid:appearance>/detach/", copies.appearance_detach, name="appearance-detach"),
]

# On the annotating page.
carried_urls = [
    path("take/", carried.carried_take, name="carried-take"),
    path("leave/", carried.carried_leave, name="carried-leave"),
    path("restore/", carried.carried_restore, name="carried-restore"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/<uuid:pk>/copies/", include(copy_urls)),
    path("articles/<uuid:pk>/carried/<uuid:appearance>/", include(carried_urls)),
]
