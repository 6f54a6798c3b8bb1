from django.urls import URLPattern, URLResolver, path

from annotations.views.home import home

urlpatterns: list[URLPattern | URLResolver] = [path("", home, name="home")]
