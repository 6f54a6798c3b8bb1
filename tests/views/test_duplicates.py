"""A second speaker says the same: all but who says it is there already."""

import pytest

from annotations.models import Attribution
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.helpers.page import parse
from tests.views.test_attributions import fields_of

QUOTE = "Both sides feel they are being cornered,"


@pytest.fixture
def said(cast, tag):
    ada = make_actor("Ada Quill")
    return make_attribution(
        make_coding(cast.project_article, cast.owner),
        [QUOTE, "shared work"],
        tag,
        cue="says",
        mention="Ada Quill",
        speaker=ada,
        affiliation=make_affiliation(ada, "Professor"),
        target=make_actor("Elbonia", "country"),
        relayer=make_actor("Agency", "organisation"),
        mode="mixed",
        stance="reject",
        certainty="possible",
        note="Look",
    )


def test_everything_is_the_same_but_the_speaker(bench, said, tag):
    response = bench.client.get(bench.base + f"annotations/{said.number}/duplicate/", htmx=True)
    form = parse(response.content).get_element_by_id("annotation-form")
    fields = fields_of(response)
    assert form.action == bench.base + "annotations/add/"
    assert (fields["speaker"], fields["speaker_name"]) == ([""], [""])
    assert "mention" not in fields

    bench.open()
    bench.act("annotations/add/", **fields | {"speaker_name": ["Petra Lowen"]})

    first, second = Attribution.objects.order_by("number")
    assert (second.speaker.name, second.affiliation) == ("Petra Lowen", None)
    for name in ("target", "relayer", "mode", "stance", "certainty", "note"):
        assert getattr(first, name) == getattr(second, name)
    assert [link.tag for link in second.attribution_tags.all()] == [tag]
    assert {(span.role, span.words) for span in second.spans.all()} == {
        ("content", QUOTE),
        ("content", "shared work"),
        ("cue", "says"),
    }


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reader", 403), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_open_it(cast, as_, said, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)
    url = f"/articles/{cast.project_article.pk}/annotations/{said.number}/duplicate/"

    response = client.get(url, htmx=htmx)

    assert response.status_code == status
    if status == 200:
        assert (b"<html" in response.content) is not htmx
        assert (b"popup_keys.css" in response.content) is not htmx
        assert client.post(url).status_code == 405


def test_what_somebody_else_said_what_is_none_and_passages_have_no_duplicate(cast, as_, said):
    passage = make_passage(said.coding, "Nobody")
    base = f"/articles/{cast.project_article.pk}/annotations/"

    assert as_(cast.second).get(f"{base}{said.number}/duplicate/").status_code == 404
    assert as_(cast.owner).get(f"{base}{passage.number}/duplicate/").status_code == 404
    assert as_(cast.owner).get(f"{base}99/duplicate/").status_code == 404


def test_only_statements_that_one_may_change_offer_it(cast, as_, said):
    passage = make_passage(said.coding, "Nobody")
    url = f"/articles/{cast.project_article.pk}/"

    mine = parse(as_(cast.owner).get(url).content)
    statement = parse(as_(cast.owner).get(f"{url}annotations/{said.number}/").content)
    other = parse(as_(cast.owner).get(f"{url}annotations/{passage.number}/").content)
    seen = parse(as_(cast.curator).get(f"{url}?coding={said.coding.pk}").content)

    # The page puts it into the card that one is at, without scripts it is on that one's page.
    assert mine.xpath("//a[@data-do='duplicate']/@data-kinds") == ["attribution"]
    duplicate = f"{url}annotations/{said.number}/duplicate/"
    assert duplicate in statement.xpath("//main//a/@href")
    assert not [href for href in other.xpath("//main//a/@href") if "duplicate" in href]
    assert seen.xpath("//a[@data-do='duplicate']") == []
