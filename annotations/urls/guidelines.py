from django.urls import URLPattern, URLResolver, include, path

from annotations.views import guideline_images, guidelines

image_urls: list[URLPattern | URLResolver] = [
    path("", guideline_images.image_detail, name="guideline-image"),
    path("remove/", guideline_images.image_remove, name="guideline-image-remove"),
    path("put-back/", guideline_images.image_put_back, name="guideline-image-put-back"),
]
guideline_urls: list[URLPattern | URLResolver] = [
    path("", guidelines.guidelines_detail, name="guidelines-detail"),
    path("edit/", guidelines.guidelines_update, name="guidelines-update"),
    path("preview/", guidelines.guidelines_preview, name="guidelines-preview"),
    path("versions/", guidelines.version_list, name="guidelines-versions"),
    path("versions/<int:version>/", guidelines.version_detail, name="guidelines-version"),
    path("images/", guideline_images.image_create, name="guideline-image-create"),
    path("images/<uuid:image>/", include(image_urls)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/<uuid:pk>/guidelines/", include(guideline_urls))
]
