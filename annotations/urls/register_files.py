from django.urls import URLPattern, URLResolver, include, path

from annotations.views import (
    register_deeds,
    register_files,
    register_imports,
    register_taking_back,
)

file_urls = [
    path("", register_files.register_files, name="register-files"),
    path("export/", register_files.register_export, name="register-export"),
    path("template/<str:form>/", register_files.register_template, name="register-template"),
    path("new/", register_imports.register_import_create, name="register-import-create"),
    path("starter/", register_imports.register_starter, name="register-starter"),
]
import_urls = [
    path("", register_imports.register_import_detail, name="register-import-detail"),
    path("start/", register_imports.register_import_start, name="register-import-start"),
    path("retry/", register_imports.register_import_retry, name="register-import-retry"),
    path("discard/", register_imports.register_import_discard, name="register-import-discard"),
    path("refused.csv", register_imports.register_import_refused, name="register-import-refused"),
    path(
        "take-back/",
        register_taking_back.register_import_take_back,
        name="register-import-take-back",
    ),
    path(
        "take-back/start/",
        register_taking_back.register_import_take_back_start,
        name="register-import-take-back-start",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("actors/done/", register_deeds.register_deed_list, name="register-deed-list"),
    path("actors/files/", include(file_urls)),
    path("actors/imports/<uuid:pk>/", include(import_urls)),
]
