from django.urls import URLPattern, URLResolver, include, path

from annotations.views import codebooks, tag_moves, tags

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
    path("tags/add/", tags.tag_create, name="tag-create"),
    path("tags/<uuid:tag>/", include(tag_urls)),
]

urlpatterns = [
    path("codebooks/", codebooks.codebook_list, name="codebook-list"),
    path("codebooks/<uuid:pk>/", include(codebook_urls)),
]
