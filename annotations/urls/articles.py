from django.urls import URLPattern, URLResolver, path

from annotations.views.annotations import annotation_list
from annotations.views.articles import article_list

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/<uuid:pk>/articles/", article_list, name="article-list"),
    path("articles/<uuid:pk>/annotations/", annotation_list, name="annotation-list"),
]
