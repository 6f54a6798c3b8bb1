from django.urls import URLPattern, path

from annotations.views import progress

urlpatterns: list[URLPattern] = [
    path("projects/<uuid:pk>/progress/", progress.progress_detail, name="progress-detail"),
    path("projects/<uuid:pk>/progress/mine/", progress.progress_mine, name="progress-mine"),
]
