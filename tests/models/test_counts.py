"""Which codings count: the agreed one of an article where it is done, else everybody's."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from annotations.models import Attribution, Coding, ProjectArticle
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project


def counting(row):
    return set(row.codings.that_count().values_list("kind", "analyst__username"))


@pytest.fixture
def codings(cast):
    """By their kinds and analysts; the gold one is in work."""
    row = cast.project_article
    return {
        "owner": make_coding(row, cast.owner, "done"),
        "machine": make_coding(row, None),
        "gold": make_coding(row, None, kind="gold"),
    }


BOTH = {("human", "owner"), ("human", "second")}
GOLD = {("gold", None)}


def test_gold_counts_alone_while_it_is_done(cast, codings):
    row, gold = cast.project_article, codings["gold"]
    make_coding(row, cast.second)
    assert counting(row) == BOTH

    for state, expected in (("done", GOLD), ("open", BOTH), ("done", GOLD)):
        gold.state = state
        gold.save(update_fields=["state"])
        assert counting(row) == expected

    gold.delete()
    assert counting(row) == BOTH


def test_who_begins_later_does_not_count_beside_it(cast, codings):
    Coding.objects.filter(kind="gold").update(state="done")

    late = make_coding(cast.project_article, cast.second)

    late.refresh_from_db()
    assert not late.counts


def test_an_earlier_revision_does_not_count(cast, codings):
    Coding.objects.filter(kind="gold").update(state="done")
    Coding.every.filter(kind="gold").update(is_current=False)
    Coding.every.filter(kind="machine").update(is_current=False)

    assert counting(cast.project_article) == {("human", "owner")}


def test_another_article_is_not_touched(cast, codings):

    other = make_coding(add_article(cast.project, make_article()), cast.owner)

    Coding.objects.filter(kind="gold").update(state="done")

    other.refresh_from_db()
    assert other.counts


def test_statements_are_those_of_the_codings_that_count(cast, codings):
    mine = make_attribution(codings["owner"], "shared work")
    agreed = make_attribution(codings["gold"], "shared work")
    make_attribution(codings["machine"], "shared work")
    assert list(Attribution.objects.that_count()) == [mine]

    Coding.objects.filter(kind="gold").update(state="done")

    assert list(Attribution.objects.that_count()) == [agreed]


@pytest.mark.parametrize("who", ["owner", "second", "manager", "curator", "reader"])
def test_what_was_agreed_is_for_all_members(cast, codings, who):
    user = getattr(cast, who)
    sees = who not in ("owner", "second")
    assert Coding.objects.visible_to(user).filter(kind="gold").exists() is sees

    Coding.objects.filter(kind="gold").update(state="done")

    assert Coding.objects.visible_to(user).filter(kind="gold").exists()
    assert not Coding.objects.visible_to(cast.stranger).exists()


def test_a_coding_is_of_the_project_of_its_article(cast, codings):
    other = make_project("Grain")

    with pytest.raises(IntegrityError, match="project of its article"), transaction.atomic():
        Coding.objects.filter(pk=codings["owner"].pk).update(project=other)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        ProjectArticle.objects.filter(pk=cast.project_article.pk).update(project=other)
