from django.urls import URLPattern, URLResolver, include, path

from annotations.views import (
    codebook_files,
    codebook_versions,
    codebooks,
    crosswalks,
    tag_moves,
    tags,
)

tag_urls = [
    path("", tags.tag_update, name="tag-update"),
    path("step/", tags.tag_step, name="tag-step"),
    path("retire/", tags.tag_retire, name="tag-retire"),
    path("merge/", tag_moves.tag_merge, name="tag-merge"),
    path("split/", tag_moves.tag_split, name="tag-split"),
]
codebook_urls: list[URLPattern | URLResolver] = [
    path("", codebooks.codebook_tree, name="codebook-tree"),
    path("edit/", codebooks.codebook_update, name="codebook-update"),
    path("move/", tags.tag_move, name="tag-move"),
    path("moves/<uuid:move>/undo/", tag_moves.tag_move_undo, name="tag-move-undo"),
    path("versions/", codebook_versions.version_list, name="version-list"),
    path("versions/name/", codebook_versions.version_name, name="version-name"),
    path("versions/<int:number>/", codebook_versions.version_detail, name="version-detail"),
    path(
        "versions/<int:number>/restore/", codebook_versions.version_restore, name="version-restore"
    ),
    path("crosswalks/", crosswalks.crosswalk_list, name="crosswalk-list"),
    path("crosswalks/<uuid:other>/", crosswalks.crosswalk_detail, name="crosswalk-detail"),
    path("files/", codebook_files.codebook_files, name="codebook-files"),
    path("files/look/", codebook_files.codebook_look, name="codebook-look"),
    path("files/take/", codebook_files.codebook_take, name="codebook-take"),
    path("files/<slug:form>/", codebook_files.codebook_file, name="codebook-file"),
    path("tags/add/", tags.tag_create, name="tag-create"),
    path("tags/<uuid:tag>/", include(tag_urls)),
]

urlpatterns = [
    path("codebooks/", codebooks.codebook_list, name="codebook-list"),
    path("codebooks/new/", codebooks.codebook_create, name="codebook-create"),
    path("codebooks/<uuid:pk>/", include(codebook_urls)),
]
