from datetime import date

import pytest

from annotations.models import Mode, Stance
from annotations.queries.actors import count_statements
from annotations.queries.countries import MOST, nation_of
from annotations.queries.speaking import Side, Sought, account_of, statements_of, with_details
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(cast):
    """Quill speaks twice in the owner's coding and once in the second's, about Roe once."""
    university = make_actor("University of Lund", "organisation")
    quill, roe = make_actor("Ada Quill"), make_actor("Max Roe")
    post = make_affiliation(quill, organisation=university)
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(
        coding, "cornered", speaker=quill, affiliation=post, stance=Stance.CRITICAL, target=roe
    )
    make_attribution(
        coding, "Envoys", speaker=quill, stance=Stance.ENDORSE, mode=Mode.INDIRECT, relayer=roe
    )
    theirs = make_coding(cast.project_article, cast.second)
    make_attribution(theirs, "Nobody knows", speaker=quill, stance=Stance.CRITICAL)
    return cast, {"quill": quill, "roe": roe, "university": university}


def said(actor, user, side=Side.SAID, **sought):
    rows = with_details(statements_of(actor, user, side, Sought(**sought)))
    return [row.contents[0].words for row in rows.order_by("-place", "coding_id", "start")]


@pytest.mark.parametrize(
    ("reader", "found"),
    [
        ("owner", ["Envoys", "cornered"]),
        ("second", ["Nobody knows"]),
        ("curator", ["Envoys", "cornered", "Nobody knows"]),
        ("admin", ["Envoys", "cornered", "Nobody knows"]),
        ("stranger", []),
    ],
)
def test_statements_are_those_that_the_reader_may_see(spoken, reader, found):
    cast, people = spoken

    assert said(people["quill"], getattr(cast, reader)) == found
    assert count_statements([people["quill"]], getattr(cast, reader)) == (
        {people["quill"].pk: len(found)} if found else {}
    )


@pytest.mark.parametrize(
    ("who", "side", "found"),
    [
        ("roe", Side.SAID, []),
        ("roe", Side.ABOUT, ["cornered"]),
        ("roe", Side.RELAYED, ["Envoys"]),
        ("university", Side.SAID, ["cornered"]),
        ("quill", Side.ABOUT, []),
    ],
)
def test_each_side_has_its_statements(spoken, who, side, found):
    cast, people = spoken

    assert said(people[who], cast.owner, side) == found


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ({"stance": Stance.CRITICAL}, ["cornered"]),
        ({"mode": Mode.INDIRECT}, ["Envoys"]),
        ({"words": "corner"}, ["cornered"]),
        ({"words": "corner envoys"}, []),
        ({"since": date(2026, 3, 3)}, ["Envoys", "cornered"]),
        ({"since": date(2026, 3, 4)}, []),
        ({"until": date(2026, 3, 2)}, []),
    ],
)
def test_each_filter_narrows_what_is_found(spoken, sought, found):
    cast, people = spoken

    assert said(people["quill"], cast.owner, **sought) == found


def test_the_account_counts_stances_modes_and_sides(spoken):
    cast, people = spoken

    account = account_of(people["quill"], cast.curator, Side.SAID)

    assert account.sides == {"said": 3, "about": 0, "relayed": 0}
    assert account.stances == [("critical", 2), ("endorse", 1)]
    assert [(mode.value, n) for mode, n in account.modes] == [("direct", 2), ("indirect", 1)]
    assert account.most == 2


def test_the_account_of_somebody_who_said_nothing_is_empty(cast):
    account = account_of(make_actor("Silent"), cast.owner, Side.SAID)

    assert (account.stances, account.modes, account.most) == ([], [], 0)


def test_the_newest_article_comes_first_and_undated_ones_last(spoken):
    cast, people = spoken
    for day in (date(2026, 5, 1), None):
        article = make_article(f"Talk of {day}\n\nWords.", published_on=day)
        coding = make_coding(add_article(cast.project, article), cast.owner)
        make_attribution(coding, f"Talk of {day}", speaker=people["quill"])

    found = said(people["quill"], cast.owner)

    assert found == ["Talk of 2026-05-01", "Envoys", "cornered", "Talk of None"]


