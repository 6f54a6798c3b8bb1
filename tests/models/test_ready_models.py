"""Models found by a statement that was put together once are those that a QuerySet finds."""

from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat

from annotations.models import Coding, ProjectArticle, Tag, User
from annotations.models.ready_models import ReadyModels
from tests.factories.annotations import make_coding
from tests.factories.projects import make_codebook, make_tag

pytestmark = pytest.mark.django_db


def codings_of(project_article):
    rows = Coding.objects.filter(project_article=project_article).order_by("-analyst__username")
    shown = rows.select_related("analyst", "project_article__article__source")
    return shown.annotate(called=Concat(F("analyst__username"), Value("!")))


def test_they_come_with_all_that_was_selected_along_and_annotated(cast, django_assert_num_queries):
    for user in (cast.owner, cast.second):
        make_coding(cast.project_article, user)
    ready = ReadyModels(codings_of, [UUID])

    with django_assert_num_queries(1):
        found = ready.found(cast.project_article.pk)
        facts = [
            (one.analyst.name, one.called, one.project_article.article.source.name) for one in found
        ]

    asked = list(codings_of(cast.project_article.pk))
    assert found == asked
    assert [one.__dict__ | {"_state": None} for one in found] == [
        one.__dict__ | {"_state": None} for one in asked
    ]
    source = cast.project_article.article.source.name
    assert facts == [("Second", "second!", source), ("Owner", "owner!", source)]
    assert [one._state.adding for one in found] == [False, False]
    assert ready.one(cast.project_article.pk) == asked[0]


def test_what_is_deferred_is_asked_for_when_it_is_wanted(cast, django_assert_num_queries):
    ready = ReadyModels(
        lambda pk: (
            ProjectArticle.objects.filter(pk=pk).select_related("project").only("project__name")
        ),
        [UUID],
    )

    found = ready.one(cast.project_article.pk)

    with django_assert_num_queries(0):
        assert found.project.name == cast.project.name
    with django_assert_num_queries(1):
        assert found.article_id == cast.project_article.article_id


def test_nothing_selected_along_is_none():
    tag = make_tag(make_codebook("One"), "Appeal")
    ready = ReadyModels(lambda pk: Tag.objects.filter(pk=pk).select_related("parent"), [UUID])

    assert ready.one(tag.pk).parent is None
    assert ready.one(tag.codebook_id) is None
    assert ready.found(tag.codebook_id) == []


def test_values_are_read_as_their_fields_read_them(cast):
    cast.owner.own_keys = {"a": ["shift"]}
    cast.owner.save()

    found = ReadyModels(lambda pk: User.objects.filter(pk=pk), [UUID]).one(cast.owner.pk)

    assert found.own_keys == {"a": ["shift"]}


@pytest.mark.django_db(transaction=True)
def test_what_one_thread_put_together_another_may_ask():
    tag = make_tag(make_codebook("One"), "Appeal")
    ready = ReadyModels(lambda pk: Tag.objects.filter(pk=pk), [UUID])
    ready.one(tag.pk)
    found = []

    def ask():
        found.append(ready.one(tag.pk))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()

    assert found == [tag]
