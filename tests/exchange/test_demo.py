from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction

from annotations.domain.demo import DEMO_LOGINS, DEMO_PASSWORD
from annotations.exchange.demo import load_demo
from annotations.exchange.demo.files import read_articles
from annotations.models import (
    Actor,
    Article,
    Attribution,
    Coding,
    CodingState,
    Link,
    Membership,
    Project,
    Source,
    Span,
    SpanRole,
    Story,
    StoryArticle,
    User,
)
from annotations.queries.assignments import put_holders
from annotations.queries.copies import copies_seen
from annotations.queries.workbench import open_workbench
from tests.helpers.jobs import jobs

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def counts():
    return Counter(
        {model.__name__: model.objects.count() for model in (Article, Actor, Source, Span, User)}
    )


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loading takes seconds: once for all tests that only look, undone after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(at=AT)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def project(loaded, db):
    return Project.objects.get()


def test_two_analysts_have_every_article_until_the_deadline(project):
    rows = list(project.project_articles.all())

    put_holders(rows)

    assert [len(row.holders) for row in rows] == [2] * len(rows)
    assert (project.due_on - AT.date()).days == 21
    states = {holder.state for row in rows for holder in row.holders}
    assert states == {"", "open", "done"}


def test_everything_of_the_files_is_there_once(project):
    planned = read_articles()
    attributions = sum(len(one.by) for article in planned for one in article.attributions)
    passages = sum(len(one.by) for article in planned for one in article.passages)

    assert project.project_articles.count() == len(planned) == 8
    assert Attribution.objects.by_people().count() == attributions
    assert Span.objects.filter(role=SpanRole.PASSAGE).count() == passages
    assert set(Source.objects.values_list("is_reviewed", flat=True)) == {True}
    assert Source.objects.count() == len({article.source for article in planned})


def test_loading_twice_is_loading_once(project):
    before = counts()

    assert load_demo(at=AT) is None
    assert counts() == before


def test_what_people_did_meanwhile_stays(project):
    Article.objects.filter(language="fr").update(title="Changed")
    Project.objects.update(description="Changed")

    load_demo(at=AT)

    assert Article.objects.get(language="fr").title == "Changed"
    assert Project.objects.get().description == "Changed"


def test_the_near_copy_and_the_report_are_one_story_and_all_others_are_alone(project):
    admin = User.objects.get(username="admin")
    report, copy, *others = project.project_articles.order_by("article")

    found = copies_seen(copy, admin)
    assert [one.row for one in found.printed] == [report, copy]
    assert found.original.why == "agency"
    assert not any(copies_seen(row, admin).original for row in others)


def test_a_demo_from_before_there_were_stories_is_gathered(project):
    one, other = Article.objects.order_by("pk")[:2]
    StoryArticle.objects.filter(article=other).delete()
    asked = jobs().filter(task_name="gather_article", args__article=str(other.pk)).count()

    assert load_demo(at=AT) is None

    assert other.story_article.story == one.story_article.story
    again = jobs().filter(task_name="gather_article", args__article=str(other.pk)).count()
    assert again == asked + 1


def test_copies_that_people_took_apart_stay_apart(project):
    report, copy = Article.objects.order_by("pk")[:2]
    alone = Story.objects.create(created_at=AT)
    StoryArticle.objects.filter(article=copy).update(story=alone)

    load_demo(at=AT)

    assert StoryArticle.objects.get(article=copy).story == alone
    assert StoryArticle.objects.get(article=report).story != alone


def test_four_people_sign_in_with_the_demos_password(project):
    roles = dict(Membership.objects.values_list("user__username", "role"))

    assert roles == {
        "analyst": "analyst",
        "second": "analyst",
        "curator": "curator",
        "admin": "manager",
    }
    for name in DEMO_LOGINS:
        assert User.objects.get(username=name).check_password(DEMO_PASSWORD)
    assert User.objects.get(is_superuser=True).username == "admin"


def test_two_analysts_coded_some_articles_and_finished_fewer(project):
    human = Coding.objects.by_people()
    codings = Counter(human.values_list("analyst__username", flat=True))
    done = Counter(
        Coding.objects.filter(state=CodingState.DONE).values_list("analyst__username", flat=True)
    )

    assert set(codings) == {"analyst", "second"}
    assert 0 < done["analyst"] < codings["analyst"] < 8
    assert 0 < done["second"] < codings["second"] < 8
    assert all(coding.changed_at < AT for coding in Coding.objects.all())


def test_the_machine_has_read_every_article_and_suggests_what_is_not_attributed(project):
    analyst = User.objects.get(username="analyst")
    waiting = 0
    for row in project.project_articles.with_role_of(analyst).select_related("article"):
        bench = open_workbench(row, analyst)
        waiting += len(bench.suggestions)
        assert row.codings.filter(kind="machine").exists()
    assert waiting > 40


def test_somebody_speaks_in_another_post_after_changing_it(project):
    posts = set(
        Attribution.objects.filter(speaker__name="Edda Marrin", affiliation__isnull=False)
        .values_list("affiliation__post", flat=True)
        .distinct()
    )

    assert posts == {"Deputy Minister of Foreign Affairs", "Minister of Foreign Affairs"}


def test_what_somebody_relayed_is_denied_in_the_same_article(project):
    link = Link.objects.get(project=project)
    denying = Attribution.objects.get(coding=link.coding, number=link.number)
    denied = Attribution.objects.get(coding=link.other_coding, number=link.other_number)

    assert link.kind == "denies"
    assert denying.speaker.name == "Office of the President of Valmere"
    assert (denied.speaker.name, denied.relayer.name) == (
        "Aurel Brannock",
        "un conseiller du président Brannock",
    )


def test_a_post_was_held_on_the_day_of_the_article(project):
    for attribution in Attribution.objects.filter(affiliation__isnull=False):
        day = attribution.coding.project_article.article.published_on
        assert attribution.speaker.affiliations.as_of(day).contains(attribution.affiliation)


def test_spans_say_what_the_text_says(project):
    for span in Span.objects.select_related("coding__revision"):
        assert span.coding.revision.text[span.start : span.end] == span.words
