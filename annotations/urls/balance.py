from django.urls import URLPattern, URLResolver, include, path

from annotations.views import balance, matrix, pictures, study

project_urls = [
    path("", balance.project_balance, name="project-balance"),
    path("balance.csv", balance.project_balance_table, name="project-balance-table"),
    path("statements/", balance.project_balance_statements, name="project-balance-statements"),
]
matrix_urls = [
    path("", matrix.project_matrix, name="project-matrix"),
    path("matrix.csv", matrix.project_matrix_table, name="project-matrix-table"),
    path("statements/", matrix.project_matrix_statements, name="project-matrix-statements"),
]
picture_urls = [
    path("", pictures.project_pictures, name="project-pictures"),
    path("<slug:name>.csv", pictures.project_picture_table, name="project-picture-table"),
]
study_urls = [
    path("", study.study_detail, name="study-detail"),
    path("report.docx", study.study_document, name="study-document"),
]
network_urls = [
    path(
        f"network.{suffix}",
        pictures.project_network,
        {"suffix": suffix},
        f"project-network-{suffix}",
    )
    for suffix in ("graphml", "gexf", "csv")
]
source_urls = [
    path("", balance.source_balance, name="source-balance"),
    path("balance.csv", balance.source_balance_table, name="source-balance-table"),
    path("statements/", balance.source_balance_statements, name="source-balance-statements"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/<uuid:pk>/balance/", include(project_urls)),
    path("projects/<uuid:pk>/matrix/", include(matrix_urls)),
    path("projects/<uuid:pk>/pictures/", include(picture_urls)),
    path("projects/<uuid:pk>/report/", include(study_urls)),
    path("projects/<uuid:pk>/", include(network_urls)),
    path("sources/<uuid:pk>/balance/", include(source_urls)),
]
