from datetime import date

import pytest

from annotations.models import Act, Actor, Attribution, Coding, Relay, Span
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.helpers.page import assert_same_page, parse, words_of
from tests.helpers.places import place_of
from tests.views.workbench import text_in

QUOTE = "Both sides feel they are being cornered,"


def new(bench, words: str, **more):
    place = place_of(bench.project_article, words)
    query = {"start": place.start, "end": place.end} | more
    return bench.client.get(bench.base + "annotations/new/", query, htmx=True)


def fields_of(response) -> dict[str, list[str]]:
    """What a browser would send of the form, name by name."""
    form = parse(response.content).get_element_by_id("annotation-form")
    found: dict[str, list[str]] = {}
    for field in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        if field.get("type") in ("radio", "checkbox") and field.get("checked") is None:
            continue
        value = (
            field.value
            if field.tag == "select"
            else field.text
            if field.tag == "textarea"
            else field.get("value")
        )
        if field.tag == "textarea":
            value = (value or "").removeprefix("\n")
        found.setdefault(field.get("name"), []).append(value or "")
    found.pop("csrfmiddlewaretoken")
    return found


def test_the_pop_up_proposes_what_is_evident(bench):
    fields = fields_of(new(bench, QUOTE, intent="attribute"))

    assert fields["kind"] == ["attribution"]
    assert fields["content_words"] == [QUOTE]
    assert fields["mode"] == ["direct"]
    assert fields["cue_words"] == ["says"]
    assert fields["mention_words"] == ["Ada Quill"]
    assert fields["speaker_name"] == ["Ada Quill"]
    assert fields["speaker"] == [""]


def test_the_pop_up_knows_who_is_meant(cast, bench):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))
    post = make_affiliation(ada, "Professor", valid_from=date(2020, 1, 1))

    fields = fields_of(new(bench, "comes next"))
    assert fields["kind"] == ["passage"]
    fields = fields_of(new(bench, QUOTE))

    assert fields["speaker"] == [str(ada.pk)]
    assert fields["affiliation"] == [str(post.pk)]


def test_what_is_proposed_can_be_saved_as_it_is(bench):
    response = new(bench, QUOTE, intent="attribute")
    form = parse(response.content).get_element_by_id("annotation-form")
    assert form.action == bench.base + "annotations/add/"

    bench.act("annotations/add/", **fields_of(response))

    one = Attribution.objects.get()
    assert one.speaker.name == "Ada Quill"
    assert one.mode == "direct"
    assert {span.role: span.words for span in one.spans.all()} == {
        "content": QUOTE,
        "cue": "says",
        "speaker": "Ada Quill",
    }
    assert "Ada Quill" in text_in(bench.page, "cards")


def test_the_same_form_marks_a_passage(bench, tag):
    fields = fields_of(new(bench, QUOTE)) | {"tags": [tag.pk], "note": "Look"}

    bench.act("annotations/add/", **fields)

    assert not Attribution.objects.exists()
    span = Span.objects.get()
    assert (span.role, span.note) == ("passage", "Look")
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?start=1",
        "?start=x&end=3",
        "?start=9&end=3",
        "?start=0&end=99999",
        f"?start=0&end={10**30}",
    ],
)
def test_a_selection_that_cannot_be(bench, query):
    assert bench.client.get(bench.base + "annotations/new/" + query).status_code == 404


@pytest.mark.parametrize("rest", ["annotations/new/?start=20&end=24", "annotations/1/"])
@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reader", 403), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_open_the_pop_up(cast, as_, rest, who, status, htmx):
    make_passage(make_coding(cast.project_article, cast.owner), "Both sides")
    client = as_(getattr(cast, who) if who else None)

    response = client.get(f"/articles/{cast.project_article.pk}/{rest}", htmx=htmx)

    assert response.status_code == status
    if status == 200:
        assert (b"<html" in response.content) is not htmx


def test_the_pop_up_of_somebody_elses_annotation_is_not_there(cast, as_):
    make_passage(make_coding(cast.project_article, cast.owner), "Both sides")

    for user in (cast.second, cast.curator):
        url = f"/articles/{cast.project_article.pk}/annotations/1/"
        assert as_(user).get(url).status_code == 404


