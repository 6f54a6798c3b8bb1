"""Linking from a card, while one annotates."""

from datetime import date
from uuid import uuid4

import pytest

from annotations.models import Act, Link
from tests.actions.conftest import WINTER
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import assert_same_page, parse, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.workbench import PARTS, Bench

LATER = "Thaw comes early\n\n“We may sign after all,” said Ada Quill. “We will see,” she said."


@pytest.fixture
def pair(cast):
    """What she said in winter, and in spring."""
    quill = make_actor("Ada Quill")
    rows = [
        add_article(cast.project, make_article(text, published_on=day))
        for text, day in ((WINTER, date(2026, 3, 3)), (LATER, date(2026, 5, 3)))
    ]
    words = ("Nobody signs in winter", "We may sign after all")
    return [
        make_attribution(make_coding(row, cast.owner), one, speaker=quill)
        for row, one in zip(rows, words, strict=True)
    ]


@pytest.fixture
def bench(as_, cast, pair):
    """The spring article."""
    return Bench(as_(cast.owner), pair[1].coding.project_article)


def walked_back(bench, pair, **more):
    sent = {"kind": "walks_back", "other": pair[0].pk} | more
    return bench.send(f"annotations/{pair[1].number}/links/add/", **sent)


def card(bench, pair):
    return words_of(bench.page.get_element_by_id(f"card-{pair[1].number}"))


def offered(response):
    return [words_of(one) for one in parse(response.content).xpath("//input[@name='other']/..")]


def test_the_card_says_it_and_undo_takes_it_back(bench, pair):
    walked_back(bench, pair)
    assert "Walks back Ada Quill, 3 March 2026" in card(bench, pair)
    assert_same_page(bench.page, bench.fresh(), *PARTS)

    bench.send("undo/")
    assert "Walks back" not in card(bench, pair)
    assert_same_page(bench.page, bench.fresh(), *PARTS)

    bench.send("redo/")
    assert "Walks back" in card(bench, pair)
    assert_same_page(bench.page, bench.fresh(), *PARTS)


def test_the_other_card_says_that_it_was_walked_back(as_, cast, bench, pair):
    walked_back(bench, pair)
    other = Bench(as_(cast.owner), pair[0].coding.project_article)

    there = words_of(other.page.get_element_by_id(f"card-{pair[0].number}"))
    assert "Later walked back Ada Quill, 3 May 2026" in there


def test_unlinking_from_the_dialog(bench, pair):
    walked_back(bench, pair)
    here = f"{bench.base}annotations/{pair[1].number}/links/"
    dialog = parse(bench.client.get(here, htmx=True).content)
    [button] = dialog.xpath("//button[@data-do='unlink']/@formaction")

    bench.send(button.removeprefix(bench.base))

    assert "Walks back" not in card(bench, pair)
    assert_same_page(bench.page, bench.fresh(), *PARTS)
    bench.send("undo/")
    assert Link.objects.exists()


def test_sent_twice_it_is_done_once(bench, pair):
    key = uuid4()
    for _ in range(2):
        walked_back(bench, pair, key=key)

    assert Act.objects.filter(verb="linked").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"kind": "eats"}, {"other": ""}, {"day": "soon"}, {"other": uuid4()}]
)
def test_nonsense_is_refused_with_a_sentence(bench, pair, wrong):
    response = bench.send(
        f"annotations/{pair[1].number}/links/add/",
        422,
        **{"kind": "denies", "other": pair[0].pk} | wrong,
    )

    assert words_of(parse(response.content).get_element_by_id("notice"))
    assert not Link.objects.exists()


def test_a_circle_is_refused_with_a_sentence(bench, pair):
    walked_back(bench, pair)
    sent = {"kind": "walks_back_by", "other": pair[0].pk}
    response = bench.send(f"annotations/{pair[1].number}/links/add/", 409, **sent)

    assert "would go in a circle" in words_of(parse(response.content).get_element_by_id("notice"))


def test_the_likeliest_first(bench, cast, pair):
    """The same speaker on the same, then the same speaker, the earlier before the later."""
    coding, quill = pair[0].coding, pair[0].speaker
    tag = make_tag(cast.project.codebook, "Harbour")
    for said in (pair[1], make_attribution(coding, "It will thaw", speaker=quill)):
        said.attribution_tags.create(tag=tag)
    late = add_article(cast.project, make_article(WINTER, published_on=date(2026, 5, 4)))
    make_attribution(make_coding(late, cast.owner), "professor", speaker=quill)
    make_attribution(pair[1].coding, "We will see", speaker=make_actor("Otto Feder"))
    here = f"{bench.base}annotations/{pair[1].number}/links/"

    found = offered(bench.client.get(here, htmx=True))

    order = ["It will thaw", "Nobody signs in winter", "professor", "We will see"]
    assert [any(words in row for row in found[n : n + 1]) for n, words in enumerate(order)] == [
        True
    ] * 4


def test_the_search_answers_with_what_is_found_alone(bench, pair):
    here = f"{bench.base}annotations/{pair[1].number}/links/"
    found = bench.client.get(here, {"q": "winter"}, htmx=True, HTTP_HX_TARGET="linkable")
    none = bench.client.get(here, {"q": "autumn"}, htmx=True, HTTP_HX_TARGET="linkable")

    assert len(offered(found)) == 1
    assert "dialog" not in found.content.decode()
    assert "No other statement is found" in words_of(parse(none.content))


def test_without_htmx_the_page_of_the_statement_does_the_same(bench, pair):
    here = f"{bench.base}annotations/{pair[1].number}/links/"

    assert bench.client.get(here)["Location"] == f"/statements/{pair[1].pk}/links/"
    response = bench.client.post(f"{here}add/", {"kind": "denies", "other": pair[0].pk})
    assert response["Location"] == f"{bench.base}#card-{pair[1].number}"


def test_who_may(as_, cast, bench, pair):
    here = f"{bench.base}annotations/{pair[1].number}/links/"
    walked_back(bench, pair)
    writes = [f"{here}add/", f"{here}{Link.objects.get().pk}/remove/"]

    assert as_(cast.owner).post(here).status_code == 405
    assert as_(cast.reader).get(here).status_code == 403
    # Another analyst has no such statement.
    for nobody in (cast.stranger, cast.second):
        assert as_(nobody).get(here, htmx=True).status_code == 404
    for write in writes:
        assert as_(cast.owner).get(write).status_code == 405
        assert as_(cast.reader).post(write).status_code == 403
        assert as_(cast.stranger).post(write).status_code == 404
        assert as_(None).post(write).status_code == 302
    assert as_(cast.second).post(writes[0]).status_code == 404
    assert as_(cast.second).post(writes[1], htmx=True).status_code == 409
    assert Link.objects.count() == 1


def got(bench, address):
    return bench.client.get(address, htmx=address != bench.base)


def test_as_many_queries_with_many_links_as_with_one(bench, pair):
    here = f"{bench.base}annotations/{pair[1].number}/links/"
    walked_back(bench, pair)
    addresses = (bench.base, here)
    few = [queries_of(lambda at=at: got(bench, at)) for at in addresses]
    for words in ("It will thaw", "We will wait", "professor"):
        walked_back(bench, [make_attribution(pair[0].coding, words), pair[1]], kind="repeats")
    for at, before in zip(addresses, few, strict=True):
        after = queries_of(lambda at=at: got(bench, at))
        assert_same_count(before, after, at_most=30)
