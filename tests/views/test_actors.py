from datetime import date

import pytest
from django.urls import reverse

from annotations.models import Actor, Affiliation
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import (
    make_attribution,
    make_coding,
)
from tests.factories.projects import make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def post(quill):
    return make_affiliation(
        quill, "professor of harbour law", valid_from=date(2020, 1, 1), valid_until=date(2025, 1, 1)
    )


def of(name, *keys):
    return reverse(name, args=[key.pk for key in keys])


@pytest.mark.parametrize(
    "query", [{"q": "quil"}, {"kind": "country"}, {"q": "nobody at all"}], ids=str
)
def test_the_register_after_a_swap_equals_a_fresh_one(cast, as_, quill, query):
    client, address = as_(cast.owner), reverse("actor-list")
    make_actor("Valmere", "country")
    page = parse(client.get(address).content)

    update_page(page, client.get(address, query, htmx=True).content, target="results")

    assert_same_page(page, parse(client.get(address, query).content), "results")


def test_the_register_is_turned_by_key(cast, as_):
    for number in range(60):
        make_actor(f"Person {number:02}")
    client, address = as_(cast.owner), reverse("actor-list")

    first = parse(client.get(address).content)
    second = parse(client.get(address + first.xpath("//a[@rel='next']/@href")[0]).content)

    assert second.xpath("//tbody//a[contains(@class, 'title')]/text()")[0] == "Person 50"


def test_the_register_is_listed_by_country_where_a_countrys_page_leads(cast, as_):
    sweden = make_actor("Sweden", "country", country="SE")
    for number in range(21):
        make_actor(f"Person {number}", country="SE")
    make_actor("Somebody else", country="NO")
    client = as_(cast.owner)

    page = parse(client.get(f"/actors/{sweden.pk}/").content)
    [address] = page.xpath("//a[contains(@href, 'country=SE')]/@href")
    listed = words_of(parse(client.get(address).content).get_element_by_id("results"))

    assert "Person 20" in listed
    assert "Somebody else" not in listed
    assert "Somebody else" in words_of(parse(client.get("/actors/?country=se").content))


def test_an_empty_register_says_what_to_do_next(cast, as_):
    assert b"when you attribute a statement" in as_(cast.owner).get(reverse("actor-list")).content


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"side": "about"},
        {"stance": "critical"},
        {"words": "cornered"},
        {"words": "nothing"},
        {"since": "2026-03-04"},
        {"target": "no target at all"},
    ],
    ids=str,
)
def test_a_person_after_a_swap_equals_a_fresh_page(cast, as_, quill, post, query):
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quill, stance="critical", affiliation=post)
    make_attribution(coding, "Envoys", speaker=make_actor("Other"), target=quill, stance="endorse")
    client, address = as_(cast.owner), of("actor-detail", quill)
    page = parse(client.get(address).content)

    update_page(page, client.get(address, query, htmx=True).content, target="statements")

    assert_same_page(page, parse(client.get(address, query).content), "statements", "account")


def test_each_number_beside_the_statements_finds_them(cast, as_, quill):
    coding = make_coding(cast.project_article, cast.owner)
    appeal = make_tag(cast.project.codebook, "Appeal")
    valmere, roe = make_actor("Valmere", "country"), make_actor("Max Roe")
    for words, fields in [
        ("cornered", {"target": valmere, "stance": "critical"}),
        ("Envoys", {"relayer": roe, "stance": "neutral"}),
    ]:
        make_attribution(coding, words, appeal, speaker=quill, **fields)
    client, address = as_(cast.owner), of("actor-detail", quill)
    page = parse(client.get(address).content)

    links = page.xpath("//aside//a[@class='num'] | //table//a | //*[@class='dot'][@href]")

    assert len(links) == 6
    for link in links:
        shown = "".join(link.xpath("text()")).strip() or "1"
        found = parse(client.get(address + link.get("href").split("#")[0]).content)
        assert str(len(found.xpath("//li[@class='statement']"))) == shown


@pytest.mark.parametrize("name", ["actor-detail", "actor-stances", "actor-posts"])
def test_an_actor_is_for_those_who_signed_in_and_only_looked_at(cast, as_, quill, name):
    address = of(name, quill)

    assert as_(None).get(address)["Location"].startswith(reverse("account_login"))
    assert as_(cast.owner).post(address).status_code == 405
    assert as_(cast.owner).get(reverse(name, args=[cast.owner.pk])).status_code == 404


