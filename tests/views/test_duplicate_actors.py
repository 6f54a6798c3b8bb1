from uuid import uuid4

import pytest
from django.urls import reverse

from annotations.models import Actor, ActorMove, Distinct
from tests.factories.actors import make_actor
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

LIST = reverse("duplicate-actor-list")
WRITES = [reverse(f"duplicate-actor-{name}") for name in ("merge", "dismiss", "undo")]


@pytest.fixture
def pair(db):
    return make_actor("Wang Qi", country="CN"), make_actor("Qi Wang", description="of Ostland")


def text(response):
    return words_of(parse(response.content))


def test_who_gets_to_the_page_and_may_answer(cast, as_, pair):
    for user in (cast.owner, cast.admin):
        assert as_(user).get(LIST).status_code == 200
    for user in (cast.reader, cast.stranger):
        assert as_(user).get(LIST).status_code == 403
        assert [as_(user).post(address).status_code for address in WRITES] == [403] * 3
    assert as_(None).get(LIST).status_code == 302
    assert [as_(None).post(address).status_code for address in WRITES] == [302] * 3
    assert as_(cast.owner).post(LIST).status_code == 405
    assert [as_(cast.owner).get(address).status_code for address in WRITES] == [405] * 3


def test_a_pair_is_shown_with_what_speaks_for_it(cast, as_, pair):
    page = text(as_(cast.owner).get(LIST))

    assert (
        "“Wang Qi” and “Qi Wang” the same?" in page or "“Qi Wang” and “Wang Qi” the same?" in page
    )
    assert "for names that sound alike" in page
    assert "Nothing but the name speaks for it." in page
    assert "of Ostland" in page
    assert "1 pair" in page


def test_they_are_merged_with_the_reasons_on_record_and_that_is_undone(cast, as_, pair):
    client, (kept, gone) = as_(cast.owner), pair

    done = client.post(WRITES[0], {"one": kept.pk, "other": gone.pk})

    move = ActorMove.objects.get()
    assert done.url == f"{LIST}?move={move.pk}"
    assert move.evidence == "names that sound alike"
    assert "Nothing looks like a duplicate" in text(client.get(done.url))
    client.post(WRITES[2], {"move": move.pk})
    assert Actor.objects.count() == 2
    assert "undone already" in text(client.post(WRITES[2], {"move": move.pk}, follow=True))
    assert client.post(WRITES[2], {"move": uuid4()}).status_code == 404


def test_they_are_different_and_that_is_undone(cast, as_, pair):
    client = as_(cast.owner)
    values = {"one": pair[0].pk, "other": pair[1].pk}

    done = client.post(WRITES[1], values)

    assert Distinct.objects.count() == 1
    assert "Undo the last answer" in text(client.get(done.url))
    client.post(WRITES[2], values)
    assert not Distinct.objects.exists()


def test_passed_over_it_shows_the_next_and_stays_there(cast, as_, pair):
    for _ in range(2):
        make_actor("Otto Feder")
    client = as_(cast.owner)
    first, second = text(client.get(LIST)), text(client.get(LIST, {"skip": 1}))

    assert "2 pairs" in first
    assert "1 pair" in second
    assert "Nothing looks like a duplicate" in text(client.get(LIST, {"skip": 2}))
    assert "2 pairs" in text(client.get(LIST, {"skip": "x"}))
    done = client.post(WRITES[1], {"one": pair[0].pk, "other": pair[1].pk, "skip": 1})
    assert done.url.startswith(f"{LIST}?skip=1&")


def test_somebody_was_faster(cast, as_, pair):
    gone = {"one": pair[0].pk, "other": uuid4()}

    answer = as_(cast.owner).post(WRITES[0], gone, follow=True)

    assert "Somebody was faster" in text(answer)


def test_as_many_queries_with_many_pairs_as_with_one(cast, as_, pair):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(LIST))
    for name in ("Otto Feder", "Lea Sorin"):
        for _ in range(3):
            make_actor(name)

    assert_same_count(few, queries_of(lambda: client.get(LIST)), at_most=10)
