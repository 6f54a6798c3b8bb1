"""What the Web Annotation Protocol demands of a server, one demand after the other.

https://www.w3.org/TR/annotation-protocol/
"""

import json
import re

import pytest
from pyld import jsonld

from annotations.api import collecting
from annotations.models import Coding, Span
from tests.api.conftest import HERE, is_problem, path_of
from tests.factories.annotations import make_coding, make_passage
from tests.helpers.json_ld import load_context
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
LDP, OA = "http://www.w3.org/ns/ldp#", "http://www.w3.org/ns/oa#"
MINIMAL, IRIS = f"{LDP}PreferMinimalContainer", f"{OA}PreferContainedIRIs"
DESCRIPTIONS = f"{OA}PreferContainedDescriptions"
KEY = re.compile("[0-9a-f]{32}")
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def prefer(*wanted):
    return f'return=representation; include="{" ".join(wanted)}"'


def every_page(asking, first, way="next"):
    where = first
    while where:
        page = asking.get(path_of(where)).json()
        assert page["id"] == where
        yield page
        where = page.get(way)


CONTAINER_SAYS = [
    ("Link", f'<{LDP}BasicContainer>; rel="type"'),
    ("Link", f'<http://www.w3.org/TR/annotation-protocol/>; rel="{LDP}constrainedBy"'),
    ("Allow", "GET, HEAD, OPTIONS, POST"),
    ("Accept-Post", "application/ld+json"),
    ("Vary", "Accept"),
    ("Vary", "Prefer"),
    ("ETag", '"'),
]
ANNOTATION_SAYS = [
    ("Link", f'<{LDP}Resource>; rel="type"'),
    ("Allow", "DELETE, GET, HEAD, OPTIONS, PUT"),
    ("Vary", "Accept"),
    ("ETag", '"'),
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_both_say_what_they_are_to_each_method(asking, container, world, method):
    for where, says in (
        (container, CONTAINER_SAYS),
        (f"{container}{world['spans']}", ANNOTATION_SAYS),
    ):
        response = asking.ask(method, where)

        assert response.status_code == (204 if method == "OPTIONS" else 200)
        assert bool(response.content) == (method == "GET")
        for name, value in says:
            assert value in response[name], (where, name)
        assert response["ETag"] == asking.get(where)["ETag"]
        if method != "OPTIONS":
            assert response["Content-Type"] == PROFILE


def test_what_is_asked_for_before_a_token_is_sent(container, program, cast, client):
    """A browser asks so for a page of another site; and learns nothing of what is there."""
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "PUT"}
    for where in (f"/api{container}", f"/api{container.replace(str(cast.project.pk), '0' * 32)}"):
        response = client.options(where, headers=headers)
        assert response.status_code == (204 if str(cast.project.pk) in where else 404), where
    response = client.options(f"/api{container}", headers=headers)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert "If-Match" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" not in response
    assert is_problem(program(cast.stranger).ask("OPTIONS", container), 404)


def test_all_answers_of_a_container_say_what_it_is(container, program, cast, asking):
    for response in (
        program(None).get(container),
        program(cast.stranger).get(container),
        asking.ask("PATCH", container, {}),
        asking.post(container, {}),
    ):
        assert response.status_code >= 400
        assert "BasicContainer" in response["Link"]


@pytest.mark.parametrize("iris", [False, True], ids=["whole", "iris"])
@pytest.mark.parametrize("minimal", [False, True], ids=["embedded", "minimal"])
def test_preferences_are_followed(asking, container, iris, minimal):
    wanted = [IRIS if iris else DESCRIPTIONS, *([MINIMAL] if minimal else [])]
    response = asking.get(container, Prefer=prefer(*wanted))
    told = response.json()

    assert told["type"] == ["BasicContainer", "AnnotationCollection"]
    assert told["id"] == response["Content-Location"] == f"{HERE}{container}?iris={int(iris)}"
    assert told["total"] == 4
    assert told["last"].startswith(told["id"])
    assert response["Preference-Applied"] == "return=representation"
    if minimal:
        assert "contains" not in told
        [page] = every_page(asking, told["first"])
    else:
        page = told["first"]
    assert page["type"] == "AnnotationPage"
    assert [isinstance(item, str) for item in page["items"]] == [iris] * 4


@pytest.mark.parametrize(
    ("header", "iris"),
    [
        ("", False),
        (prefer(IRIS, DESCRIPTIONS), False),
        (f"return=representation;include={IRIS}", True),
        ("return=minimal", False),
    ],
    ids=["nothing", "both", "unquoted", "other"],
)
def test_other_preferences(asking, container, header, iris):
    response = asking.get(container, **({"Prefer": header} if header else {}))

    assert isinstance(response.json()["first"]["items"][0], str) == iris
    assert ("Preference-Applied" in response) == iris


