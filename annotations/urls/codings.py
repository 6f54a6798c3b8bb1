from django.urls import include, path

from annotations.views import (
    acts,
    article_tags,
    at_once,
    attributions,
    codings,
    elsewhere,
    linking,
    options,
    parts,
    runs,
    showing,
    sittings,
    spans,
    suggestions,
)

workbench_urls = [
    path("", codings.workbench, name="workbench"),
    path("passages/", spans.passage_create, name="passage-create"),
    path("handout/", codings.coding_handout, name="coding-handout"),
    path("finish/", codings.coding_finish, name="coding-finish"),
    path("finish/ask/", codings.coding_ask, name="coding-ask"),
    path("time/", sittings.time_tell, name="time-tell"),
    path("reopen/", codings.coding_reopen, name="coding-reopen"),
    path("article-tags/", article_tags.article_tags_set, name="article-tags-set"),
    path("undo/", acts.act_undo, name="act-undo"),
    path("redo/", acts.act_redo, name="act-redo"),
    path("annotations/add/", attributions.annotation_create, name="annotation-create"),
    path("attributions/", attributions.annotation_create, name="attribution-create"),
    path("annotations/at-once/", at_once.attribution_at_once, name="attribution-at-once"),
    path("annotations/new/", attributions.annotation_new, name="annotation-new"),
    path("people/", options.people_named, name="people-named"),
    path("affiliations/", attributions.affiliation_options, name="affiliation-options"),
    path("spans/<int:number>/move/", spans.span_move, name="span-move"),
    path("suggest/", runs.article_suggest, name="article-suggest"),
    path("suggestions/show/", showing.suggestions_show, name="suggestions-show"),
    path("suggestions/", suggestions.suggestion_list, name="suggestion-list"),
    path("decisions/", suggestions.decision_list, name="decision-list"),
]
annotation_urls = [
    path("", attributions.annotation_edit, name="annotation-edit"),
    path("duplicate/", attributions.annotation_duplicate, name="annotation-duplicate"),
    path("update/", attributions.annotation_update, name="annotation-update"),
    path("elsewhere/", elsewhere.annotation_elsewhere, name="annotation-elsewhere"),
    path("elsewhere/take/", elsewhere.elsewhere_take, name="elsewhere-take"),
    path("parts/", parts.content_add, name="content-add"),
    path("at-once/", at_once.annotation_at_once, name="annotation-at-once"),
    path("tags/", spans.tag_toggle, name="tag-toggle"),
    path("delete/", spans.annotation_delete, name="annotation-delete"),
    path("links/", linking.annotation_links, name="annotation-links"),
    path("links/add/", linking.annotation_connect, name="annotation-connect"),
    path("links/<uuid:link>/remove/", linking.annotation_disconnect, name="annotation-disconnect"),
]
suggestion_urls = [
    path("", suggestions.suggestion_edit, name="suggestion-edit"),
    path("why/", suggestions.suggestion_why, name="suggestion-why"),
    path("accept/", suggestions.suggestion_accept, name="suggestion-accept"),
    path(
        "accept-speaker/", suggestions.suggestion_accept_speaker, name="suggestion-accept-speaker"
    ),
    path("reject/", suggestions.suggestion_reject, name="suggestion-reject"),
    path("reopen/", suggestions.suggestion_reopen, name="suggestion-reopen"),
]

urlpatterns = [
    # The longer ones first: they say at once whether an address is theirs, without a look at each
    # of the twenty below an article.
    path("articles/<uuid:pk>/annotations/<int:number>/", include(annotation_urls)),
    path("articles/<uuid:pk>/suggestions/<int:number>/", include(suggestion_urls)),
    path("articles/<uuid:pk>/", include(workbench_urls)),
    path("actors/options/", options.actor_options, name="actor-options"),
]
