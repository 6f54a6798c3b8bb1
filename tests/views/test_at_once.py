"""One key attributes: who is named nearby says it, or who was chosen."""

from datetime import UTC, datetime

import pytest

from annotations.actions.machine import suggest_quotations
from annotations.models import Act, Actor, Attribution, Decision, Span
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.views.workbench import text_in

QUOTE = "Both sides feel they are being cornered,"
HERE = "annotations/at-once/"


def parts():
    return {span.role: span.words for span in Attribution.objects.get().spans.all()}


def test_whoever_is_named_nearby_says_it_with_that_stance(bench):
    bench.act(HERE, **bench.content(QUOTE), stance="critical")

    one = Attribution.objects.get()
    assert (one.speaker.name, one.stance, one.mode) == ("Ada Quill", "critical", "direct")
    assert parts() == {"content": QUOTE, "cue": "says", "speaker": "Ada Quill"}
    assert "Ada Quill" in text_in(bench.page, "cards")


def test_whose_words_it_is_can_be_said_and_said_otherwise(bench):
    bench.act(HERE, **bench.content(QUOTE), mode="mixed")
    assert Attribution.objects.get().mode == "mixed"

    bench.act("annotations/1/at-once/", mode="indirect")

    assert Attribution.objects.get().mode == "indirect"


@pytest.mark.parametrize(
    ("fields", "verdict"), [({"stance": "critical"}, "accepted"), ({"mode": "mixed"}, "edited")]
)
def test_a_selected_suggestion_is_accepted(bench, fields, verdict):
    suggest_quotations(project_article=bench.project_article, at=datetime.now(UTC))
    bench.open()
    words = f"“{QUOTE}”"

    bench.act(HERE, **bench.content(words), **fields)

    decision = Decision.objects.get()
    assert (decision.verdict, decision.annotation) == (
        verdict,
        Attribution.objects.get(coding__kind="human").number,
    )
    assert f"s{decision.suggestion.attribution.number}" not in bench.suggestions
    bench.act("undo/")
    assert not Decision.objects.exists()


def test_somebody_else_is_said_to_speak_without_entering_whom_the_machine_named(bench):
    suggest_quotations(project_article=bench.project_article, at=datetime.now(UTC))
    bench.open()
    lowen = make_actor("Petra Lowen")

    bench.act(HERE, **bench.content(f"“{QUOTE}”"), speaker=lowen.pk)

    assert Decision.objects.get().verdict == "edited"
    assert list(Actor.objects.all()) == [lowen]


def test_a_chosen_speaker_takes_nothing_over_from_the_one_who_is_named(bench):
    make_affiliation(make_actor("Ada Quill"), "Professor")
    lowen = make_actor("Petra Lowen")
    post = make_affiliation(lowen, "Minister")

    bench.act(HERE, **bench.content(QUOTE), speaker=lowen.pk)

    one = Attribution.objects.get()
    assert (one.speaker, one.affiliation, one.stance) == (lowen, post, "")
    assert parts() == {"content": QUOTE, "cue": "says"}


def test_the_one_who_is_named_keeps_the_mention(bench):
    make_actor("Ada Quill")
    quill = make_actor("Ada Quill")

    bench.act(HERE, **bench.content(QUOTE), speaker=quill.pk)

    assert Attribution.objects.get().speaker == quill
    assert parts()["speaker"] == "Ada Quill"


def test_several_parts_are_one_statement(bench):
    bench.act(HERE, **bench.content(QUOTE, "shared work"))

    contents = Attribution.objects.get().spans.filter(role="content")
    assert [span.words for span in contents.order_by("start")] == [QUOTE, "shared work"]


def test_where_nobody_is_named_nobody_is_said_to_speak(bench):
    bench.act(HERE, **bench.content("Envoys meet"), stance="neutral")

    assert Attribution.objects.get().speaker is None
    assert not Actor.objects.exists()


def test_of_namesakes_the_pop_up_asks_which(bench):
    make_actor("Ada Quill")
    make_actor("Ada Quill")

    response = bench.send(HERE, expected=422, **bench.content(QUOTE), stance="critical")

    assert not Attribution.objects.exists()
    assert b'id="annotation-form"' in response.content
    assert b'value="Ada Quill"' in response.content
    assert b'value="critical"' in response.content


def test_a_passage_keeps_its_tags_and_its_note(bench, tag):
    bench.mark(QUOTE, tag, note="Look")

    bench.act("annotations/1/at-once/", stance="reject")

    one = Attribution.objects.get()
    assert (one.number, one.speaker.name, one.stance, one.note) == (
        1,
        "Ada Quill",
        "reject",
        "Look",
    )
    assert [link.tag for link in one.attribution_tags.all()] == [tag]
    assert parts() == {"content": QUOTE, "cue": "says", "speaker": "Ada Quill"}


def test_a_statement_gets_another_speaker_or_stance(bench):
    bench.attribute(QUOTE)
    lowen = make_actor("Petra Lowen")

    bench.act("annotations/1/at-once/", speaker=lowen.pk)
    bench.act("annotations/1/at-once/", stance="mixed")

    one = Attribution.objects.get()
    assert (one.speaker, one.stance) == (lowen, "mixed")


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        (HERE, {}, 422),
        (HERE, {"content": "3-1", "content_words": "x"}, 422),
        (HERE, {"content": "0-5", "content_words": "Other"}, 409),
        (HERE, {"content": "900000-900005", "content_words": "Other"}, 409),
        ("annotations/1/at-once/", {}, 422),
        ("annotations/1/at-once/", {"stance": "furious"}, 422),
        ("annotations/1/at-once/", {"mode": "sung"}, 422),
        ("annotations/1/at-once/", {"speaker": "0" * 32}, 422),
        ("annotations/1/at-once/", {"speaker": "me"}, 422),
        ("annotations/7/at-once/", {"stance": "mixed"}, 404),
    ],
)
def test_nonsense_changes_nothing(bench, path, fields, status):
    bench.attribute(QUOTE)

    response = bench.client.post(bench.base + path, fields, htmx=True)

    assert response.status_code == status
    assert Act.objects.count() == 1


def test_a_speaker_who_has_left_the_register_is_nobody_else(bench):
    bench.send(HERE, expected=422, **bench.content(QUOTE), speaker="0" * 32)

    assert not Attribution.objects.exists()


@pytest.mark.parametrize("path", [HERE, "annotations/1/at-once/", "annotations/2/at-once/"])
@pytest.mark.parametrize(
    ("who", "status"), [("owner", 302), ("reader", 403), ("stranger", 404), (None, 302)]
)
def test_who_may(cast, as_, path, who, status):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides")
    make_attribution(coding, "shared work")
    client = as_(getattr(cast, who) if who else None)
    spans = Span.objects.count()
    fields = {"content": "0-6", "content_words": "Envoys", "stance": "mixed"}
    url = f"/articles/{cast.project_article.pk}/{path}"

    response = client.post(url, fields)

    assert response.status_code == status
    if who is None:
        assert response.url.startswith("/accounts/login/")
    assert (Attribution.objects.filter(stance="mixed").exists()) is (who == "owner")
    assert who == "owner" or Span.objects.count() == spans
    assert client.get(url).status_code == (302 if who is None else 405)


def test_what_somebody_else_wrote_is_not_there(cast, as_):
    make_passage(make_coding(cast.project_article, cast.owner), "Both sides")

    url = f"/articles/{cast.project_article.pk}/annotations/1/at-once/"

    assert as_(cast.second).post(url, {"stance": "mixed"}).status_code == 404
