"""Histories as pages: whoever may see a thing may see what befell it, and nobody else."""

import pytest
from django.urls import reverse

from annotations.actions.actors import change_actor
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import queries_of


@pytest.fixture
def places(cast):
    """By name: an address for each kind of thing, and who among the cast may open it."""
    coding = make_coding(cast.project_article, cast.owner)
    said = make_attribution(coding, "Nobody knows", speaker=make_actor("Ada Quill"))
    row, project = cast.project_article.pk, cast.project.pk
    members = {"owner", "second", "manager", "curator", "reader", "admin"}
    compare = members - {"second"}
    annotation = reverse("annotation-trail", args=[row, said.number]) + f"?coding={coding.pk}"
    return {
        "annotation": (annotation, compare),
        "article": (reverse("article-trail", args=[row]), members),
        "codebook": (reverse("codebook-trail", args=[project]), members),
        "actor": (reverse("actor-trail", args=[said.speaker_id]), members | {"stranger"}),
        "project": (reverse("project-trail", args=[project]), {"manager", "admin"}),
    }


@pytest.mark.parametrize("kind", ["annotation", "article", "codebook", "actor", "project"])
def test_the_ladder(as_, cast, places, kind):
    address, allowed = places[kind]
    for name in ("owner", "second", "manager", "curator", "reader", "admin", "stranger"):
        status = as_(getattr(cast, name)).get(address).status_code
        wanted = (
            200 if name in allowed else 403 if kind == "project" and name != "stranger" else 404
        )
        assert status == wanted, name
    assert as_(None).get(address).status_code == 302
    assert as_(cast.manager).post(address).status_code == 405


def test_one_s_own_annotation_needs_no_name_of_the_coding(as_, cast, places):
    address = places["annotation"][0].partition("?")[0]

    assert as_(cast.owner).get(address).status_code == 200
    for broken in ("?coding=x", f"?coding={cast.project.pk}"):
        assert as_(cast.owner).get(address + broken).status_code == 404


def test_a_page_says_who_did_it_and_from_what_to_what(as_, cast):
    quill = make_actor("Ada Quill", description="Consul")
    change_actor(actor=quill, by=cast.manager, description="Envoy")
    address = reverse("actor-trail", args=[quill.pk])
    page = parse(as_(cast.stranger).get(address).content)

    [changed] = [
        words_of(one)
        for one in page.xpath("//ol[contains(@class, 'trail')]/li")
        if "Manager" in words_of(one)
    ]
    assert "Actor changed description before: Consul → after: Envoy" in changed

    fragment = as_(cast.stranger).get(address, htmx=True)
    update_page(page, fragment.content, "trail")
    assert_same_page(page, parse(as_(cast.stranger).get(address).content), "trail")


def test_where_nothing_happened_it_says_so(as_, cast):
    address = reverse("annotation-trail", args=[cast.project_article.pk, 7])
    make_coding(cast.project_article, cast.owner)

    assert "Nobody has changed anything here" in as_(cast.owner).get(address).content.decode()


def test_the_page_of_an_article_asks_little(as_, cast, places):
    client = as_(cast.manager)
    address = places["article"][0]

    assert len(queries_of(lambda: client.get(address))) <= 16
