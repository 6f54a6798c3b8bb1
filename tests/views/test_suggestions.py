"""Deciding about suggestions through the annotating page."""

from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest

from annotations.actions.decisions import reject
from annotations.actions.machine import suggest_quotations
from annotations.models import Act, Actor, Attribution, Coding, Decision, Suggestion
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of
from tests.views.test_attributions import fields_of
from tests.views.workbench import Bench, text_in

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
TEXT = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "“It will thaw,” Quill said.\n\n"
    "Otto Feder said that Quill had told him the map was wrong."
)
ACTS = ["accept/", "accept-speaker/", "reject/", "reopen/"]


@pytest.fixture
def row(cast):
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=NOW)
    return row


@pytest.fixture
def bench(cast, as_, row) -> Bench:
    return Bench(as_(cast.owner), row)


def at(beginning: str, rest: str = "") -> str:
    return f"suggestions/{number_of(beginning)}/{rest}"


def mine() -> Attribution:
    return Attribution.objects.get(coding__kind="human")


@pytest.mark.parametrize("rest", ACTS)
@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), (None, 302)])
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_not_decide(cast, as_, row, rest, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)

    response = client.post(f"/articles/{row.pk}/{at('“Nobody', rest)}", htmx=htmx)

    assert response.status_code == status
    assert not Decision.objects.exists()
    assert not Act.objects.exists()
    assert not Coding.objects.filter(kind="human").exists()


@pytest.mark.parametrize("rest", ACTS)
def test_a_get_decides_nothing(bench, rest):
    assert bench.client.get(bench.base + at("“Nobody", rest)).status_code == 405


@pytest.mark.parametrize("who", ["owner", "manager", "curator", "admin"])
def test_who_may_decide(cast, as_, row, who):
    Bench(as_(getattr(cast, who)), row).act(at("“Nobody", "accept/"))

    assert Decision.objects.get().coding.analyst == getattr(cast, who)


@pytest.mark.parametrize("rest", ["", "why/"])
@pytest.mark.parametrize("who", ["owner", "stranger", None])
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_look_at_one(cast, as_, row, rest, who, htmx):
    client = as_(getattr(cast, who) if who else None)
    status = {"owner": 200, "stranger": 404, None: 302}[who]

    response = client.get(f"/articles/{row.pk}/{at('“Nobody', rest)}", htmx=htmx)

    assert response.status_code == status


def test_a_reader_may_ask_why_and_change_nothing(cast, as_, row):
    client = as_(cast.reader)

    assert client.get(f"/articles/{row.pk}/{at('“Nobody', 'why/')}").status_code == 200
    assert client.get(f"/articles/{row.pk}/{at('“Nobody')}").status_code == 403
    assert client.get(f"/articles/{row.pk}/decisions/").status_code == 403


@pytest.mark.parametrize("rest", ["", "why/"])
def test_what_is_not_suggested_is_not_there(bench, rest):
    assert bench.client.get(f"{bench.base}suggestions/999/{rest}").status_code == 404
    assert bench.client.post(f"{bench.base}{at('“Nobody', rest)}").status_code == 405


def test_accepting_swaps_the_card_in(bench):
    response = bench.act(at("“Nobody", "accept/"))

    assert response["X-Attache-Annotation"] == "1"
    assert "Ada Quill" in text_in(bench.page, "cards")
    assert "professor of harbour law" in text_in(bench.page, "cards")
    bench.act("undo/")
    assert bench.cards == []
    bench.act("redo/")
    assert bench.cards == [1]


def test_rejecting_changes_no_card(bench):
    response = bench.act(at("“Nobody", "reject/"))

    assert "X-Attache-Annotation" not in response
    assert Decision.objects.get().verdict == "rejected"
    assert "rejecting" in text_in(bench.page, "history")


def test_all_of_a_speaker_come_in_at_once_and_go_at_once(bench):
    bench.act(at("“Nobody", "accept-speaker/"), above=0.6)
    assert len(bench.cards) == 3

    bench.act("undo/")
    assert bench.cards == []


def test_the_answer_knows_which_suggestions_are_gone_and_back(bench):
    number = number_of("“Nobody")

    def offers(path, **fields):
        answer = bench.client.post(bench.base + path, {"seen": bench.version} | fields, htmx=True)
        bench.open()
        sent = parse(b"<body>" + answer.content + b"</body>")
        gone = sent.xpath("//li[@hx-swap-oob='delete'][starts-with(@id, 'card-s')]/@id")
        back = sent.xpath("//ol[@hx-swap-oob='beforeend:#cards']/li[@data-kind='suggestion']/@id")
        return tuple([int(name.removeprefix("card-s")) for name in some] for some in (gone, back))

    assert offers(f"suggestions/{number}/reject/") == ([number], [])
    assert offers("undo/") == ([], [number])
    assert offers("attributions/", **bench.content("Nobody signs in winter")) == ([number], [])
    assert offers("undo/") == ([], [number])
    assert offers("passages/", **bench.passage("Nobody signs in winter")) == ([], [])


