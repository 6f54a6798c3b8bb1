from datetime import date

import pytest
from django.urls import reverse

from annotations.actions.acts import undo
from annotations.actions.links import link_statements
from annotations.actions.spans import delete_annotation
from annotations.models import Attribution, Link
from annotations.queries.standing import position_of, positions_of
from tests.actions.conftest import NOW, WINTER
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.factories.revisions import revise_to
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

LATER = "Thaw comes early\n\n“We may sign after all,” said Ada Quill."


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def council(db):
    return make_actor("The council", "organisation")


@pytest.fixture
def pair(cast, quill, council):
    """What she said in winter, and in spring."""
    first = add_article(cast.project, make_article(WINTER, published_on=date(2026, 3, 3)))
    second = add_article(cast.project, make_article(LATER, published_on=date(2026, 5, 3)))
    words = ("Nobody signs in winter", "We may sign after all")
    stances = ("reject", "supportive")
    return [
        make_attribution(
            make_coding(row, cast.owner), said, speaker=quill, target=council, stance=stance
        )
        for row, said, stance in zip((first, second), words, stances, strict=True)
    ]


def address(name, said, *more):
    return reverse(name, args=[said.pk, *more])


def walk_back(cast, pair, **more):
    facts = {"said": pair[1], "kind": "walks_back", "other": pair[0], "by": cast.owner, "at": NOW}
    link_statements(**facts | more)
    return Link.objects.get(kind=more.get("kind", "walks_back"))


def links_of(client, said):
    page = parse(client.get(address("statement-detail", said)).content)
    return words_of(page.get_element_by_id("links"))


def test_a_walk_back_is_seen_from_both_ends(as_, cast, pair):
    client = as_(cast.owner)
    sent = {"kind": "walks_back", "other": pair[0].pk}
    response = client.post(address("link-create", pair[1]), sent, follow=True)

    assert "Walks back Ada Quill 3 March 2026" in words_of(parse(response.content))
    assert "Later walked back Ada Quill 3 May 2026" in links_of(client, pair[0])


def test_it_is_said_from_the_earlier_one_too_and_on_a_day(as_, cast, pair):
    client = as_(cast.owner)
    sent = {"kind": "walks_back_by", "other": pair[1].pk, "day": "2026-05-01"}
    client.post(address("link-create", pair[0]), sent)

    link = Link.objects.get()
    assert (link.coding, link.other_coding) == (pair[1].coding, pair[0].coding)
    assert "Later walked back Ada Quill 1 May 2026" in links_of(client, pair[0])


def test_a_circle_is_refused_with_a_sentence(as_, cast, pair):
    walk_back(cast, pair)
    sent = {"kind": "walks_back", "other": pair[1].pk}
    response = as_(cast.owner).post(address("link-create", pair[0]), sent)

    assert response.status_code == 422
    assert "would go in a circle" in words_of(parse(response.content))
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{}, {"kind": "eats"}, {"other": ""}, {"day": "soon"}, {"other": "self"}]
)
def test_nonsense_is_shown_again(as_, cast, pair, wrong):
    sent = {"kind": "denies", "other": pair[0].pk} | wrong if wrong else {}
    if wrong.get("other") == "self":
        sent["other"] = pair[1].pk
    response = as_(cast.owner).post(address("link-create", pair[1]), sent)

    assert response.status_code == 422
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("typed", "found"), [("", 1), ("quill", 1), ("nobody winter", 1), ("Quill spring", 0)]
)
def test_the_other_one_is_found_by_speaker_and_words(as_, cast, pair, typed, found):
    page = parse(as_(cast.owner).get(address("link-list", pair[1]), {"q": typed}).content)

    assert len(page.xpath("//input[@type='radio']")) == found


def test_who_works_blind_finds_only_their_own(as_, cast, pair):
    row = pair[0].coding.project_article
    make_attribution(make_coding(row, cast.second), "It will thaw", speaker=pair[0].speaker)
    page = parse(as_(cast.owner).get(address("link-list", pair[1])).content)

    assert len(page.xpath("//input[@type='radio']")) == 1


def test_unlinking_offers_to_link_again(as_, cast, pair):
    link = walk_back(cast, pair)
    client = as_(cast.owner)
    response = client.post(address("link-delete", pair[0], link.pk), follow=True)

    assert not Link.objects.exists()
    [again] = parse(response.content).xpath("//a[text()='Link it again']/@href")
    page = parse(client.get(again).content)
    assert page.xpath(f"//input[@value='{pair[1].pk}']/@checked")
    assert page.xpath("//option[@value='walks_back_by']/@selected")


