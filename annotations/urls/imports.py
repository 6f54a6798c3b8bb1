from django.urls import URLPattern, URLResolver, path

from annotations.views import imports, taking_out

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/<uuid:pk>/imports/", imports.import_list, name="import-list"),
    path("projects/<uuid:pk>/imports/new/", imports.import_create, name="import-create"),
    path("imports/<uuid:pk>/", imports.import_detail, name="import-detail"),
    path("imports/<uuid:pk>/start/", imports.import_start, name="import-start"),
    path("imports/<uuid:pk>/cancel/", imports.import_cancel, name="import-cancel"),
    path("imports/<uuid:pk>/retry/", imports.import_retry, name="import-retry"),
    path("imports/<uuid:pk>/refused.csv", imports.import_refused, name="import-refused"),
    path("imports/<uuid:pk>/take-back/", taking_out.import_take_back, name="import-take-back"),
    path(
        "additions/<uuid:pk>/take-back/", taking_out.addition_take_back, name="addition-take-back"
    ),
]
