from django.urls import URLPattern, URLResolver, include, path

from annotations.views import (
    actor_pictures,
    actors,
    affiliations,
    duplicate_actors,
    merging,
    names,
    portraits,
    splitting,
)

actor_urls = [
    path("", portraits.actor_detail, name="actor-detail"),
    path("stances.csv", portraits.actor_stances, name="actor-stances"),
    path("posts.csv", portraits.actor_posts, name="actor-posts"),
    path("merge/", merging.actor_merge, name="actor-merge"),
    path("split/", splitting.actor_split, name="actor-split"),
    path("moves/<uuid:move>/undo/", merging.actor_move_undo, name="actor-move-undo"),
    path("picture/", actor_pictures.picture_set, name="actor-picture-set"),
    path("picture/<uuid:picture>/", actor_pictures.picture_detail, name="actor-picture"),
    path(
        "picture/<uuid:picture>/remove/",
        actor_pictures.picture_remove,
        name="actor-picture-remove",
    ),
    path(
        "picture/<uuid:picture>/put-back/",
        actor_pictures.picture_put_back,
        name="actor-picture-put-back",
    ),
    path("edit/", actors.actor_update, name="actor-update"),
    path("names/new/", names.name_create, name="name-create"),
    path("names/<uuid:name>/", names.name_update, name="name-update"),
    path("names/<uuid:name>/delete/", names.name_delete, name="name-delete"),
    path("posts/new/", affiliations.affiliation_create, name="affiliation-create"),
    path("posts/<uuid:post>/", affiliations.affiliation_update, name="affiliation-update"),
    path("posts/<uuid:post>/delete/", affiliations.affiliation_delete, name="affiliation-delete"),
]

duplicate_urls = [
    path("", duplicate_actors.duplicate_actor_list, name="duplicate-actor-list"),
    path("merge/", duplicate_actors.duplicate_actor_merge, name="duplicate-actor-merge"),
    path("dismiss/", duplicate_actors.duplicate_actor_dismiss, name="duplicate-actor-dismiss"),
    path("undo/", duplicate_actors.duplicate_actor_undo, name="duplicate-actor-undo"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("actors/", actors.actor_list, name="actor-list"),
    path("actors/duplicates/", include(duplicate_urls)),
    path("actors/<uuid:pk>/", include(actor_urls)),
]
