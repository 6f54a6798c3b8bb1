from django.urls import include, path

from annotations.views import comments

annotation_urls = [
    path("", comments.comment_list, name="comment-list"),
    path("add/", comments.comment_create, name="comment-create"),
    path("read/", comments.comment_read, name="comment-read"),
]
thread_urls = [
    path("answer/", comments.thread_answer, name="thread-answer"),
    path("resolve/", comments.thread_resolve, name="thread-resolve"),
    path("reopen/", comments.thread_reopen, name="thread-reopen"),
]
comment_urls = [
    path("update/", comments.comment_update, name="comment-update"),
    path("delete/", comments.comment_delete, name="comment-delete"),
    path("restore/", comments.comment_restore, name="comment-restore"),
]

urlpatterns = [
    path("articles/<uuid:pk>/annotations/<int:number>/comments/", include(annotation_urls)),
    path("articles/<uuid:pk>/mentions/", comments.mention_options, name="mention-options"),
    path("threads/<uuid:pk>/", include(thread_urls)),
    path("comments/<uuid:pk>/", include(comment_urls)),
]
