"""The pages on which imports into the register are taken back, and what was done to the register."""

import pytest
from django.urls import reverse

from annotations.actions import register_taking_back
from annotations.actions.merging import merge_actors
from annotations.actions.register_taking_back import look_at_taking_back
from annotations.models import Actor, ActorMove
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.register_files import ACTORS, LATER, applied, planned

PEOPLE = ACTORS + ",person,Wen Lian,CN,Envoy,文莲 [zh native],,\n,organisation,Coast Guard,,,,,\n"
DEEDS = reverse("register-deed-list")


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


@pytest.fixture
def upload(cast):
    return applied(PEOPLE, cast.owner)


def address(upload):
    return reverse("register-import-take-back", args=[upload.pk])


def starting(upload):
    return reverse("register-import-take-back-start", args=[upload.pk])


def state(response):
    return words_of(parse(response.content).get_element_by_id("taking"))


def outcomes(response):
    [nav] = parse(response.content).find_class("outcomes")
    return [words_of(each) for each in nav.iterchildren("a")]


def deeds(response):
    rows = parse(response.content).xpath("//li[starts-with(@id,'deed-')]")
    return [words_of(row) for row in rows]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[(who, 200) for who in ("owner", "second", "manager", "curator", "admin")],
        ("reader", 403),
        ("stranger", 403),
        (None, 302),
    ],
)
def test_whoever_keeps_the_register_may(cast, as_, upload, who, status):
    client = as_(getattr(cast, who) if who else None)
    may_act = 302 if status == 200 else status

    assert client.get(DEEDS).status_code == status
    assert client.get(reverse("register-import-detail", args=[upload.pk])).status_code == status
    assert client.get(address(upload)).status_code == status
    assert client.post(address(upload)).status_code == may_act
    if may_act != 302:
        look_at_taking_back(upload=upload, by=cast.owner, at=LATER)
    assert client.post(starting(upload)).status_code == may_act
    assert Actor.objects.count() == (0 if status == 200 else 2)


def test_what_is_not_applied_is_nobody_s_to_take_back(cast, as_):
    plan = planned(PEOPLE, cast.owner)

    assert as_(cast.owner).get(address(plan)).status_code == 404
    assert as_(cast.manager).post(address(plan)).status_code == 404
    assert as_(cast.owner).post(starting(plan)).status_code == 404


def test_acts_are_no_pages(cast, as_, upload):
    client = as_(cast.owner)

    assert client.get(starting(upload)).status_code == 405
    assert client.post(DEEDS).status_code == 405
    assert client.post(starting(upload)).status_code == 404


def test_it_is_looked_at_and_taken_back(cast, as_, upload):
    client = as_(cast.manager)
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "shared work", speaker=Actor.objects.get(name="Wen Lian"))

    assert "First you see what would go back" in state(client.get(address(upload)))
    page = client.post(address(upload), follow=True)
    seen = state(page)
    assert "Nothing has been changed yet." in seen
    assert outcomes(page) == ["Stays 1", "Goes back 1", "Is back 0"]
    assert "Statements name it: 1" in seen
    assert "Coast Guard" in state(client.get(address(upload), {"show": "goes"}))
    assert Actor.objects.count() == 2

    page = client.post(starting(upload), follow=True)
    assert "Taken back by Manager" in state(page)
    assert outcomes(page) == ["Stays 1", "Goes back 0", "Is back 1"]
    assert Actor.objects.get().name == "Wen Lian"
    assert deeds(client.get(DEEDS))[0].startswith("Files applied · people.csv Owner")
    assert "Taken back in part" in deeds(client.get(DEEDS))[0]


def test_a_change_is_shown_backwards(cast, as_):
    person = make_actor("Wen Lian", country="CN", description="Envoy")
    upload = applied(ACTORS + f"{person.pk},person,Wen Lian,,Minister,,,\n", cast.owner)

    page = parse(as_(cast.owner).post(address(upload), follow=True).content)

    [old], [new] = page.xpath("//del"), page.xpath("//ins")
    assert (words_of(old), words_of(new)) == ("Minister", "Envoy")


def test_refusals_are_told(cast, as_, upload):
    client = as_(cast.owner)
    client.post(address(upload))
    client.post(starting(upload))

    page = client.post(address(upload), follow=True).content.decode()

    assert "Nothing of it is left to take back." in page


def test_it_asks_for_itself_meanwhile(cast, as_, upload, monkeypatch):
    monkeypatch.setattr(register_taking_back, "WITHOUT_WORKER", 1)
    client = as_(cast.owner)
    page = parse(client.post(address(upload), follow=True).content)
    assert page.get_element_by_id("taking").get("hx-get").startswith(address(upload))
    [bar] = page.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("0", "2")

    update_page(page, client.get(address(upload), htmx=True).content, "taking")

    assert_same_page(page, parse(client.get(address(upload)).content), "taking")


def test_the_register_s_deeds_and_their_ways_back(cast, as_, upload):
    kept, gone = Actor.objects.get(name="Wen Lian"), make_actor("Wen L.")
    merge_actors(kept=kept, gone=gone, by=cast.curator, at=LATER, evidence="Same post")
    client = as_(cast.second)

    page = client.get(DEEDS)
    merged, imported = deeds(page)
    assert merged.startswith("“Wen L.” merged into “Wen Lian” · Wen Lian Curator")
    assert "Take back… Files applied · people.csv" in imported
    assert len(deeds(client.get(DEEDS, {"kind": "people"}))) == 1
    assert len(deeds(client.get(DEEDS, {"by": cast.owner.pk}))) == 1
    assert "Nothing of this kind" in client.get(DEEDS, {"by": cast.admin.pk}).content.decode()
    [form] = parse(page.content).xpath("//li[starts-with(@id,'deed-')]//form")
    client.post(form.get("action"))
    assert ActorMove.objects.get().undone_by == cast.second
    assert "Taken back by Second" in deeds(client.get(DEEDS))[0]


def test_an_empty_list_says_what_to_do(cast, as_):
    assert "Nothing yet" in as_(cast.owner).get(DEEDS).content.decode()


def test_the_fragment_is_the_page_s_own_part(cast, as_, upload):
    client = as_(cast.owner)
    page = parse(client.get(DEEDS).content)
    update_page(page, client.get(DEEDS, {"kind": "people"}, htmx=True).content, "results")

    assert_same_page(page, parse(client.get(DEEDS, {"kind": "people"}).content), "results")


def test_as_many_queries_for_many(cast, as_, upload):
    client = as_(cast.owner)
    merge = {"by": cast.curator, "at": LATER, "evidence": "Same post"}
    merge_actors(kept=make_actor("Ada Quill"), gone=make_actor("A. Quill"), **merge)
    look_at_taking_back(upload=upload, by=cast.owner, at=LATER)
    few = [queries_of(lambda page=page: client.get(page)) for page in (DEEDS, address(upload))]
    more = "".join(f",person,Person {n},,,,,\n" for n in range(5))
    many = applied(ACTORS + more, cast.owner)
    merge_actors(kept=make_actor("Otto Feder"), gone=make_actor("O. Feder"), **merge)
    look_at_taking_back(upload=many, by=cast.owner, at=LATER)

    for before, page in zip(few, (DEEDS, address(many)), strict=True):
        assert_same_count(before, queries_of(lambda page=page: client.get(page)), at_most=8)
