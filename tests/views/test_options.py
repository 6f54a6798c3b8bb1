from datetime import date

import pytest

from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of


def options(client, cast, **query):
    query = {"article": cast.project_article.pk} | query
    response = client.get("/actors/options/", query, htmx=True)
    assert response.status_code == 200
    found = parse(response.content.strip() or b"<p></p>").xpath("//li")
    return [(one.get("data-label"), one.get("data-value"), one.get("data-kind")) for one in found]


def test_the_people_of_this_coding_come_first(cast, as_):
    make_actor("Quilla"), make_actor("Zeno Quill")
    here = make_actor("Zed Quill")
    make_attribution(make_coding(cast.project_article, cast.owner), "Both", speaker=here)
    client = as_(cast.owner)

    names = [name for name, pk, _ in options(client, cast, q="quill") if pk]
    assert names[0] == "Zed Quill"
    assert set(names[1:]) == {"Quilla", "Zeno Quill"}
    assert options(client, cast) == [("Zed Quill", str(here.pk), "person")]


def test_analysts_are_not_told_whom_others_named(cast, as_):
    theirs = make_actor("Zed Quill")
    make_attribution(make_coding(cast.project_article, cast.second), "Both", speaker=theirs)

    assert options(as_(cast.owner), cast) == []


def test_names_are_found_by_any_part_and_despite_a_slip(cast, as_):
    ada = make_actor("Ada Quillfeather")
    client = as_(cast.owner)

    for typed in ("ada", "feather", "Quilfeather", "a", "Q"):
        assert str(ada.pk) in [pk for _, pk, _ in options(client, cast, q=typed)], typed


def test_what_is_not_known_can_be_made_of_each_kind(cast, as_):
    make_actor("Ada Quill")
    client = as_(cast.owner)

    found = options(client, cast, q="Ada Q", name="target")
    assert [one for one in found if not one[1]] == [
        ("Ada Q", "", kind) for kind in ("person", "organisation", "country", "unnamed")
    ]
    assert [one for one in options(client, cast, q="ada quill") if not one[1]] == []


def test_namesakes_are_told_apart_by_what_they_were_on_the_day(cast, as_):
    make_affiliation(make_actor("Li Wang"), "Envoy", make_actor("Elbonia", "country"))
    make_affiliation(make_actor("Li Wang"), "Singer", valid_until=date(2020, 1, 1))

    response = as_(cast.owner).get(
        "/actors/options/", {"article": cast.project_article.pk, "q": "Li Wang"}, htmx=True
    )

    hints = [one.text for one in parse(response.content).find_class("hint")]
    assert sorted(hints) == ["Envoy, Elbonia", "Person"]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reader", 200), ("stranger", 404), (None, 302)]
)
def test_who_may_ask(cast, as_, who, status):
    client = as_(getattr(cast, who) if who else None)

    response = client.get("/actors/options/", {"article": cast.project_article.pk, "q": "x"})

    assert response.status_code == status


@pytest.mark.parametrize("query", [{}, {"article": "x"}, {"name": "password"}])
def test_a_question_that_makes_no_sense(cast, as_, query):
    query = {"article": cast.project_article.pk} | query if "name" in query else query

    assert as_(cast.owner).get("/actors/options/", query).status_code == 404


def test_as_many_queries_for_many_people(cast, as_):
    client = as_(cast.owner)
    for number in range(16):
        make_affiliation(make_actor(f"Ada {number}"), "Envoy")
    few = queries_of(lambda: options(client, cast, q="Ada"))
    for number in range(16, 40):
        make_affiliation(make_actor(f"Ada {number}"), "Envoy")

    many = queries_of(lambda: options(client, cast, q="Ada"))

    assert_same_count(few, many, at_most=9)
    # Hardly anybody: inside names, and what looks alike, are asked for, too.
    assert len(queries_of(lambda: options(client, cast, q="Nobodd"))) <= 12


def named(client, cast):
    response = client.get(f"/articles/{cast.project_article.pk}/people/", htmx=True)
    assert response.status_code == 200
    return [one.text for one in parse(response.content.strip() or b"<p></p>").xpath("//li")]


def test_whom_the_article_names_is_offered_people_first(cast, as_):
    make_actor("Envoys", "organisation")
    for name in ("Ada Quill", "Casimir Roth", "minister"):
        make_actor(name)
    client = as_(cast.owner)

    assert named(client, cast) == ["Ada Quill", "Envoys"]
    assert options(client, cast)[0][0] == "Ada Quill"
    make_actor("Ada Quill")
    assert named(client, cast) == ["Envoys"]


def test_the_people_of_the_article_come_before_the_rest(cast, as_):
    for name in ("Ada Aalto", "Ada Quill", "Adam Quist"):
        make_actor(name)

    names = [name for name, pk, _ in options(as_(cast.owner), cast, q="ad") if pk]

    assert names == ["Ada Quill", "Ada Aalto", "Adam Quist"]


def test_whom_an_article_names_takes_as_many_queries_with_many(cast, as_):
    client = as_(cast.owner)
    make_actor("Ada Quill")
    few = queries_of(lambda: named(client, cast))
    for n in range(12):
        make_actor(f"Nobody {n}")
    many = queries_of(lambda: named(client, cast))

    assert_same_count(few, many, at_most=8)


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reader", 403), ("stranger", 404), (None, 302)]
)
def test_who_may_see_whom_an_article_names(cast, as_, who, status):
    client = as_(getattr(cast, who) if who else None)
    address = f"/articles/{cast.project_article.pk}/people/"

    assert client.get(address, htmx=True).status_code == status
    assert who is None or client.post(address).status_code == 405
