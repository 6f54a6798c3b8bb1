from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from annotations.actions.merging import merge_actors
from annotations.models import Actor, ActorMove, Attribution, User
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def ada(db):
    return make_actor("Ada Quill", country="FR")


@pytest.fixture
def other(db):
    return make_actor("A. Quill", country="DE", description="of the Harbour Institute")


@pytest.fixture
def said(cast, other):
    coding = make_coding(cast.project_article, cast.owner)
    return make_attribution(coding, "cornered", speaker=other)


def at(name, actor, *more):
    return reverse(name, args=[actor.pk, *more])


def text(response):
    return words_of(parse(response.content))


@pytest.mark.parametrize("name", ["actor-merge", "actor-split"])
def test_who_gets_to_the_pages(cast, as_, ada, name):
    address = at(name, ada)

    for user in (cast.owner, cast.curator, cast.manager, cast.admin):
        assert as_(user).get(address).status_code == 200
    for user in (cast.reader, cast.stranger):
        assert as_(user).get(address).status_code == 403
        assert as_(user).post(address).status_code == 403
    assert as_(None).get(address).status_code == 302
    assert as_(cast.owner).put(address).status_code == 405
    assert as_(cast.owner).get(reverse(name, args=[uuid4()])).status_code == 404


def test_who_may_undo(cast, as_, ada, other):
    move = merge_actors(kept=ada, gone=other, by=cast.owner, at=NOW)
    address = at("actor-move-undo", ada, move.pk)

    for user in (cast.reader, cast.stranger):
        assert as_(user).post(address).status_code == 403
    assert as_(None).post(address).status_code == 302
    assert as_(cast.owner).get(address).status_code == 405
    assert as_(cast.owner).post(at("actor-move-undo", ada, uuid4())).status_code == 404
    elsewhere = at("actor-move-undo", make_actor("Otto Feder"), move.pk)
    assert as_(cast.owner).post(elsewhere).status_code == 404
    assert ActorMove.objects.standing().count() == 1


def test_whom_to_merge_is_offered_by_name_and_by_kind(cast, as_, ada, other):
    make_actor("Quill", "organisation")
    client = as_(cast.owner)

    found = text(client.get(at("actor-merge", ada), {"q": "quill"}))

    assert "A. Quill Person · of the Harbour Institute" in found
    assert "Organisation" not in found
    assert "Nobody of such a name" in text(client.get(at("actor-merge", ada), {"q": "zzz"}))
    broken = client.get(at("actor-merge", ada), {"other": "nobody"})
    assert "Could be the same" in text(broken)
    assert client.get(at("actor-merge", ada), {"other": ada.pk}).status_code == 404


def test_both_are_side_by_side_with_what_will_happen(cast, as_, ada, other, said):
    make_affiliation(ada, "Minister", None, date(2019, 1, 1))
    make_affiliation(other, "minister", None, date(2020, 1, 1))
    row = add_article(make_project("Grain"), make_article())
    make_attribution(make_coding(row, cast.second), "shared", speaker=other, relayer=ada)

    page = text(as_(cast.owner).get(at("actor-merge", ada), {"other": other.pk}))

    assert "Country France Germany differs, is dropped" in page
    assert "Description of the Harbour Institute taken over" in page
    assert "Statements not for you to see 1 Harbour talks 1 not for you to see 1" in page
    assert "2 statements that name “A. Quill” name the other one." in page
    assert "“Minister” stands there 2 times for the same days: it becomes one post." in page
    assert "In 1 statement one relays the other" in page


def test_a_person_and_an_organisation_are_not_offered_the_button(cast, as_, ada):
    ministry = make_actor("Ministry", "organisation")

    page = parse(as_(cast.owner).get(at("actor-merge", ada), {"other": ministry.pk}).content)

    assert "never the same" in words_of(page)
    assert not page.xpath("//form[@id='merge']")


def test_merged_the_old_address_leads_on_and_undo_is_on_the_page(cast, as_, ada, other, said):
    client = as_(cast.owner)

    done = client.post(at("actor-merge", ada), {"other": other.pk})
    assert done.url == at("actor-detail", ada)
    assert "“A. Quill” is part of “Ada Quill” now." in text(client.get(done.url))
    assert client.get(at("actor-detail", other)).url == at("actor-detail", ada)
    assert "Undo" not in text(as_(cast.reader).get(done.url))

    undone = client.post(at("actor-move-undo", ada, ActorMove.objects.get().pk))
    assert undone.url == at("actor-detail", other)
    page = text(client.get(undone.url))
    assert "“A. Quill” was merged into “Ada Quill”." in page
    assert "undone by Owner" in page
    said.refresh_from_db()
    assert said.speaker == other


def test_without_a_word_how_it_is_known_no_unnamed_speaker_is_merged(cast, as_, ada):
    unnamed = make_actor("a senior official", "unnamed")
    client = as_(cast.owner)

    refused = client.post(at("actor-merge", ada), {"other": unnamed.pk})
    assert refused.status_code == 422
    assert "Say how you know who the unnamed speaker is." in text(refused)

    client.post(at("actor-merge", ada), {"other": unnamed.pk, "evidence": "Her memoirs."})
    assert "Her memoirs." in text(client.get(at("actor-detail", ada)))


def test_who_is_gone_meanwhile_is_told(cast, as_, ada):
    client = as_(cast.owner)

    again = client.post(at("actor-merge", ada), {"other": uuid4()})

    assert "no longer in the register" in text(client.get(again.url))