def test_a_refusal_says_why_and_shows_what_is_open(bench):
    bench.act(at("“Nobody", "reject/"))

    response = bench.send(at("“Nobody", "accept/"), expected=409)

    assert "decided about this suggestion already" in text_in(bench.page, "notice")
    cards = parse(b"<body>" + response.content + b"</body>").xpath("//li[@data-kind='suggestion']")
    open_ = [int(card.get("data-a").removeprefix("s")) for card in cards]
    assert number_of("“It will") in open_
    assert number_of("“Nobody") not in open_


@pytest.mark.parametrize("above", ["-1", "2", "x"])
def test_a_confidence_is_a_share(bench, above):
    bench.send(at("“Nobody", "accept-speaker/"), expected=422, above=above)

    assert not Decision.objects.exists()


def test_without_htmx_the_page_comes_anew(bench):
    accepted = bench.client.post(bench.base + at("“Nobody", "accept/"))
    rejected = bench.client.post(bench.base + at("“It will", "reject/"))

    assert (accepted.status_code, accepted["Location"]) == (302, bench.base + "#card-1")
    assert (rejected.status_code, rejected["Location"]) == (302, bench.base)


def test_the_same_key_decides_once(bench):
    key = uuid4()

    for _ in range(2):
        bench.send(at("“Nobody", "accept/"), key=key)

    assert Decision.objects.count() == 1


class TestThePopUp:
    def open(self, bench, beginning="“Nobody"):
        return bench.client.get(bench.base + at(beginning), htmx=True)

    def test_has_all_that_accepting_would_save(self, bench):
        fields = fields_of(self.open(bench))

        assert fields["suggestion"] == [str(number_of("“Nobody"))]
        assert fields["kind"] == ["attribution"]
        assert fields["content_words"] == ["“Nobody signs in winter,”"]
        assert fields["cue_words"] == ["says"]
        assert fields["mention_words"] == ["Ada Quill"]
        assert (fields["speaker_name"], fields["speaker_kind"]) == (["Ada Quill"], ["person"])
        assert fields["affiliation_post"] == ["professor of harbour law"]
        assert fields["mode"] == ["direct"]

    @pytest.mark.parametrize("beginning", ["“Nobody", "“It will", "the map", "that Quill had"])
    @pytest.mark.parametrize("known", ["", "alone", "held", "two"])
    def test_saved_as_it_is_it_was_accepted(self, bench, beginning, known):
        if known:
            ada = make_actor("Ada Quill")
            for post in {"alone": [], "held": ["Dean"], "two": ["Dean", "Mayor"]}[known]:
                make_affiliation(ada, post)

        bench.act("annotations/add/", **fields_of(self.open(bench, beginning)))

        assert Decision.objects.get().verdict == "accepted"

    def test_saved_with_changes_it_was_edited(self, bench):
        changed = fields_of(self.open(bench)) | {"speaker_name": "Bo Lind", "stance": "critical"}

        bench.act("annotations/add/", **changed)

        assert (mine().speaker.name, mine().stance) == ("Bo Lind", "critical")
        assert Decision.objects.get().verdict == "edited"
        bench.act("undo/")
        assert not Decision.objects.exists()

    def test_an_error_keeps_the_suggestion(self, bench):
        make_actor("Bo Lind"), make_actor("Bo Lind")
        changed = fields_of(self.open(bench)) | {"speaker_name": "Bo Lind", "speaker": ""}

        response = bench.client.post(bench.base + "annotations/add/", changed, htmx=True)

        assert response.status_code == 422
        form = parse(response.content).get_element_by_id("annotation-form")
        assert form.xpath(".//input[@name='suggestion']/@value") == [str(number_of("“Nobody"))]

    def test_what_was_decided_meanwhile_is_refused(self, cast, bench):
        fields = fields_of(self.open(bench))
        number = number_of("“Nobody")
        reject(number=number, project_article=bench.project_article, by=cast.owner, at=NOW)

        response = bench.client.post(bench.base + "annotations/add/", fields, htmx=True)

        assert response.status_code == 409
        assert not Actor.objects.exists()

    def test_without_htmx_it_is_a_page(self, bench):
        response = bench.client.get(bench.base + at("“Nobody"))

        assert b"<html" in response.content


