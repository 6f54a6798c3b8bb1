from django.urls import URLPattern, path

from annotations.views import positions, presences

urlpatterns: list[URLPattern] = [
    path("articles/<uuid:pk>/position/", positions.position_keep, name="position-keep"),
    path("articles/<uuid:pk>/here/", presences.presence_tell, name="presence-tell"),
]
