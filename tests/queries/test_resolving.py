"""Whom the pop-up offers for a mention, over invented people."""

from datetime import date

import pytest

from annotations.domain.resolution.mentions import Why
from annotations.models import ActorName
from annotations.queries.resolving import whom
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.queries import assert_same_count, queries_of

DAY = date(2026, 3, 3)
TEXT = (
    "Talks go on\n\n"
    "Ada Quill and Wang Qi met the press. The Valmere president was not there. "
    "“We wait,” Quill said. “We hope,” the minister added. “No,” said Beijing. "
    "She left early, and Selenka stayed. Wang Wu came late; Wang was calm."
)


@pytest.fixture
def row(cast):
    return add_article(cast.project, make_article(TEXT, published_on=DAY))


def offered(row, user, mention, last=False):
    start = TEXT.rindex(mention) if last else TEXT.index(mention)
    return [(one.actor, one.why) for one in whom(mention, start, row, None, user)]


def test_a_surname_means_who_is_named_in_the_article_and_others_come_after(cast, row):
    other, ada = make_actor("Otto Quill"), make_actor("Ada Quill")

    found = offered(row, cast.owner, "Quill", last=True)

    assert found == [(ada, Why.SURNAME), (other, Why.SURNAME)]


def test_two_wangs_in_one_article_are_both_offered(cast, row):
    people = [make_actor(name, family_first=True) for name in ("Wang Qi", "Wang Wu")]

    found = offered(row, cast.owner, "Wang", last=True)

    assert {actor for actor, _ in found} == set(people)
    assert {why for _, why in found} == {Why.SURNAME}


def test_a_title_means_who_holds_the_post_on_the_day_wherever_they_are_named(cast, row):
    valmere = make_actor("Valmere", "country")
    lea, udo = make_actor("Lea Sorin"), make_actor("Udo Lenz")
    make_affiliation(lea, "President", valmere, date(2024, 1, 1))
    make_affiliation(udo, "President", valmere, date(2020, 1, 1), date(2024, 1, 1))

    assert offered(row, cast.owner, "The Valmere president") == [(lea, Why.POST)]


def test_who_held_a_post_once_is_found_where_the_title_says_so_and_on_no_day(cast, row):
    valmere, udo = make_actor("Valmere", "country"), make_actor("Udo Lenz")
    make_affiliation(udo, "President", valmere, date(2020, 1, 1), date(2024, 1, 1))
    undated = add_article(cast.project, make_article(TEXT, published_on=None))

    def found(here, mention):
        return [one.actor for one in whom(mention, 0, here, None, cast.owner)]

    assert found(row, "the former Valmere president") == [udo]
    assert found(row, "the Valmere president") == []
    assert found(undated, "the Valmere president") == [udo]


@pytest.mark.parametrize("mark", ["(", "*", "\\", "%", "["])
def test_a_title_may_have_any_marks(cast, row, mark):
    valmere = make_actor("Valmere", "country")
    lea = make_actor("Lea Sorin")
    make_affiliation(lea, f"President {mark}acting", valmere)

    found = whom(f"the Valmere president {mark}acting", 0, row, None, cast.owner)

    assert lea in [one.actor for one in found]


def test_two_ministers_of_the_article_are_both_offered_with_their_posts(cast, row):
    for name, post in (("Ada Quill", "Foreign minister"), ("Wang Qi", "Defence minister")):
        make_affiliation(make_actor(name), post, None, date(2024, 1, 1))
    make_affiliation(make_actor("Udo Lenz"), "Minister", None, date(2024, 1, 1))

    found = whom("the minister", TEXT.index("the minister"), row, None, cast.owner)

    assert {one.posts[0].post for one in found} == {"Foreign minister", "Defence minister"}


def test_spellings_seats_and_pronouns(cast, row):
    zelenka = make_actor("Зеленка")
    ActorName.objects.create(actor=zelenka, name="Oleh Zelenka")
    china = make_actor("China", "country", country="CN")
    ada = make_actor("Ada Quill", gender="female")
    make_actor("Wang Qi", gender="male")

    assert offered(row, cast.owner, "Selenka") == [(zelenka, Why.SURNAME)]
    assert offered(row, cast.owner, "Beijing") == [(china, Why.SEAT)]
    assert offered(row, cast.owner, "She") == [(ada, Why.PRONOUN)]
    assert offered(row, cast.owner, "press") == []


def test_who_is_quoted_with_the_people_of_this_article_comes_first(cast, row):
    stranger, friend = make_actor("Otto Feder"), make_actor("Anna Feder")
    ada = make_actor("Ada Quill")
    for _ in range(2):
        coding = make_coding(add_article(cast.project, make_article()), cast.owner)
        make_attribution(coding, "Envoys", speaker=friend)
        make_attribution(coding, "shared", speaker=ada)
    unseen = add_article(make_project("Grain"), make_article())
    make_attribution(make_coding(unseen, cast.second), "Envoys", speaker=stranger)

    first, second = whom("Feder", 0, row, None, cast.owner)

    assert (first.actor, first.articles, first.company) == (friend, 2, "Ada Quill")
    assert (second.actor, second.articles, second.company) == (stranger, 0, "")


def test_the_unnamed_are_not_offered(cast, row):
    make_actor("the minister", "unnamed")

    assert offered(row, cast.owner, "the minister") == []


@pytest.mark.parametrize("mention", ["Quill", "the Valmere president", "She"])
def test_as_many_queries_with_many_people_as_with_one(cast, row, mention):
    def fill(number):
        person = make_actor("Ada Quill" if not number else f"Person{number} Quill", gender="female")
        place = make_actor("Valmere" if not number else f"Valmere {number}", "organisation")
        make_affiliation(person, "President", place, date(2020, 1, 1))
        coding = make_coding(add_article(cast.project, make_article()), cast.owner)
        make_attribution(coding, "Envoys", speaker=person)

    def ask():
        assert whom(mention, len(TEXT), row, None, cast.owner)

    fill(0)
    few = queries_of(ask)
    for number in range(1, 8):
        fill(number)

    assert_same_count(few, queries_of(ask), at_most=13)
