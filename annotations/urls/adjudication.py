from django.urls import URLPattern, URLResolver, include, path

from annotations.views import adjudication, feedback, reasons, rulings

place_urls = [
    path("", rulings.ruling_list, name="ruling-list"),
    path("take/", rulings.ruling_take, name="ruling-take"),
    path("union/", rulings.ruling_union, name="ruling-union"),
    path("keep/", rulings.ruling_keep, name="ruling-keep"),
    path("edit/", rulings.ruling_edit, name="ruling-edit"),
    path("reject/", rulings.ruling_reject, name="ruling-reject"),
    path("nothing/", rulings.ruling_nothing, name="ruling-nothing"),
]
article_urls: list[URLPattern | URLResolver] = [
    path("", adjudication.adjudication_detail, name="adjudication-detail"),
    path("begin/", adjudication.adjudication_begin, name="adjudication-begin"),
    path("merge/", adjudication.unanimous_merge, name="unanimous-merge"),
    path("undo/", adjudication.ruling_undo, name="ruling-undo"),
    path("redo/", adjudication.ruling_redo, name="ruling-redo"),
    path("finish/", adjudication.adjudication_finish, name="adjudication-finish"),
    path("reopen/", adjudication.adjudication_reopen, name="adjudication-reopen"),
    path("places/<str:place>/", include(place_urls)),
]
project_urls = [
    path("", adjudication.adjudication_list, name="adjudication-list"),
    path("next/", adjudication.adjudication_next, name="adjudication-next"),
    path("reasons/", reasons.reason_list, name="reason-list"),
    path("reasons/add/", reasons.reason_create, name="reason-create"),
    path("reasons/<uuid:reason>/rename/", reasons.reason_update, name="reason-update"),
    path("reasons/<uuid:reason>/move/", reasons.reason_move, name="reason-move"),
    path("reasons/<uuid:reason>/retire/", reasons.reason_retire, name="reason-retire"),
    path("reasons/<uuid:reason>/restore/", reasons.reason_restore, name="reason-restore"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/<uuid:pk>/adjudication/", include(article_urls)),
    path("projects/<uuid:pk>/adjudication/", include(project_urls)),
    path("projects/<uuid:pk>/feedback/", feedback.feedback_list, name="feedback-list"),
]
