from django.urls import URLPattern, URLResolver, include, path

from annotations.views import statements

statement_urls = [
    path("", statements.statement_detail, name="statement-detail"),
    path("verified/", statements.statement_verify, name="statement-verify"),
    path("statement.bib", statements.statement_bibtex, name="statement-bibtex"),
    path("statement.ris", statements.statement_ris, name="statement-ris"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("statements/<uuid:pk>/", include(statement_urls)),
]
