import pytest
from django.db import IntegrityError, transaction

from annotations.actions.acts import Gone
from annotations.actions.translations import (
    CannotLink,
    link_counterparts,
    link_translation,
    unlink_counterparts,
    unlink_translation,
)
from annotations.models import Counterpart, Translation
from tests.factories.annotations import make_attribution
from tests.factories.articles import make_article
from tests.factories.translations import AT, make_pair


def linking(original, article, by, kind="outlet"):
    return link_translation(original=original, article=article, kind=kind, by=by, at=AT)


def test_an_article_becomes_the_translation_of_another(cast):
    original, article = make_article(), make_article()

    made = linking(original, article, cast.owner)

    assert (made.original, made.article, made.linked_by) == (original, article, cast.owner)


def test_said_twice_it_is_one_and_the_kind_is_the_last(cast):
    original, article = make_article(), make_article()
    linking(original, article, cast.owner)

    linking(original, article, cast.second, kind="official")

    made = Translation.objects.get()
    assert (made.kind, made.linked_by) == ("official", cast.owner)


def test_nothing_translates_itself_two_texts_or_a_translation(cast):
    one, two, three = (make_article(title=f"Talks {n}") for n in range(3))
    linking(one, two, cast.owner)

    for original, article, sentence in (
        (one, one, "no translation of itself"),
        (three, two, "the translation of “Talks 0” already"),
        (two, three, "linked to the first original"),
        (two, one, "linked to the first original"),
        (three, one, "linked to the first original"),
    ):
        with pytest.raises(CannotLink, match=sentence):
            linking(original, article, cast.owner)
    assert Translation.objects.count() == 1


@pytest.mark.parametrize("places", [(1, 2), (1, 0), (2, 0), (0, 0)])
def test_the_database_refuses_chains_and_circles(cast, places):
    articles = [make_article() for _ in range(3)]
    Translation.objects.create(original=articles[0], article=articles[1], kind="ours", linked_at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.create(
            original=articles[places[0]], article=articles[places[1]], kind="ours", linked_at=AT
        )


def test_links_of_statements_outlive_that_of_their_articles(cast):
    pair = make_pair(cast.project_article, cast.owner)
    link(pair, 1, 1, cast.owner)

    unlink_translation(translation=pair.translation, by=cast.owner)

    assert not Translation.objects.exists()
    assert Counterpart.objects.count() == 1


def link(pair, number, other_number, by):
    link_counterparts(
        coding=pair.coding,
        number=number,
        other=pair.other,
        other_number=other_number,
        by=by,
        at=AT,
    )


def linked():
    return sorted(Counterpart.objects.values_list("number", "other_number"))


def test_a_statement_has_one_counterpart(cast):
    pair = make_pair(cast.project_article, cast.owner)
    again = make_attribution(pair.other, "Personne ne sait").number
    first, second = (said.number for said in pair.coding.attributions.order_by("number"))
    there = pair.other.attributions.order_by("number").first().number

    link(pair, first, there, cast.owner)
    assert linked() == [(first, there)]
    link(pair, second, there, cast.owner)
    assert linked() == [(second, there)]
    link(pair, second, again, cast.owner)
    assert linked() == [(second, again)]
    unlink_counterparts(coding=pair.coding, number=second, other=pair.other, by=cast.owner)
    assert linked() == []


def test_what_is_not_there_is_linked_with_nothing(cast):
    pair = make_pair(cast.project_article, cast.owner)

    for numbers in ((99, 1), (1, 99)):
        with pytest.raises(Gone):
            link(pair, *numbers, cast.owner)
    assert linked() == []