def test_statements_of_another_project_stay_there(spoken):
    cast, people = spoken
    elsewhere = add_article(make_project("Elsewhere"), make_article())
    make_attribution(make_coding(elsewhere, cast.stranger), "cornered", speaker=people["quill"])

    assert len(said(people["quill"], cast.curator)) == 3


def test_details_are_all_there(spoken):
    cast, people = spoken
    rows = list(with_details(statements_of(people["quill"], cast.curator, Side.SAID, Sought())))

    def show():
        for row in rows:
            str(row.speaker), str(row.target), str(row.coding.analyst), row.contents
            str(row.coding.project_article.article.source), str(row.coding.project)
            str(row.affiliation and row.affiliation.organisation)

    assert queries_of(show) == []


def test_a_country_is_heard_through_whoever_represents_it(cast):
    sweden, office = make_actor("Sweden", "country", country="SE"), make_actor("UN", "organisation")
    envoy = make_affiliation(make_actor("Envoy"), "Ambassador", office, represents="SE")
    other = make_affiliation(make_actor("Other"), "Ambassador", office, represents="NO")
    coding = make_coding(cast.project_article, cast.owner)
    for words, post in [("cornered", envoy), ("Envoys", other)]:
        make_attribution(coding, words, speaker=post.person, affiliation=post)

    assert said(sweden, cast.owner) == ["cornered"]
    assert said(make_actor("Nowhere", "country"), cast.owner) == []


def test_a_country_names_its_own_and_who_represents_it(cast):
    sweden = make_actor("Sweden", "country", country="SE")
    make_actor("Harbour Office", "organisation", country="SE")
    make_actor("Elsewhere", "organisation", country="NO")
    post = make_affiliation(make_actor("Ada Quill", country="SE"), "Ambassador", represents="SE")

    nation = nation_of(sweden)

    assert nation.representatives == [post]
    assert [actor.name for actor in nation.organisations] == ["Harbour Office"]
    assert [actor.name for actor in nation.people] == ["Ada Quill"]
    assert not nation.has_more
    assert nation_of(make_actor("Nowhere", "country")) is None
    assert nation_of(post.person) is None


def test_a_country_with_many_people_says_that_there_are_more(cast):
    sweden = make_actor("Sweden", "country", country="SE")
    for number in range(MOST + 1):
        make_actor(f"Person {number}", country="SE")

    nation = nation_of(sweden)

    assert (len(nation.people), nation.has_more) == (MOST, {"person"})


def test_those_who_represent_a_country_are_read_page_by_page(cast):
    sweden = make_actor("Sweden", "country", country="SE")
    for number in range(MOST + 1):
        make_affiliation(make_actor(f"Person {number}"), f"Consul {number:02}", represents="SE")

    first, second, third = (nation_of(sweden, page) for page in (1, 2, 3))

    assert (len(first.representatives), first.previous, first.next) == (MOST, 0, 2)
    assert (len(second.representatives), second.previous, second.next) == (1, 1, 0)
    posts = {post.post for nation in (first, second) for post in nation.representatives}
    assert len(posts) == MOST + 1
    assert (third.representatives, third.previous, third.next) == ([], 2, 0)


def test_what_was_agreed_speaks_alone_unless_everyone_is_asked_for(spoken):
    cast, people = spoken
    gold = make_coding(cast.project_article, None, "done", kind="gold")
    agreed = make_attribution(gold, "cornered", speaker=people["quill"])
    quill, reader = people["quill"], cast.reader

    assert list(statements_of(quill, reader, Side.SAID, Sought())) == [agreed]
    assert count_statements([quill], reader) == {quill.pk: 1}
    assert account_of(quill, reader, Side.SAID).sides["said"] == 1
    assert statements_of(quill, reader, Side.SAID, Sought(everyone=True)).count() == 4
