"""Whom accepting a suggestion names where the text calls them otherwise than the register does."""

from datetime import date

import pytest

from annotations.actions.decisions import accept
from annotations.actions.machine import suggest_quotations
from annotations.models import Actor, ActorName, Attribution
from annotations.queries.suggestions import fill, suggestion_of
from tests.actions.conftest import NOW
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of

DAY = date(2026, 3, 3)
SAYS = "“Nothing was agreed yesterday,” {} told reporters."


def read(cast, text):
    row = add_article(cast.project, make_article(f"Talks\n\n{text}", published_on=DAY))
    suggest_quotations(project_article=row, at=NOW)
    return row


def accepted(cast, row, words="“Nothing"):
    """Whom the card names before, and whom the statement names after."""
    suggested = suggestion_of(row, None, number_of(words))
    fill([suggested], None, DAY)
    accept(project_article=row, number=suggested.number, by=cast.owner, at=NOW)
    made = Attribution.objects.get(coding__kind="human")
    return suggested.said.speaker, (made.speaker and (made.speaker.pk, made.speaker.name))


@pytest.fixture
def register(db):
    """The people of all cases together, so that each has the others to be mistaken for."""
    valmere, ostland = make_actor("Valmere", "country"), make_actor("Ostland", "country")
    china = make_actor("China", "country", country="CN")
    sorin = make_actor("Lea Sorin", gender="female")
    make_affiliation(sorin, "President", valmere, date(2024, 1, 1))
    make_affiliation(make_actor("Jan Tamm"), "President", ostland, date(2024, 1, 1))
    make_affiliation(
        make_actor("Udo Lenz"), "President", valmere, date(2019, 1, 1), date(2024, 1, 1)
    )
    make_affiliation(make_actor("Pavel Orlin"), "President", represents="RU")
    ada = make_actor("Ada Quill", gender="female")
    make_affiliation(ada, "Trade minister", valmere, date(2024, 1, 1))
    make_actor("Oleh Zelenskyy")
    ActorName.objects.create(actor=ada, name="the Iron Dean", kind="nickname")
    make_actor("Wang Qi", family_first=True)
    make_actor("Wang Wu", family_first=True)
    make_actor("Kelemen Péter", family_first=True)
    return china


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        (SAYS.format("Oleh Zelensky"), "Oleh Zelenskyy"),
        (SAYS.format("Oleh Zelenskiy"), "Oleh Zelenskyy"),
        ("«Nothing»: " + SAYS.format("Péter Kelemen"), "Kelemen Péter"),
        (SAYS.format("the Iron Dean"), "Ada Quill"),
        (SAYS.format("the Valmere president"), "Lea Sorin"),
        (SAYS.format("Valmere’s president"), "Lea Sorin"),
        (SAYS.format("the Russian president"), "Pavel Orlin"),
        (SAYS.format("Beijing"), "China"),
        (SAYS.format("the Chinese government"), "China"),
        (SAYS.format("President Sorin"), "Lea Sorin"),
        ("Ada Quill and Jan Tamm met. " + SAYS.format("the minister"), "Ada Quill"),
        ("Wang Qi and Jan Tamm met. " + SAYS.format("Wang"), "Wang Qi"),
    ],
)
def test_one_whom_the_evidence_means_is_named_as_the_card_says(cast, register, text, whom):
    before = Actor.objects.count()

    said, made = accepted(cast, read(cast, text))

    assert said == made
    assert made[1] == whom
    assert Actor.objects.count() == before


@pytest.mark.parametrize(
    ("text", "entered"),
    [
        # A surname alone, and a name that merely sounds so, may be anybody's.
        (SAYS.format("Quill"), "Quill"),
        (SAYS.format("Wang"), "Wang"),
        (SAYS.format("Olaf Zelenskyy"), "Olaf Zelenskyy"),
        (SAYS.format("the minister"), None),
        (SAYS.format("a Valmere president"), None),
        (SAYS.format("a senior official"), None),
    ],
)
def test_where_the_evidence_is_weak_nobody_is_guessed(cast, register, text, entered):
    before = set(Actor.objects.values_list("pk", flat=True))

    said, made = accepted(cast, read(cast, text))

    assert (made and made[1]) == entered
    assert (said and said[1]) == entered
    assert not made or made[0] not in before


def test_two_who_are_as_likely_are_left_to_the_analyst(cast, register):
    feld = make_actor("Ida Feld")
    make_affiliation(feld, "President", Actor.objects.get(name="Valmere"), date(2025, 1, 1))

    _said, made = accepted(cast, read(cast, SAYS.format("the Valmere president")))

    assert made is None


def test_among_too_many_of_a_surname_only_who_was_named_before_is_meant(cast, register):
    for number in range(25):
        make_actor(f"Wang {number}", family_first=True)

    _said, made = accepted(cast, read(cast, "Wang Qi and Jan Tamm met. " + SAYS.format("Wang")))

    assert made[1] == "Wang Qi"


@pytest.mark.parametrize("mention", ["the Valmere president", "President Sorin", "Oleh Zelensky"])
def test_it_takes_four_queries_more_and_no_more_in_a_large_register(cast, register, mention):
    def queries(printed):
        row = read(cast, SAYS.format(printed))
        number = row.codings.get(kind="machine").attributions.get().number
        return queries_of(lambda: accept(project_article=row, number=number, by=cast.owner, at=NOW))

    make_affiliation(make_actor("Otto Feder"), "Dean")
    plain, few = queries("Otto Feder"), queries(mention)
    for number in range(15):
        person = make_actor(f"Person{number} Sorin")
        make_affiliation(person, f"Minister {number}", Actor.objects.get(name="Valmere"))

    assert_same_count(few, queries(mention), at_most=len(plain) + 4)
