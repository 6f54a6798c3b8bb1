"""Who was what on which day, over invented people: each case by its name."""

from datetime import date

import pytest

from annotations.actions.actors import change_affiliation
from annotations.models import Actor, Attribution
from annotations.queries.balance import By, balance_of, project_scope
from annotations.queries.prefill import held_post, posts_of
from annotations.queries.resolving import whom
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = pytest.mark.django_db

HANDOVER = date(2026, 3, 15)
TEXT = "Envoys meet\n\n“We wait,” the Valmere president said."


def meant(cast, text, mention, day=HANDOVER):
    row = add_article(cast.project, make_article(text, published_on=day))
    return [one.actor for one in whom(mention, text.index(mention), row, None, cast.owner)]


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 3, 14), "Udo Lenz"), (HANDOVER, "Lea Sorin"), (date(2026, 3, 16), "Lea Sorin")],
)
def test_on_the_change_over_day_the_successor_holds_the_post(cast, day, name):
    valmere = make_actor("Valmere", "country")
    make_affiliation(make_actor("Udo Lenz"), "President", valmere, date(2020, 1, 1), HANDOVER)
    make_affiliation(make_actor("Lea Sorin"), "President", valmere, HANDOVER)

    assert [one.name for one in meant(cast, TEXT, "the Valmere president", day)] == [name]


def test_of_two_posts_at_once_both_are_held_and_none_is_chosen(db):
    quill = make_actor("Ada Quill")
    past = make_affiliation(quill, "Envoy", None, date(2019, 1, 1), date(2020, 1, 1))
    both = {make_affiliation(quill, post, None, date(2024, 1, 1)) for post in ("MP", "Minister")}

    posts = posts_of(quill.pk, HANDOVER)

    assert {one.affiliation for one in posts if one.is_held} == both
    assert posts[-1].affiliation == past
    assert held_post(posts) == ""


def test_last_year_s_figures_stay_when_somebody_changes_sides(cast):
    """A statement keeps the post in which it was made, whatever is learnt of that post later."""
    quill = make_actor("Ada Quill")
    post = make_affiliation(quill, "Minister", None, date(2020, 1, 1), kind="government")
    row = add_article(cast.project, make_article(TEXT, published_on=date(2025, 6, 1)))
    said = make_attribution(
        make_coding(row, cast.owner), "We wait", speaker=quill, affiliation=post
    )

    def figures():
        found = balance_of(project_scope(cast.project, cast.owner)).tables[By.CAPACITY]
        return {value: figure.statements for value, figure in found.items()}

    before = figures()
    assert before == {"government": 1}
    change_affiliation(
        affiliation=post,
        by=cast.owner,
        post="Minister",
        organisation=None,
        kind="government",
        valid_from=date(2020, 1, 1),
        valid_until=date(2025, 1, 1),
    )
    make_affiliation(quill, "Leader", None, date(2025, 1, 1), kind="opposition")

    assert figures() == before
    assert Attribution.objects.get(pk=said.pk).affiliation == post


SPELLINGS = ["Orensky", "Orenskyy", "Оренський"]


@pytest.mark.parametrize("entered", SPELLINGS)
@pytest.mark.parametrize("typed", SPELLINGS)
def test_three_spellings_of_one_name_two_scripts_among_them_find_one_person(cast, entered, typed):
    olena = make_actor(f"Olena {entered}")
    make_actor("Otto Feder")

    assert list(Actor.objects.named_like(typed)) == [olena]
    assert meant(cast, f"Talks\n\n“No,” said {typed}.", typed) == [olena]


def test_in_hungarian_order_the_first_word_is_the_family_s(cast):
    ilona = make_actor("Varga Ilona", family_first=True)
    bela = make_actor("Béla Varsány")

    assert list(Actor.objects.in_alphabet()) == [ilona, bela]
    assert meant(cast, "Talks\n\n“No,” said Varga.", "Varga")[0] == ilona
    assert ilona.sort_name == "Varga Ilona"


def test_a_capital_means_the_government_and_not_the_people_who_live_there(cast):
    china = make_actor("China", "country", country="CN")
    make_actor("Wang Qi", country="CN")

    assert meant(cast, "Talks\n\n“No,” said Beijing.", "Beijing") == [china]


def test_namesakes_in_two_articles_stay_two(cast):
    wangs = [make_actor("Wang Qi", description=what) for what in ("envoy", "painter")]
    text = "Talks\n\n“No,” said Wang Qi."

    assert set(meant(cast, text, "Wang Qi")) == set(wangs)
    assert Actor.objects.meant_by(["Wang Qi"], None) == {}
