from django.urls import include, path

from annotations.views import acts, codings, spans

workbench_urls = [
    path("", codings.workbench, name="workbench"),
    path("finish/", codings.coding_finish, name="coding-finish"),
    path("reopen/", codings.coding_reopen, name="coding-reopen"),
    path("undo/", acts.act_undo, name="act-undo"),
    path("redo/", acts.act_redo, name="act-redo"),
    path("passages/", spans.passage_create, name="passage-create"),
    path("spans/<int:number>/move/", spans.span_move, name="span-move"),
]
annotation_urls = [
    path("tags/", spans.tag_toggle, name="tag-toggle"),
    path("delete/", spans.annotation_delete, name="annotation-delete"),
]

urlpatterns = [
    path("articles/<uuid:pk>/", include(workbench_urls)),
    path("articles/<uuid:pk>/annotations/<int:number>/", include(annotation_urls)),
]
