from django.urls import URLPattern, URLResolver, path

from annotations.views import feed_acts, feed_finding, feeds, looks, queue

urlpatterns: list[URLPattern | URLResolver] = [
    path("feeds/", feeds.feed_list, name="feed-list"),
    path("feeds/feeds.opml", feed_finding.feed_export, name="feed-export"),
    path("feeds/import/", feed_finding.feed_import, name="feed-import"),
    path("feeds/<uuid:pk>/", feeds.feed_detail, name="feed-detail"),
    path("feeds/<uuid:pk>/update/", feeds.feed_update, name="feed-update"),
    path("feeds/<uuid:pk>/try/", feed_acts.feed_try, name="feed-try"),
    path("feeds/<uuid:pk>/pause/", feed_acts.feed_pause, name="feed-pause"),
    path("feeds/<uuid:pk>/resume/", feed_acts.feed_resume, name="feed-resume"),
    path("feeds/<uuid:pk>/remove/", feed_acts.feed_remove, name="feed-remove"),
    path("feeds/<uuid:pk>/restore/", feed_acts.feed_restore, name="feed-restore"),
    path("sources/<uuid:pk>/feeds/", feed_finding.feed_find, name="feed-find"),
    path("sources/<uuid:pk>/feeds/found/", feed_finding.feed_offers, name="feed-offers"),
    path("sources/<uuid:pk>/feeds/new/", feed_finding.feed_create, name="feed-create"),
    path("feeds/pages/", looks.look_list, name="look-list"),
    path("feeds/pages/<uuid:article>/try/", looks.look_try, name="look-try"),
    path("queue/", queue.queue_detail, name="queue-detail"),
    path("queue/<int:job>/retry/", queue.job_retry, name="job-retry"),
]
