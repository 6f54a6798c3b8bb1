from django.urls import include, path

from annotations.views import coded_imports, coded_taking_back, exports

import_urls = [
    path("", coded_imports.coded_import_detail, name="coded-import-detail"),
    path("look/", coded_imports.coded_import_look, name="coded-import-look"),
    path("start/", coded_imports.coded_import_start, name="coded-import-start"),
    path("cancel/", coded_imports.coded_import_cancel, name="coded-import-cancel"),
    path("retry/", coded_imports.coded_import_retry, name="coded-import-retry"),
    path("annotations.csv", coded_imports.coded_import_entries, name="coded-import-entries"),
    path("refused.csv", coded_imports.coded_import_refused, name="coded-import-refused"),
    path("take-back/", coded_taking_back.coded_import_take_back, name="coded-import-take-back"),
    path(
        "take-back/start/",
        coded_taking_back.coded_import_take_back_start,
        name="coded-import-take-back-start",
    ),
]

urlpatterns = [
    path("projects/<uuid:pk>/exports/", exports.export_page, name="export-page"),
    path("projects/<uuid:pk>/exports/file/", exports.export_file, name="export-file"),
    path(
        "projects/<uuid:pk>/annotations/import/",
        coded_imports.coded_import_page,
        name="coded-import-page",
    ),
    path(
        "projects/<uuid:pk>/annotations/import/new/",
        coded_imports.coded_import_create,
        name="coded-import-create",
    ),
    path("annotations/imports/<uuid:pk>/", include(import_urls)),
]
