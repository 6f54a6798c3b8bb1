from django.urls import URLPattern, URLResolver, include, path

from annotations.views import links, statements

statement_urls = [
    path("", statements.statement_detail, name="statement-detail"),
    path("verified/", statements.statement_verify, name="statement-verify"),
    path("statement.bib", statements.statement_bibtex, name="statement-bibtex"),
    path("links/", links.link_list, name="link-list"),
    path("links/add/", links.link_create, name="link-create"),
    path("links/<uuid:link>/delete/", links.link_delete, name="link-delete"),
    path("statement.ris", statements.statement_ris, name="statement-ris"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("statements/<uuid:pk>/", include(statement_urls)),
]
