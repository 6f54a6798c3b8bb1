from django.urls import URLPattern, URLResolver, include, path

from annotations.views import (
    adding,
    agreement,
    archiving,
    copying,
    learning,
    members,
    projects,
    runs,
    webhooks,
    whole_projects,
)

project_urls = [
    path("", projects.project_detail, name="project-detail"),
    path("edit/", projects.project_update, name="project-update"),
    path("add/", adding.article_add, name="article-add"),
    path("add/all/", adding.article_add_all, name="article-add-all"),
    path("export/", whole_projects.project_export, name="project-export"),
    path("copy/", copying.project_copy, name="project-copy"),
    path("archive/", archiving.project_archive, name="project-archive"),
    path("bring-back/", archiving.project_bring_back, name="project-bring-back"),
    path("codebook/", projects.codebook_detail, name="codebook-detail"),
    path("agreement/", agreement.agreement_detail, name="agreement-detail"),
    path("agreement/differences/", agreement.difference_list, name="difference-list"),
    path("suggestions/", runs.run_detail, name="run-detail"),
    path("suggestions/switch/", projects.suggestions_switch, name="suggestions-switch"),
    path("suggestions/start/", runs.run_start, name="run-start"),
    path("suggestions/<uuid:run>/cancel/", runs.run_cancel, name="run-cancel"),
    path("suggestions/learning/", learning.learning_detail, name="learning-detail"),
    path("suggestions/learning/start/", learning.learning_start, name="learning-start"),
    path("suggestions/learning/off/", learning.learned_off, name="learned-off"),
    path("suggestions/learning/<uuid:learned>/on/", learning.learned_on, name="learned-on"),
    path("members/", members.member_list, name="member-list"),
    path("members/add/", members.member_create, name="member-create"),
    path("members/<uuid:member>/role/", members.member_update, name="member-update"),
    path("members/<uuid:member>/remove/", members.member_delete, name="member-delete"),
    path("webhooks/", webhooks.webhook_list, name="webhook-list"),
    path("webhooks/<uuid:hook>/secret/", webhooks.webhook_renew, name="webhook-renew"),
    path("webhooks/<uuid:hook>/test/", webhooks.webhook_test, name="webhook-test"),
    path("webhooks/<uuid:hook>/resume/", webhooks.webhook_resume, name="webhook-resume"),
    path("webhooks/<uuid:hook>/remove/", webhooks.webhook_remove, name="webhook-remove"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/", projects.project_list, name="project-list"),
    path("projects/restore/", whole_projects.project_restore, name="project-restore"),
    path("restorations/<uuid:pk>/", whole_projects.restoration_detail, name="restoration-detail"),
    path("additions/<uuid:pk>/", adding.addition_detail, name="addition-detail"),
    path("projects/new/", projects.project_create, name="project-create"),
    path("projects/<uuid:pk>/", include(project_urls)),
]