def test_a_link_to_what_was_deleted_waits_for_undo(as_, cast, pair):
    walk_back(cast, pair)
    client, row = as_(cast.owner), pair[1].coding.project_article
    here = {"project_article": row, "by": cast.owner, "at": NOW}
    delete_annotation(number=pair[1].number, **here)
    assert "Later walked back" not in links_of(client, pair[0])

    undo(**here)

    assert "Later walked back" in links_of(client, pair[0])


def test_a_link_goes_along_to_a_newer_revision(as_, cast, pair):
    walk_back(cast, pair)
    revise_to(pair[0].coding.project_article.article, f"{WINTER}\n\nSnow is expected.")
    now = Attribution.objects.get(coding__is_current=True, stance="reject")
    client = as_(cast.owner)

    assert now.pk != pair[0].pk
    assert Link.objects.get().other_coding == now.coding
    for one in (now, pair[0]):
        assert "Later walked back" in links_of(client, one)


def test_where_she_stands_follows_and_the_history_stays(as_, cast, pair, quill, council):
    assert position_of(quill, cast.owner, target=council.pk).said == pair[1]
    spoken = {"said": pair[0], "other": pair[1], "day": date(2026, 5, 9)}
    walk_back(cast, pair, **spoken)

    position = position_of(quill, cast.owner, target=council.pk)

    assert (position.said, position.statements, position.withdrawn) == (pair[0], 2, 1)
    assert position_of(quill, cast.second, target=council.pk) is None
    page = parse(as_(cast.owner).get(address("statement-detail", pair[1])).content)
    assert "Nobody signs in winter" in words_of(page.find_class("position")[0])
    person = parse(as_(cast.owner).get(f"/actors/{quill.pk}/").content)
    assert "Nobody signs in winter" in words_of(person.find_class("position")[0])
    assert not parse(as_(cast.second).get(f"/actors/{quill.pk}/").content).find_class("position")


def test_where_she_stands_towards_each_of_whom_she_speaks(cast, pair, quill, council):
    other = make_actor("The island", "country")
    make_attribution(pair[0].coding, "professor", speaker=quill, target=other)

    few = queries_of(lambda: positions_of(quill, cast.owner))
    found = positions_of(quill, cast.owner)

    assert [(one.said.target, one.statements) for one in found] == [(council, 2), (other, 1)]
    assert len(few) <= 7
    assert positions_of(quill, cast.second) == []


def test_where_she_stands_on_a_topic(cast, pair, quill):
    tag = make_tag(cast.project.codebook, "Harbour")
    pair[0].attribution_tags.create(tag=tag)

    assert position_of(quill, cast.owner, tag=tag.pk).said == pair[0]


def test_as_many_queries_with_many_links_as_with_one(as_, cast, pair):
    walk_back(cast, pair)
    client = as_(cast.owner)
    here = address("statement-detail", pair[0])
    few = queries_of(lambda: client.get(here))
    for kind in ("denies", "contradicts", "clarifies", "repeats"):
        walk_back(cast, pair, kind=kind)
    assert_same_count(few, queries_of(lambda: client.get(here)), at_most=40)
    found = address("link-list", pair[0])
    few = queries_of(lambda: client.get(found))
    for words in ("It will thaw", "We will wait", "professor"):
        make_attribution(pair[0].coding, words, speaker=pair[0].speaker)
    assert_same_count(few, queries_of(lambda: client.get(found)), at_most=20)


def test_who_may(as_, cast, pair):
    link = walk_back(cast, pair)
    search = address("link-list", pair[1])
    writes = [address("link-create", pair[1]), address("link-delete", pair[1], link.pk)]

    assert as_(cast.reader).get(search).status_code == 403
    for stranger in (cast.stranger, cast.second):
        assert as_(stranger).get(search).status_code == 404
    assert as_(cast.owner).post(search).status_code == 405
    for write in writes:
        assert as_(cast.owner).get(write).status_code == 405
        assert as_(cast.reader).post(write).status_code == 403
        assert as_(cast.stranger).post(write).status_code == 404
        assert as_(cast.second).post(write).status_code == 404
        assert reverse("account_login") in as_(None).post(write).url
    assert Link.objects.count() == 1


def test_a_link_of_other_statements_is_not_unlinked_here(as_, cast, pair):
    link = walk_back(cast, pair)
    other = make_attribution(pair[0].coding, "It will thaw")

    assert as_(cast.owner).post(address("link-delete", other, link.pk)).status_code == 404
