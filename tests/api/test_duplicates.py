"""Programs ask which entries of the register are likely one, and answer."""

import pytest

from annotations.models import Actor
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor, make_affiliation
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
WHERE = "/likely-duplicates"


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


@pytest.fixture
def pair(db):
    return make_actor("Wang Qi", country="CN"), make_actor("Qi Wang", country="CN")


def names(told):
    return [{row["one"]["name"], row["other"]["name"]} for row in told["items"]]


def test_a_pair_comes_with_what_speaks_for_it(asking, pair):
    pair[0].names.create(name="W. Qi")
    make_affiliation(pair[0], "Envoy", None)

    [row] = asking.get(WHERE).json()["items"]

    first = row["one"] if row["one"]["id"] == str(pair[0].pk) else row["other"]
    assert [name["name"] for name in first["names"]] == ["W. Qi"]
    assert [post["post"] for post in first["affiliations"]] == ["Envoy"]
    assert row["is_weak"] is True
    signs = {sign["sign"]: (sign["words"], sign["is_against"]) for sign in row["signs"]}
    assert signs["country"] == ("the same country", False)
    pair[1].country = "FR"
    pair[1].save()
    make_actor("Ada Quill", wikidata="Q1")
    make_actor("Otto Feder", wikidata="Q1")
    likely, *_ = asking.get(WHERE).json()["items"]
    assert likely["signs"][0]["sign"] == "wikidata"
    assert likely["likeness"] > row["likeness"]


def test_the_likeliest_come_first_by_the_page(asking, pair):
    for name in ("Ada Quill", "Otto Feder"):
        for _ in range(2):
            make_actor(name, wikidata="")
    make_actor("Bo Nib", wikidata="Q1")
    make_actor("Carl Penn", wikidata="Q1")
    whole = asking.get(WHERE).json()
    assert (len(whole["items"]), whole["next"], whole["previous"]) == (4, None, None)
    assert names(whole)[0] == {"Bo Nib", "Carl Penn"}

    first = asking.get(f"{WHERE}?limit=3").json()
    second = asking.get(first["next"].partition("/api")[2]).json()

    assert first["items"] + second["items"] == whole["items"]
    assert second["next"] is None
    assert asking.get(second["previous"].partition("/api")[2]).json()["items"] == first["items"]
    assert is_problem(asking.get(f"{WHERE}?cursor=x"), 422)


def test_an_answer_takes_a_pair_off_the_list_until_it_is_taken_back(asking, pair):
    apart = f"/actors/{pair[0].pk}/apart"
    assert asking.ask("PUT", f"{apart}/{pair[1].pk}").status_code == 204
    assert asking.get(WHERE).json()["items"] == []
    for one, other in (pair, pair[::-1]):
        [row] = asking.get(f"/actors/{one.pk}/apart").json()["items"]
        assert (row["other"], row["other_name"]) == (str(other.pk), other.name)
    assert asking.ask("DELETE", f"{apart}/{pair[1].pk}").status_code == 204
    assert asking.get(apart).json()["items"] == []
    assert names(asking.get(WHERE).json()) == [{"Wang Qi", "Qi Wang"}]

    [row] = asking.get(WHERE).json()["items"]
    merged = asking.post(f"/actors/{row['one']['id']}/merge", {"into": row["other"]["id"]})
    assert merged.status_code == 201, merged.content
    assert asking.get(WHERE).json()["items"] == []
    assert Actor.objects.count() == 1


def test_asks_no_more_for_many(asking, pair):
    apart = f"/actors/{pair[0].pk}/apart"
    for _ in range(2):
        asking.ask("PUT", f"{apart}/{make_actor('Otto Feder').pk}")
        few = [queries_of(lambda path=path: asking.get(path)) for path in (WHERE, apart)]
        make_actor("Ada Quill")
        make_actor("Ada Quill")

    for path, asked in zip((WHERE, apart), few, strict=True):
        assert_same_count(asked, queries_of(lambda path=path: asking.get(path)), 14)
