"""The form of a new statement says what it inherits; nothing is inherited without being seen."""

import pytest

from annotations.models import Attribution
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag
from tests.helpers.page import parse
from tests.helpers.places import place_of
from tests.views.test_attributions import fields_of, new

QUOTE = "Both sides feel they are being cornered,"


@pytest.fixture
def topic(cast):
    return make_tag(cast.project.codebook, "Talks", is_topic=True)


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def said(cast, tag, topic, quill):
    coding = make_coding(cast.project_article, cast.owner)
    return make_attribution(
        coding, "Envoys meet", tag, topic, speaker=quill, target=make_actor("Elbonia", "country")
    )


def note(response):
    page = parse(response.content)
    found = page.xpath("//*[@id='inherited']")
    return found[0] if found else None


def test_a_new_statement_shows_what_it_takes_over(bench, said, topic):
    response = new(bench, QUOTE, intent="attribute")

    fields = fields_of(response)
    assert fields["target"] == [str(said.target.pk)]
    assert fields["target_name"] == ["Elbonia"]
    assert fields["tags"] == [str(topic.pk)]
    shown = note(response)
    assert (shown.get("data-target"), shown.get("data-tags")) == fields_key(fields)
    assert shown.get("hidden") is None
    assert "Elbonia" in shown.text_content()
    assert "Talks" in shown.text_content()


def fields_key(fields):
    return fields["target"][0], " ".join(fields["tags"])


def test_a_passage_that_is_turned_keeps_topics_of_its_own(cast, bench, said, tag, topic):
    other = make_tag(cast.project.codebook, "Trade", is_topic=True)
    mine = make_passage(said.coding, QUOTE, tag, other)
    plain = make_passage(said.coding, "shared work", tag)
    base = bench.base + "annotations/"

    kept = bench.client.get(f"{base}{mine.number}/?intent=attribute", htmx=True)
    added = bench.client.get(f"{base}{plain.number}/?intent=attribute", htmx=True)

    assert set(fields_of(kept)["tags"]) == {str(tag.pk), str(other.pk)}
    assert fields_of(kept)["target_name"] == ["Elbonia"]
    assert set(fields_of(added)["tags"]) == {str(tag.pk), str(topic.pk)}


def test_passages_and_what_was_saved_inherit_nothing(bench, said, tag):
    untouched = new(bench, QUOTE)
    saved = bench.client.get(bench.base + f"annotations/{said.number}/", htmx=True)

    assert note(untouched) is None
    assert "tags" not in fields_of(untouched)
    assert note(saved) is None
    assert str(tag.pk) in fields_of(saved)["tags"]


def test_one_key_saves_nothing_that_was_not_seen(bench, said):
    bench.open()
    bench.act("annotations/at-once/", **bench.content(QUOTE), stance="critical")

    one = Attribution.objects.latest("number")
    assert (one.target, one.attribution_tags.count()) == (None, 0)


def test_with_the_posts_of_another_speaker_comes_what_that_one_spoke_about(bench, said, quill):
    start = place_of(bench.project_article, QUOTE).start
    url = bench.base + "affiliations/"

    of_quill = bench.client.get(url, {"actor": quill.pk, "start": start}, htmx=True)
    of_roth = bench.client.get(url, {"actor": make_actor("Roth").pk, "start": start}, htmx=True)
    without = bench.client.get(url, {"actor": quill.pk}, htmx=True)

    assert note(of_quill).get("hx-swap-oob") == "true"
    assert note(of_quill).get("data-name") == "Elbonia"
    assert note(of_roth).get("data-target") is None
    assert note(without) is None


@pytest.mark.parametrize("start", ["-1", "x", "9" * 30, ""])
def test_a_start_that_is_none_is_ignored(bench, said, quill, start):
    response = bench.client.get(
        bench.base + "affiliations/", {"actor": quill.pk, "start": start}, htmx=True
    )

    assert response.status_code == 200
    assert note(response) is None