def test_a_move_that_others_build_on_is_not_undone_and_says_why(cast, as_, ada, other):
    move = merge_actors(kept=ada, gone=other, by=cast.owner, at=NOW)
    merge_actors(kept=make_actor("Otto Feder"), gone=ada, by=cast.owner, at=NOW)
    client, otto = as_(cast.owner), Actor.objects.get()

    assert client.get(at("actor-detail", other)).url == at("actor-detail", otto)
    assert client.post(at("actor-move-undo", otto, move.pk)).status_code == 404
    ada = merge_actors(kept=make_actor("Ada"), gone=otto, by=cast.owner, at=NOW)
    first = ActorMove.objects.get(from_name="Ada Quill")
    answer = client.post(reverse("actor-move-undo", args=[ada.to_actor, first.pk]))
    assert answer.status_code == 404


def test_what_is_chosen_is_split_off(cast, as_, ada, other, said):
    held = make_affiliation(other, "Director")
    client = as_(cast.owner)
    page = client.get(at("actor-split", other))
    assert "cornered" in text(page)
    assert "Director" in text(page)

    refused = client.post(at("actor-split", other), {"name": "Alma Quill"})
    assert refused.status_code == 422
    assert "Choose what belongs to somebody else." in text(refused)

    chosen = {"statements": [said.pk], "posts": [held.pk], "name": "Alma Quill"}
    done = client.post(at("actor-split", other), chosen)

    new = Actor.objects.get(name="Alma Quill")
    assert done.url == at("actor-detail", new)
    assert Attribution.objects.get().speaker == new
    assert "was split off to Alma Quill" in text(client.get(done.url))


def test_what_is_split_off_may_go_to_somebody_of_the_register(cast, as_, ada, other, said):
    client = as_(cast.owner)
    address = f"{at('actor-split', other)}?q=ada"

    client.post(address, {"statements": [said.pk], "to": ada.pk})

    assert Attribution.objects.get().speaker == ada


def fields_of(response):
    """What the form of a page would send."""
    [form] = [parse(response.content).get_element_by_id("split")]
    ticked = {
        box.get("value")
        for box in form.xpath(".//input[@name='statements']")
        if box.get("type") == "hidden" or box.get("checked") is not None
    }
    fields = {
        one.name: one.value
        for one in form.xpath(".//input | .//select")
        if one.name in ("page", "offered", "q", "to", "name")
    }
    return {name: value or "" for name, value in fields.items()} | {"statements": sorted(ticked)}


def test_what_is_ticked_stays_while_one_turns_the_pages(cast, as_, ada, other, said, monkeypatch):
    monkeypatch.setattr("annotations.views.splitting.SIZE", 1)
    second = make_attribution(said.coding, "shared", speaker=other)
    client, address = as_(cast.owner), at("actor-split", other)
    first_page = client.get(address)
    assert "cornered" not in text(first_page)
    [turn] = parse(first_page.content).xpath("//button[@name='turn']/@value")

    sent = fields_of(first_page) | {"statements": [second.pk], "name": "Alma Quill", "turn": turn}
    second_page = client.post(address, sent)
    assert second_page.status_code == 200
    assert "cornered" in text(second_page)
    assert "1 is ticked on other pages" in text(second_page)
    found = client.post(address, fields_of(second_page) | {"q": "ada", "find": "1"})
    assert "cornered" in text(found)
    assert "Ada Quill" in text(found)
    sent = fields_of(found)
    assert (sent["statements"], sent["name"]) == ([str(second.pk)], "Alma Quill")
    client.post(address, sent | {"statements": [*sent["statements"], said.pk]})

    names = Attribution.objects.values_list("speaker__name", flat=True)
    assert set(names) == {"Alma Quill"}


def test_whoever_was_chosen_is_meant_whatever_was_typed_since(cast, as_, ada, other, said):
    client = as_(cast.owner)
    sent = {"statements": [said.pk], "to": ada.pk, "q": "nobody", "offered": "ada"}

    assert client.post(at("actor-split", other), sent).status_code == 302
    assert Attribution.objects.get().speaker == ada


def test_turning_pages_splits_nothing(cast, as_, ada, other, said):
    sent = {"statements": [said.pk], "to": ada.pk, "turn": "nonsense"}

    assert as_(cast.owner).post(at("actor-split", other), sent).status_code == 200
    assert Attribution.objects.get().speaker == other


def test_nothing_to_split_says_so(cast, as_, ada):
    assert "Nothing to split" in text(as_(cast.owner).get(at("actor-split", ada)))


def test_as_many_queries_with_many_rows_as_with_one(cast, as_, ada, other, said):
    client = as_(User.objects.get(username="curator"))
    coding = said.coding
    make_affiliation(other, "Director")
    addresses = [at("actor-merge", ada) + f"?other={other.pk}", at("actor-split", other)]
    addresses.append(at("actor-detail", ada))
    few = [queries_of(lambda url=url: client.get(url)) for url in addresses]
    for number in range(8):
        make_attribution(coding, "shared", speaker=other)
        make_affiliation(other, f"Director {number}")
        merge_actors(kept=ada, gone=make_actor("Ada Q."), by=cast.owner, at=NOW)

    for url, before in zip(addresses, few, strict=True):
        assert_same_count(before, queries_of(lambda url=url: client.get(url)), at_most=30)