@pytest.mark.parametrize(("name", "shown"), [("owner", True), ("second", False), ("curator", True)])
def test_only_statements_that_the_reader_may_see_are_shown(cast, as_, quill, name, shown):
    make_attribution(make_coding(cast.project_article, cast.owner), "cornered", speaker=quill)

    page = as_(getattr(cast, name)).get(of("actor-detail", quill)).content.decode()

    assert ("cornered" in page) is shown


def test_an_organisation_shows_its_staff_and_what_they_said_for_it(cast, as_, quill):
    office = make_actor("Harbour Office", "organisation")
    post = make_affiliation(quill, "pilot", office)
    make_attribution(
        make_coding(cast.project_article, cast.owner), "cornered", speaker=quill, affiliation=post
    )

    page = parse(as_(cast.owner).get(of("actor-detail", office)).content)

    assert "Ada Quill" in page.xpath("//section[@aria-labelledby='staff-head']")[0].text_content()
    assert "cornered" in page.get_element_by_id("statements").text_content()


def test_a_country_shows_its_code_its_own_and_who_represents_it(cast, as_, quill):
    sweden = make_actor("Sweden", "country", country="SE")
    make_actor("Harbour Office", "organisation", country="SE")
    make_affiliation(quill, "Ambassador", represents="SE")

    page = parse(as_(cast.owner).get(of("actor-detail", sweden)).content)

    assert "(SE)" in page.xpath("//p[@class='eyebrow']")[0].text_content()
    assert (
        "Ambassador" in page.xpath("//*[@aria-labelledby='representatives-head']")[0].text_content()
    )
    assert (
        "Harbour Office"
        in page.xpath("//*[@aria-labelledby='organisations-head']")[0].text_content()
    )


def test_as_many_queries_with_many_rows_as_with_one(cast, as_, quill, post):
    client, address = as_(cast.owner), of("actor-detail", quill)
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quill, target=make_actor("The harbour"))
    few = queries_of(lambda: client.get(address))
    for number in range(10):
        make_affiliation(quill, f"post {number}", make_actor(f"Office {number}", "organisation"))
        make_attribution(coding, "Envoys", speaker=quill, target=make_actor(f"Target {number}"))

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most=31)


def test_the_register_does_not_grow_in_queries(cast, as_, post):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(reverse("actor-list")))
    for number in range(10):
        make_affiliation(make_actor(f"Person {number}"))

    assert_same_count(few, queries_of(lambda: client.get(reverse("actor-list"))), at_most=7)


# Writing ------------------------------------------------------------------------------------

WORKERS = ["owner", "second", "curator", "manager", "admin"]


@pytest.mark.parametrize("name", WORKERS)
def test_whoever_works_in_a_project_may_mend_an_entry(cast, as_, quill, name):
    response = as_(getattr(cast, name)).post(
        of("actor-update", quill),
        {"name": "Ada Quill-Roe", "kind": "person", "country": "se", "description": "Lawyer"},
    )

    actor = Actor.objects.get(pk=quill.pk)
    assert response["Location"] == of("actor-detail", quill)
    assert (actor.name, actor.country, actor.description) == ("Ada Quill-Roe", "SE", "Lawyer")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "", "kind": "person"}, "This field is required."),
        ({"name": "X", "kind": "person", "wikidata": "42"}, "A Wikidata item is a Q and a number"),
        ({"name": "X", "kind": "person", "gender": "any"}, "Select a valid choice"),
        ({"name": "X", "kind": "person", "country": "S1"}, "A country is a code of two letters"),
        ({"name": "X", "kind": "country"}, "Only a person can hold posts"),
    ],
)
def test_an_entry_that_makes_no_sense_comes_back(cast, as_, quill, post, sent, sentence):
    response = as_(cast.owner).post(of("actor-update", quill), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Actor.objects.get(pk=quill.pk).name == "Ada Quill"


def test_a_post_is_added_with_an_organisation_by_name(cast, as_, quill):
    response = as_(cast.owner).post(
        of("affiliation-create", quill),
        {
            "post": "Envoy",
            "organisation": "New Office",
            "represents": "NO",
            "first": "2026-01-01",
            "last": "2026-03-31",
        },
    )

    held = Affiliation.objects.get()
    assert response["Location"] == of("actor-detail", quill)
    assert (held.post, held.organisation.name) == ("Envoy", "New Office")
    assert held.represents == "NO"
    # Both days count: the range ends on the day after.
    assert (held.valid.lower, held.valid.upper) == (date(2026, 1, 1), date(2026, 4, 1))


def test_a_known_organisation_is_found_whatever_the_case(cast, as_, quill):
    known = make_actor("Harbour Office", "organisation")

    as_(cast.owner).post(
        of("affiliation-create", quill), {"post": "Envoy", "organisation": "HARBOUR office"}
    )

    assert Affiliation.objects.get().organisation == known


def test_a_post_is_ended_or_corrected(cast, as_, quill, post):
    address = of("affiliation-update", quill, post)
    form = parse(as_(cast.owner).get(address).content)

    as_(cast.owner).post(address, {"post": "Dean", "first": "2021-01-01", "last": "2024-12-31"})

    assert form.xpath("//input[@name='last']/@value") == ["2024-12-31"]
    held = Affiliation.objects.get()
    assert (held.post, held.valid.lower, held.valid.upper) == (
        "Dean",
        date(2021, 1, 1),
        date(2025, 1, 1),
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"post": ""}, "This field is required."),
        ({"post": "X", "first": "2026-02-01", "last": "2026-01-01"}, "A post must end after"),
        ({"post": "X", "first": "soon"}, "Enter a valid date."),
        ({"post": "X", "last": "9999-12-31"}, "This day is too far away."),
        (
            {"post": "professor of harbour law", "first": "2024-01-01"},
            "This person already held this post at that time.",
        ),
        ({"post": "X", "organisation": "Twin"}, "Several organisations are called"),
    ],
    ids=str,
)
def test_a_post_that_makes_no_sense_comes_back_with_what_was_typed(
    cast, as_, quill, post, sent, sentence
):
    make_actor("Twin", "organisation")
    make_actor("Twin", "country")

    response = as_(cast.owner).post(of("affiliation-create", quill), {"organisation": "", **sent})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Affiliation.objects.count() == 1


