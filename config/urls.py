"""Where the app is mounted."""

from django.urls import include, path

urlpatterns = [path("", include("annotations.urls"))]