def test_the_pop_up_shows_an_annotation_as_it_is(cast, bench, tag):
    ada = make_actor("Ada Quill")
    post = make_affiliation(ada, "Professor")
    make_attribution(
        make_coding(cast.project_article, cast.owner),
        [QUOTE, "shared work"],
        tag,
        cue="says",
        speaker=ada,
        affiliation=post,
        target=make_actor("Elbonia", "country"),
        relayer=make_actor("Agency", "organisation"),
        mode="mixed",
        stance="reject",
        certainty="possible",
        note="Look",
    )
    mei = make_actor("Mei Tan")
    Relay.objects.create(attribution=Attribution.objects.get(), position=2, actor=mei)

    fields = fields_of(bench.client.get(bench.base + "annotations/1/", htmx=True))

    place = [place_of(bench.project_article, words) for words in (QUOTE, "shared work")]
    assert fields == {
        "kind": ["attribution"],
        "tags": [str(tag.pk)],
        "speaker_name": ["Ada Quill"],
        "speaker": [str(ada.pk)],
        "speaker_kind": [""],
        "affiliation": [str(post.pk)],
        "affiliation_post": [""],
        "affiliation_organisation": [""],
        "printed_capacity": [""],
        "target_name": ["Elbonia"],
        "target": [str(Actor.objects.get(name="Elbonia").pk)],
        "target_kind": [""],
        "stance": ["reject"],
        "mode": ["mixed"],
        "content": [f"{one.start}-{one.end}" for one in place],
        "content_words": [QUOTE, "shared work"],
        "cue": [
            f"{place_of(bench.project_article, 'says').start}-{place_of(bench.project_article, 'says').end}"
        ],
        "cue_words": ["says"],
        "certainty": ["possible"],
        "relayer_name": ["Agency"],
        "relayer": [str(Actor.objects.get(name="Agency").pk)],
        "relayer_kind": [""],
        "relay2_name": ["Mei Tan"],
        "relay2": [str(Actor.objects.get(name="Mei Tan").pk)],
        "relay2_kind": [""],
        **{f"relay{n}{part}": [""] for n in (3, 4) for part in ("", "_name", "_kind")},
        "note": ["Look"],
    }


def test_a_chain_of_three_is_entered_and_shown_in_its_order(bench):
    bench.attribute(
        QUOTE, speaker_name="Ada Quill", relayer_name="Ben Ostrow", relay2_name="Mei Tan"
    )

    facts = words_of(bench.page.find_class("card-facts")[0])
    assert "Ben Ostrow, then Mei Tan" in facts
    assert [one.actor.name for one in Attribution.objects.get().relays.all()] == ["Mei Tan"]


def test_nobody_is_in_a_chain_twice(bench):
    twice = {"speaker_name": "Ada", "relayer_name": "Ben", "relay2_name": "Ben"}
    bench.send("annotations/add/", expected=422, **bench.content(QUOTE) | twice)

    assert "passes the same words on twice" in words_of(bench.page.get_element_by_id("popup"))
    assert not Actor.objects.exists()


def test_saving_what_the_pop_up_shows_changes_nothing(cast, bench, tag):
    bench.attribute(QUOTE, "shared work", speaker_name="Ada Quill", stance="reject", tags=[tag.pk])
    before = parse(bench.client.get(bench.base).content)
    fields = fields_of(bench.client.get(bench.base + "annotations/1/", htmx=True))

    bench.act("annotations/1/update/", **fields)

    assert_same_page(bench.page, before, "text", "cards", "counts")


def test_a_passage_is_turned_into_a_statement(bench, tag):
    bench.mark(QUOTE, tag)
    response = bench.client.get(bench.base + "annotations/1/?intent=attribute", htmx=True)
    fields = fields_of(response)
    assert fields["kind"] == ["attribution"]
    assert fields["tags"] == [str(tag.pk)]
    assert fields["speaker_name"] == ["Ada Quill"]

    bench.act("annotations/1/update/", **fields)

    assert Attribution.objects.get().number == 1
    assert bench.cards == [1]
    bench.act("undo/")
    assert Span.objects.get().role == "passage"


def test_every_act_on_statements_leaves_the_page_as_a_fresh_one_would_be(bench, tag, other_tag):
    bench.attribute("what comes next", speaker_name="Quill", tags=[tag.pk])
    bench.attribute(
        QUOTE,
        "shared work",
        **bench.content("says", name="cue"),
        **bench.content("Ada Quill", name="mention"),
        speaker_name="Ada Quill",
        target_name="Elbonia",
        target_kind="country",
    )
    bench.mark("sides feel they", other_tag)
    bench.act("annotations/3/tags/", tag=other_tag.pk)
    bench.act("annotations/3/update/", **bench.content("always sticks"), mode="indirect")
    assert bench.cards == [8, 3, 1]
    bench.act("annotations/1/update/", **bench.content("Envoys"), mode="indirect")
    assert bench.cards == [1, 8, 3]
    bench.act("annotations/3/delete/")
    for _ in range(7):
        bench.act("undo/")
    for _ in range(7):
        bench.act("redo/")
    assert bench.cards == [1, 8]


def test_without_a_mode_the_marks_around_say_whose_words_it_has(bench):
    bench.attribute("shared work")
    bench.attribute("Nobody knows")

    assert [one.mode for one in Attribution.objects.order_by("number")] == ["direct", "indirect"]