def test_an_organisation_is_not_made_for_a_post_that_is_refused(cast, as_, quill, post):
    as_(cast.owner).post(
        of("affiliation-create", quill),
        {"post": "X", "organisation": "Fresh", "first": "2026-02-01", "last": "2026-01-01"},
    )

    assert not Actor.objects.filter(name="Fresh").exists()


def test_a_post_that_was_taken_away_can_be_put_back(cast, as_, quill, post):
    client = as_(cast.owner)

    page = parse(client.post(of("affiliation-delete", quill, post), follow=True).content)
    form = parse(client.get(page.xpath("//a[text()='Put it back']/@href")[0]).content)

    assert not Affiliation.objects.exists()
    assert form.xpath("//input[@name='post']/@value") == ["professor of harbour law"]
    assert form.xpath("//input[@name='last']/@value") == ["2024-12-31"]


def test_a_post_that_somebody_spoke_in_stays(cast, as_, quill, post):
    make_attribution(
        make_coding(cast.project_article, cast.owner), "cornered", speaker=quill, affiliation=post
    )

    page = as_(cast.owner).post(of("affiliation-delete", quill, post), follow=True)

    assert "so this post cannot be deleted" in page.content.decode()
    assert Affiliation.objects.exists()


@pytest.mark.parametrize("name", ["reader", "stranger"])
def test_those_who_only_read_change_nothing(cast, as_, quill, post, name):
    client = as_(getattr(cast, name))

    assert client.get(of("actor-update", quill)).status_code == 403
    assert client.post(of("actor-update", quill), {"name": "X"}).status_code == 403
    assert client.post(of("affiliation-create", quill), {"post": "X"}).status_code == 403
    assert client.post(of("affiliation-update", quill, post), {"post": "X"}).status_code == 403
    assert client.post(of("affiliation-delete", quill, post)).status_code == 403
    assert of("actor-update", quill) not in client.get(of("actor-detail", quill)).content.decode()
    assert Affiliation.objects.get() == post


def test_nobody_is_sent_to_sign_in(as_, quill, post):
    for address in (
        of("actor-update", quill),
        of("affiliation-create", quill),
        of("affiliation-update", quill, post),
        of("affiliation-delete", quill, post),
    ):
        assert as_(None).post(address)["Location"].startswith(reverse("account_login"))


def test_an_organisation_holds_no_posts(cast, as_):
    office = make_actor("Office", "organisation")

    assert as_(cast.owner).get(of("affiliation-create", office)).status_code == 404


def test_a_post_of_somebody_else_is_out_of_reach(cast, as_, post):
    other = make_actor("Somebody else")

    assert as_(cast.owner).get(of("affiliation-update", other, post)).status_code == 404
    assert as_(cast.owner).post(of("affiliation-delete", other, post)).status_code == 404


def test_a_post_is_not_deleted_by_looking(cast, as_, quill, post):
    assert as_(cast.owner).get(of("affiliation-delete", quill, post)).status_code == 405
