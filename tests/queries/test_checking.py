from datetime import date

import pytest

from annotations.actions.actors import change_affiliation
from annotations.models import Attribution
from annotations.queries.checking import to_check
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def spoken(cast, quill):
    """What Ada Quill said as envoy on 3 March 2026."""
    post = make_affiliation(quill, "Envoy", None, date(2020, 1, 1))
    coding = make_coding(cast.project_article, cast.owner)
    return make_attribution(coding, "cornered", speaker=quill, affiliation=post)


def ended(post, day, by):
    change_affiliation(
        affiliation=post,
        post=post.post,
        organisation=None,
        valid_from=post.valid.lower,
        valid_until=day,
        kind="",
        by=by,
    )


@pytest.mark.parametrize(
    ("until", "doubtful"),
    [(None, False), (date(2026, 3, 4), False), (date(2026, 3, 3), True), (date(2025, 1, 1), True)],
)
def test_a_resignation_learnt_later_changes_no_statement_but_asks_for_a_look(
    cast, quill, spoken, until, doubtful
):
    post = spoken.affiliation

    ended(post, until, cast.owner)

    assert Attribution.objects.get(pk=spoken.pk).affiliation == post
    assert to_check(quill, cast.owner) == ([spoken] if doubtful else [])


def test_others_do_not_see_what_they_may_not(cast, quill, spoken):
    ended(spoken.affiliation, date(2025, 1, 1), cast.owner)

    assert to_check(quill, cast.stranger) == []
    assert to_check(make_actor("Otto Feder"), cast.owner) == []


def test_an_article_without_a_day_asks_for_nothing(cast, quill, spoken):
    ended(spoken.affiliation, date(2025, 1, 1), cast.owner)
    article = cast.project_article.article
    article.published_on = None
    article.save()

    assert to_check(quill, cast.owner) == []


def test_as_many_queries_with_many(cast, quill, spoken):
    ended(spoken.affiliation, date(2025, 1, 1), cast.owner)
    few = queries_of(lambda: to_check(quill, cast.owner))
    for words in ("Envoys", "Both"):
        make_attribution(
            spoken.coding, words, speaker=quill, affiliation=spoken.affiliation, mode="indirect"
        )

    assert_same_count(few, queries_of(lambda: to_check(quill, cast.owner)), at_most=1)
