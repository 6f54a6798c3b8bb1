"""Texts that changed, that have copies, and that are translations: what programs decide there."""

import pytest

from annotations.models import Act, Appearance, Coding, Counterpart, Span, Translation
from tests.api.conftest import is_problem
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.translations import FRENCH, make_pair
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.test_changes import make_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


def test_what_waits_is_answered_and_that_is_undone(cast, asking, program):
    row = make_changed(cast, "Nobody signs in winter", "It will thaw", "We will wait")
    where = f"/projects/{cast.project.pk}/carries"

    first, second = asking.get(where).json()["items"]
    assert [one["outcome"] for one in (first, second)] == ["changed", "changed"]
    here = f"/carries/{first['id']}"
    assert asking.get(here).json() == first
    assert is_problem(program(cast.second).get(here), 404)
    kept = asking.post(f"{here}/keep", {})
    assert kept.status_code == 200, kept.content
    coding = Coding.objects.get(pk=kept.json()["coding"])
    assert Span.objects.get(coding=coding, number=kept.json()["number"]).words == (
        "Somebody signs in winter"
    )
    assert is_problem(asking.post(f"{here}/keep", {}), 409)
    assert asking.post(f"/carries/{second['id']}/drop", None).status_code == 204
    assert asking.get(where).json()["items"] == []

    undone = asking.ask("POST", f"/codings/{coding.pk}/undo", match="*")
    assert undone.status_code == 200, undone.content
    assert [one["id"] for one in asking.get(where).json()["items"]] == [second["id"]]
    assert row.pk == coding.project_article_id


def test_a_place_by_hand_is_the_one_that_was_seen(cast, asking):
    make_changed(cast, "We will wait")
    [one] = asking.get(f"/projects/{cast.project.pk}/carries").json()["items"]
    text = Coding.objects.get(pk=one["coding"]).revision.text
    start = text.index("We may wait")
    place = {"start": start, "end": start + 11, "words": "We may wait"}
    keep = f"/carries/{one['id']}/keep"

    assert is_problem(asking.post(keep, {"place": {**place, "words": "Nonsense!!!"}}), 409)
    assert asking.post(keep, {"place": place}).status_code == 200
    assert Span.objects.get(coding=one["coding"]).words == "We may wait"


def test_waiting_asks_no_more_for_many(cast, asking):
    make_changed(cast, "We will wait")
    where = f"/projects/{cast.project.pk}/carries"
    few = queries_of(lambda: asking.get(where))
    make_changed(cast, "Nobody signs in winter", "We will wait")

    assert_same_count(few, queries_of(lambda: asking.get(where)), 8)


def test_what_stands_in_a_copy_is_taken_off_put_back_and_detached(cast, asking, program):
    copy = add_article(cast.project, make_article("Envoys meet again."))
    said = make_attribution(make_coding(cast.project_article, cast.owner), "Envoys meet again")
    row = Appearance.objects.create(
        project=cast.project,
        coding=said.coding,
        attribution=said,
        project_article=copy,
        revision=copy.article.revisions.get(),
        outcome="same",
        places=[[said.spans.get().number, 0, 17]],
    )
    where, here = f"/articles/{copy.pk}/appearances", f"/appearances/{row.pk}"

    [told] = asking.get(where).json()["items"]
    assert (told["attribution"], told["places"][0]["end"]) == (str(said.pk), 17)
    for _again in range(2):
        assert asking.ask("PUT", f"{here}/removed").status_code == 204
    assert asking.get(where).json()["items"][0]["removed_at"]
    assert is_problem(asking.post(f"{here}/detach", None), 409)
    assert asking.ask("DELETE", f"{here}/removed").status_code == 204
    assert is_problem(program(cast.curator).ask("PUT", f"{here}/removed"), 409)
    assert is_problem(program(cast.second).ask("PUT", f"{here}/removed"), 404)
    made = asking.post(f"{here}/detach", None)
    assert made.status_code == 201, made.content
    own = Coding.objects.get(pk=made.json()["coding"])
    assert (own.project_article, own.analyst) == (copy, cast.owner)
    assert asking.get(where).json()["items"] == []


def test_a_translation_is_linked_and_parted(cast, asking):
    french = add_article(cast.project, make_article(FRENCH, language="fr"))
    where = f"/articles/{cast.project_article.pk}/translations"
    body = {"other": str(french.pk), "role": "translation", "kind": "official"}

    made = asking.post(where, body)

    assert made.status_code == 201, made.content
    ends = (made.json()["original"], made.json()["translation"])
    assert ends == (str(cast.project_article.pk), str(french.pk))
    assert asking.get(where).json() == asking.get(f"/articles/{french.pk}/translations").json()
    here = made["Location"].removeprefix("/api")
    itself = {**body, "other": str(cast.project_article.pk)}
    assert asking.post(where, itself).json()["errors"][0]["field"] == "other"
    assert is_problem(asking.ask("DELETE", here), 428)
    assert asking.ask("DELETE", here, match=made["ETag"]).status_code == 204
    assert not Translation.objects.exists()


def test_statements_of_both_are_one_and_two_again(cast, asking, program):
    pair = make_pair(cast.project_article, cast.owner)
    here = f"/articles/{pair.article.pk}/translations/{pair.translation.pk}/counterparts"
    number = pair.coding.attributions.order_by("number").first().number
    other = pair.other.attributions.get().number

    put = asking.ask("PUT", f"{here}/{number}", {"other_number": other})

    assert put.status_code == 204, put.content
    told = [{"number": number, "other_number": other}]
    assert asking.get(here).json()["items"] == told
    assert program(cast.second).get(here).json()["items"] == []
    assert is_problem(asking.ask("PUT", f"{here}/{number}", {"other_number": 999}), 409)
    blind = program(cast.second).ask("PUT", f"{here}/{number}", {"other_number": other})
    assert is_problem(blind, 409)
    assert asking.ask("DELETE", f"{here}/{number}").status_code == 204
    assert not Counterpart.objects.exists()
    assert not Act.objects.exists()