class TestWhy:
    def ask(self, bench, beginning, **more):
        answer = bench.client.get(bench.base + at(beginning, "why/"), htmx=True, **more)
        return " ".join(parse(answer.content).text_content().split())

    def test_says_the_reason_and_how_sure_it_is(self, bench):
        words = self.ask(bench, "“Nobody")

        assert "A quotation, and “says” after it." in words
        assert "98 in 100 are right" in words

    def test_says_whom_accepting_would_name(self, bench):
        assert "enters Ada Quill in the register" in self.ask(bench, "“Nobody")
        assert "In the capacity of: professor of harbour law" in self.ask(bench, "“Nobody")
        make_affiliation(make_actor("Ada Quill"), "Dean")
        assert "names Ada Quill of the register" in self.ask(bench, "“Nobody")
        assert "In the capacity of: Dean" in self.ask(bench, "“Nobody")
        assert "Relayed by Otto Feder" in self.ask(bench, "the map")

    def test_says_by_what_somebody_is_meant_whom_the_text_calls_otherwise(self, bench):
        make_actor("Ada Quil")

        words = self.ask(bench, "“Nobody")

        assert "names Ada Quil of the register. (the name in another spelling)" in words

    def test_says_so_where_nobody_is_named(self, bench):
        Suggestion.objects.update(name="")

        assert "leaves the speaker open" in self.ask(bench, "“Nobody")


class TestLastDecisions:
    def look(self, bench, htmx=True):
        return bench.client.get(bench.base + "decisions/", htmx=htmx)

    def test_can_be_taken_back_one_by_one(self, bench):
        bench.act(at("“Nobody", "reject/"))
        bench.act(at("“It will", "accept/"))

        page = parse(self.look(bench).content)
        shown = [item.get("data-verdict") for item in page.xpath("//li[@data-verdict]")]
        assert shown == ["accepted", "rejected"]
        [form] = page.xpath(f"//li[@id='decision-{number_of('“Nobody')}']//form")
        assert form.get("action") == bench.base + at("“Nobody", "reopen/")

        bench.act(at("“Nobody", "reopen/"))
        bench.act(at("“It will", "reopen/"))
        assert not Decision.objects.exists()
        assert bench.cards == []

    def test_say_so_where_there_are_none(self, bench):
        assert "No suggestion has been" in self.look(bench, htmx=False).content.decode()

    @pytest.mark.parametrize(("who", "status"), [("stranger", 404), (None, 302)])
    def test_are_nobody_elses_business(self, cast, as_, row, who, status):
        client = as_(getattr(cast, who) if who else None)

        assert client.get(f"/articles/{row.pk}/decisions/").status_code == status

    def test_cannot_be_posted(self, bench):
        assert bench.client.post(bench.base + "decisions/").status_code == 405


def benches_with(cast, as_, lines):
    for count in lines:
        text = "Winter\n\n" + "\n\n".join(f"“It is day {n},” said Ada Quill." for n in range(count))
        row = add_article(cast.project, make_article(text))
        suggest_quotations(project_article=row, at=NOW)
        make_coding(row, cast.owner)
        yield Bench(as_(cast.owner), row)


@pytest.mark.parametrize(("rest", "most"), [("accept/", 45), ("reject/", 26)])
def test_one_of_many_is_decided_as_fast_as_one(cast, as_, rest, most):
    make_affiliation(make_actor("Ada Quill"), "Dean")
    few, many = (
        queries_of(partial(bench.send, f"suggestions/1/{rest}"))
        for bench in benches_with(cast, as_, [1, 80])
    )

    assert_same_count(few, many, at_most=most)


@pytest.mark.parametrize("rest", ["suggestions/1/", "suggestions/1/why/", "decisions/"])
def test_looking_takes_as_many_queries_among_many(cast, as_, rest):
    few, many = (
        queries_of(partial(bench.client.get, bench.base + rest, htmx=True))
        for bench in benches_with(cast, as_, [1, 80])
    )

    assert_same_count(few, many, at_most=17)


def test_the_machines_own_coding_shows_whom_the_text_names(cast, as_, row):
    machines = Coding.objects.get(kind="machine")
    page = parse(as_(cast.reader).get(f"/articles/{row.pk}/?coding={machines.pk}").content)

    assert "Ada Quill professor of harbour law" in text_in(page, "cards")
    assert "without a speaker" not in text_in(page, "counts")


def test_who_works_blind_finds_no_machine_to_compare_with(cast, as_, row):
    address = f"/articles/{row.pk}/"

    assert "Machine" not in as_(cast.owner).get(address).content.decode()
    assert "Machine" in as_(cast.manager).get(address).content.decode()


def test_a_reader_sees_nothing_where_only_the_machine_has_read(cast, as_, row):
    page = parse(as_(cast.reader).get(f"/articles/{row.pk}/").content)

    assert page.find_class("card") == []


def test_a_place_attributed_twice_is_refused(bench):
    place = place_of(bench.project_article, "Nobody signs in winter")
    fields = {"content": f"{place.start}-{place.end}", "content_words": place.words}
    bench.act("attributions/", **fields)

    bench.send(at("“Nobody", "accept/"), expected=409)

    assert "attributed these words already" in text_in(bench.page, "notice")
