from django.urls import path

from annotations.views import coded_imports, exports

urlpatterns = [
    path("projects/<uuid:pk>/exports/", exports.export_page, name="export-page"),
    path("projects/<uuid:pk>/exports/file/", exports.export_file, name="export-file"),
    path(
        "projects/<uuid:pk>/annotations/import/",
        coded_imports.coded_import_page,
        name="coded-import-page",
    ),
    path(
        "projects/<uuid:pk>/annotations/import/file/",
        coded_imports.coded_import,
        name="coded-import",
    ),
]
