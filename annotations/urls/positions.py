from django.urls import URLPattern, path

from annotations.views import positions

urlpatterns: list[URLPattern] = [
    path("articles/<uuid:pk>/position/", positions.position_keep, name="position-keep"),
]