@pytest.mark.parametrize("iris", [0, 1])
def test_pages_hold_everything_once_and_in_order(cast, asking, container, monkeypatch, iris):
    monkeypatch.setattr(collecting, "PAGE", 3)
    coding = Coding.objects.get(analyst=cast.owner)
    for _ in range(5):
        make_passage(coding, "what comes next")
    told = asking.get(f"{container}?iris={iris}", Prefer=prefer(MINIMAL)).json()

    pages = list(every_page(asking, told["first"]))
    back = list(every_page(asking, told["last"], "prev"))

    assert [len(page["items"]) for page in pages] == [3, 3, 3]
    assert [page["startIndex"] for page in pages] == [0, 3, 6]
    assert [page["startIndex"] for page in back] == [6, 3, 0]
    assert "prev" not in pages[0]
    assert "next" not in pages[-1]
    assert all(page["partOf"] == {"id": told["id"], "total": 9} for page in pages)
    assert [page["items"] for page in back[::-1]] == [page["items"] for page in pages]
    keys = [one if iris else one["id"] for page in pages for one in page["items"]]
    assert keys == sorted(set(keys))
    assert len(keys) == 9


def test_a_container_of_nothing_has_no_last_page(cast, asking):
    told = asking.get(f"/projects/{cast.project.pk}/annotations/").json()

    assert (told["total"], told["first"]["items"], "last" in told) == (0, [], False)
    assert asking.get(f"/projects/{cast.project.pk}/annotations/?page=last").json()["items"] == []


def test_it_is_json_ld(asking, container):
    told = asking.get(container).json()
    [graph] = jsonld.expand(told, {"documentLoader": load_context})

    assert graph["@type"] == [
        f"{LDP}BasicContainer",
        "http://www.w3.org/ns/activitystreams#OrderedCollection",
    ]
    for one in told["first"]["items"]:
        alone = asking.get(path_of(one["id"])).json()
        assert {name: value for name, value in alone.items() if name != "@context"} == one
        [found] = jsonld.expand(alone, {"documentLoader": load_context})
        assert found["@type"] == [f"{OA}Annotation"]
        assert found["@id"] == alone["id"]
        assert found[f"{OA}hasTarget"]


def test_it_is_what_exports_have(cast, asking, container, as_):
    query = "form=web-annotation&which=own"
    file = as_(cast.owner).get(f"/projects/{cast.project.pk}/exports/file/?{query}")
    exported = {one["id"]: one for one in json.loads(file.getvalue())["first"]["items"]}
    for one in asking.get(container).json()["first"]["items"]:
        assert one["id"].startswith(f"{HERE}{container}")
        always = one.pop("canonical")
        assert exported.pop(always) == {**one, "id": always}
    assert exported == {}


def test_the_machine_and_those_who_work_blind(cast, program, container):
    seen = program(cast.manager).get(container).json()["first"]["items"]
    people = {cast.owner.shown_name, cast.manager.shown_name}
    assert {one["creator"]["name"] for one in seen} == people
    assert program(cast.second).get(container).json()["total"] == 0


def test_asks_no_more_for_many_and_reads_no_more_than_a_page(
    cast, program, container, world, monkeypatch
):
    monkeypatch.setattr(collecting, "PAGE", 5)
    asking = program(cast.manager, "read")
    few = queries_of(lambda: asking.get(container))
    coding = make_coding(cast.project_article, cast.second)
    for _ in range(30):
        make_passage(coding, "what comes next")

    many = queries_of(lambda: asking.get(container))

    assert_same_count(few, many, 14)
    [spans] = [sql for sql in many if '"prefix"' in sql]
    assert 0 < len(set(KEY.findall(spans))) <= 5
    assert len(asking.get(container).json()["first"]["items"]) == 5


@pytest.mark.parametrize("who", ["manager", "second"])
def test_a_page_follows_on_what_is_gone(cast, program, monkeypatch, who):
    """A mark leads on and back, also where what it names is not there any more."""
    monkeypatch.setattr(collecting, "PAGE", 2)
    coding = make_coding(cast.project_article, cast.second)
    made = [str(make_passage(coding, "what comes next").pk) for _ in range(6)]
    asking = program(getattr(cast, who))
    container = f"/projects/{cast.project.pk}/annotations/?iris=1"

    def keys(page):
        return [one.rpartition("/")[2] for one in page["items"]]

    first = asking.get(container).json()["first"]
    second = asking.get(path_of(first["next"])).json()
    Span.objects.filter(pk=made[1]).delete()
    again = asking.get(path_of(first["next"])).json()
    assert keys(again) == keys(second) == made[2:4]
    assert ("prev" in again, again["startIndex"]) == (True, 2)
    Span.objects.filter(pk=made[0]).delete()
    alone = asking.get(path_of(first["next"])).json()
    assert ("prev" in alone, alone["startIndex"]) == (False, 0)
    third = asking.get(path_of(again["next"])).json()
    Span.objects.filter(pk=made[4]).delete()
    back = asking.get(path_of(third["prev"])).json()
    assert (keys(back), "next" in back, "prev" in back) == (made[2:4], True, False)


def test_what_is_as_it_was_is_not_sent_again(asking, container):
    page = f"{container}?iris=0&page=first"
    for where in (container, page):
        known = asking.get(where)["ETag"]
        same = asking.get(where, If_None_Match=known)
        assert (same.status_code, same.content, same["ETag"]) == (304, b"", known)
