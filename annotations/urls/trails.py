from django.urls import path

from annotations.views import deeds, project_feeds, trails

urlpatterns = [
    path(
        "articles/<uuid:pk>/annotations/<int:number>/history/",
        trails.annotation_trail,
        name="annotation-trail",
    ),
    path("articles/<uuid:pk>/history/", trails.article_trail, name="article-trail"),
    path("actors/<uuid:pk>/history/", trails.actor_trail, name="actor-trail"),
    path("projects/<uuid:pk>/codebook/history/", trails.codebook_trail, name="codebook-trail"),
    path("projects/<uuid:pk>/done/", deeds.deed_list, name="deed-list"),
    path("projects/<uuid:pk>/done/<uuid:act>/undo/", deeds.deed_take_back, name="deed-take-back"),
    path("projects/<uuid:pk>/feed/<str:token>/", project_feeds.project_feed, name="project-feed"),
    path("projects/<uuid:pk>/history/", trails.project_trail, name="project-trail"),
]