def test_what_is_wrong_is_shown_in_the_pop_up_with_all_that_was_typed(bench):
    make_actor("Wang"), make_actor("Wang", "country")
    fields = bench.content(QUOTE) | {"speaker_name": "Wang", "note": "Half <b>a</b> thought"}

    bench.send("annotations/add/", expected=422, **fields)

    popup = bench.page.get_element_by_id("popup")
    assert "Several actors are called “Wang”" in popup.text_content()
    assert popup.xpath(".//textarea[@name='note']")[0].text.strip() == "Half <b>a</b> thought"
    assert popup.xpath(".//input[@name='speaker_name']/@value") == ["Wang"]
    assert popup.xpath(".//input[@name='content']/@value") == fields["content"]
    assert not Coding.objects.exists()


def test_without_htmx_what_is_wrong_is_a_page(bench):
    response = bench.client.post(bench.base + "annotations/add/", {"speaker_name": "Ada"})

    assert response.status_code == 422
    assert "Choose what was said." in response.content.decode()
    assert b"<html" in response.content


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": "x"},
        {"content": "9-3"},
        {"content": ["20-24", "4"]},
        {"content": ["20-24"] * 51},
        {"cue": ["20-24", "25-27"]},
        {"cue": "3-3"},
        {"stance": "angry"},
        {"mode": "x"},
        {"certainty": "x"},
        {"tags": "x"},
        {"speaker": "x"},
        {"speaker": "01a20f95-d730-7a7f-ae3d-dc2aa9a9e450"},
        {"affiliation": "01a20f95-d730-7a7f-ae3d-dc2aa9a9e450"},
        {"speaker_name": "x" * 201},
        {"speaker_name": "Ada", "speaker_kind": "robot"},
        {"speaker_name": "Ada", "relayer_name": "Ada"},
        {"speaker_name": "Elbonia", "speaker_kind": "country", "affiliation_post": "Envoy"},
    ],
)
def test_nonsense_is_shown_in_the_pop_up(bench, wrong):
    bench.send("annotations/add/", expected=422, **bench.content(QUOTE) | wrong)

    assert bench.page.get_element_by_id("popup").xpath(".//*[contains(@class, 'error')]//li")
    assert not Act.objects.exists()
    assert not Actor.objects.exists()


def test_a_place_that_reads_otherwise_is_a_conflict(bench):
    fields = bench.content(QUOTE) | {"content_words": "Other words"}

    bench.send("annotations/add/", expected=409, **fields)

    assert "The text says" in text_in(bench.page, "notice")
    assert not bench.page.get_element_by_id("popup").xpath(".//form")


def test_a_chosen_person_wins_unless_another_name_was_typed(bench):
    ada = make_actor("Ada Quill")

    bench.attribute(QUOTE, speaker=ada.pk)
    bench.attribute("shared work", speaker=ada.pk, speaker_name="Ada Quill")
    bench.attribute("sticks", speaker=ada.pk, speaker_name="Bob Deen")
    bench.attribute("Nobody", speaker=ada.pk, speaker_name="")

    names = [one.speaker and one.speaker.name for one in Attribution.objects.order_by("number")]
    assert names == ["Ada Quill", "Ada Quill", "Bob Deen", None]


@pytest.mark.parametrize(
    ("sent", "post"),
    [
        ({}, "Professor"),
        ({"affiliation": ""}, None),
        ({"affiliation": "new"}, "Professor"),
        ({"affiliation": "new", "affiliation_post": "Adviser"}, "Adviser"),
        ({"affiliation_post": "Adviser", "affiliation_organisation": "Harbour College"}, "Adviser"),
    ],
)
def test_in_which_capacity(bench, sent, post):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Professor")

    bench.attribute(QUOTE, speaker=ada.pk, **sent)

    affiliation = Attribution.objects.get().affiliation
    assert (affiliation and affiliation.post) == post


def test_posts_are_offered_as_of_the_day(cast, bench):
    ada = make_actor("Ada Quill")
    old = make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))
    now = make_affiliation(
        ada, "Professor", make_actor("Harbour College", "organisation"), date(2020, 1, 1)
    )

    response = bench.client.get(bench.base + "affiliations/", {"actor": ada.pk}, htmx=True)

    select = parse(response.content).xpath("//select")[0]
    assert select.value == str(now.pk)
    assert [" ".join(one.text.split()) for one in select.iter("option")] == [
        "Not said",
        "Professor, Harbour College",
        "Student (not on this day)",
        "Another post…",
    ]
    assert str(old.pk) in response.content.decode()


@pytest.mark.parametrize("actor", ["", "nonsense", "01a20f95-d730-7a7f-ae3d-dc2aa9a9e450"])
def test_who_has_no_posts_may_get_one(bench, actor):
    response = bench.client.get(bench.base + "affiliations/", {"actor": actor}, htmx=True)

    assert fields_in(response) == ["affiliation", "affiliation_post", "affiliation_organisation"]


def fields_in(response) -> list[str]:
    return parse(response.content).xpath("//*[@name]/@name")
