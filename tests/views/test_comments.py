from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.spans import delete_annotation
from annotations.domain.identifiers import uuid7
from annotations.models import Coding, CodingState, Comment, Thread
from annotations.models.comments import LONGEST
from tests.factories.annotations import make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.workbench import text_in


@pytest.fixture
def coding(cast) -> Coding:
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides")
    return coding


@pytest.fixture
def thread(coding) -> Thread:
    return make_thread(coding, 1)


@pytest.fixture
def comment(cast, thread) -> Comment:
    return make_comment(thread, cast.curator, at=timezone.now() - timedelta(minutes=9))


def page_of(cast, rest: str = "") -> str:
    return f"/articles/{cast.project_article.pk}/{rest}"


class Talker:
    """Somebody at the coding's page with the comments of annotation 1 open, acting as htmx does."""

    def __init__(self, client, cast, coding, user) -> None:
        self.client = client
        self.whose = "" if coding.analyst == user else f"?coding={coding.pk}"
        self.at = page_of(cast, "annotations/1/comments/")
        opened = f"{self.whose}&comments=1" if self.whose else "?comments=1"
        self.address = page_of(cast, opened)
        self.page = self.fresh()

    def fresh(self):
        return parse(self.client.get(self.address).content)

    def say(self, address: str, expected: int = 200, **fields) -> None:
        """After it the card with its comments looks like that of a fresh page."""
        response = self.client.post(address, fields, htmx=True)
        assert response.status_code == expected, response.content.decode()
        update_page(self.page, response.content)
        assert_same_page(self.page, self.fresh(), "card-1")

    def start(self, text: str, **more) -> None:
        self.say(self.at + "add/" + self.whose, text=text, **more)

    def card(self) -> str:
        return text_in(self.page, "card-1")


@pytest.fixture
def talker(cast, as_, coding):
    def of(name: str) -> Talker:
        user = getattr(cast, name)
        return Talker(as_(user), cast, coding, user)

    return of


def test_a_conversation_about_an_annotation(cast, talker):
    owner, curator = talker("owner"), talker("curator")

    curator.start("Is this meant?")
    assert "1 comment" in curator.card()
    assert "Is this meant?" in curator.card()

    thread = Thread.objects.get()
    owner.page = owner.fresh()
    assert "1 new" in owner.card()
    owner.say(reverse("thread-answer", args=[thread.pk]), text="It is.")
    assert "2 comments" in owner.card()
    assert "new" not in owner.card()

    owner.say(reverse("thread-resolve", args=[thread.pk]))
    assert "resolved" in owner.card()
    assert "Resolved by Owner" in owner.card()
    owner.say(reverse("thread-reopen", args=[thread.pk]))
    assert "resolved" not in owner.card()


def test_ones_own_is_edited_deleted_and_brought_back(talker, comment):
    curator = talker("curator")

    curator.say(reverse("comment-update", args=[comment.pk]), text="Is that meant?")
    assert "Is that meant?" in curator.card()
    assert "edited" in curator.card()

    curator.say(reverse("comment-delete", args=[comment.pk]))
    assert "Is that meant?" not in curator.card()
    assert "Deleted. Undo" in curator.card()
    assert not curator.page.find_class("card-talk")

    curator.say(reverse("comment-restore", args=[comment.pk]))
    assert "Is that meant?" in curator.card()


def test_what_somebody_deleted_is_nothing_to_others(talker, comment):
    talker("curator").say(reverse("comment-delete", args=[comment.pk]))

    assert "Deleted" not in talker("owner").card()


def test_text_is_never_markup(talker):
    curator = talker("curator")

    curator.start("<b>No</b>\nand </textarea>")

    assert not curator.page.xpath("//*[@id='card-1']//b[text()='No']")
    assert "<b>No</b>" in curator.card()
    [own] = curator.page.xpath("//textarea[@aria-label='In other words']")
    assert own.text == "<b>No</b>\nand </textarea>"


def test_the_same_key_is_the_same_comment(talker):
    curator = talker("curator")
    key = uuid7()

    for _ in range(2):
        curator.start("Once", key=key)

    assert Comment.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * (LONGEST + 1)])
def test_what_cannot_be_a_comment_is_refused_in_a_sentence(talker, comment, text):
    curator = talker("curator")
    answer = reverse("thread-answer", args=[comment.thread_id])
    edit = reverse("comment-update", args=[comment.pk])

    for address in (curator.at + "add/" + curator.whose, answer, edit):
        curator.say(address, 422, text=text)
        assert text_in(curator.page, "notice")
    assert Comment.objects.count() == 1


def test_a_deleted_comment_is_not_edited(talker, comment):
    curator = talker("curator")
    curator.say(reverse("comment-delete", args=[comment.pk]))

    curator.say(reverse("comment-update", args=[comment.pk]), 409, text="Other words")

    assert "Bring it back" in text_in(curator.page, "notice")


def test_an_annotation_that_is_gone_gets_no_thread_and_its_threads_go_on(cast, talker, comment):
    curator = talker("curator")
    delete_annotation(
        project_article=cast.project_article, number=1, by=cast.owner, at=timezone.now()
    )

    response = curator.client.post(curator.at + "add/" + curator.whose, {"text": "Hm"}, htmx=True)
    assert response.status_code == 409
    assert "deleted meanwhile" in response.content.decode()

    answer = reverse("thread-answer", args=[comment.thread_id])
    response = curator.client.post(answer, {"text": "Why?"}, htmx=True)
    assert response.status_code == 200
    assert "kept with the list" in response.content.decode()
    assert "card-1" not in response.content.decode()
    assert Comment.objects.count() == 2


def test_comments_on_what_was_deleted_have_a_place_and_come_back_by_undo(bench, cast, as_):
    number = bench.mark("Both sides")["X-Attache-Annotation"]
    make_comment(make_thread(bench.coding, int(number)), cast.curator, "Why this?")
    bench.open()

    bench.act(f"annotations/{number}/delete/")
    assert "1 comment on what was deleted" in text_in(bench.page, "counts")
    page = parse(bench.client.get(bench.base + "annotations/").content)
    place = text_in(page, "left-comments")
    assert "Both sides" in place
    assert "Why this?" in place
    assert page.xpath("//*[@id='left-comments']//textarea[@name='text']")
    reader = as_(cast.reader).get(bench.base + "annotations/")
    assert not parse(reader.content).xpath("//*[@id='left-comments']//textarea")

    bench.act("undo/")
    assert "deleted" not in text_in(bench.page, "counts")
    assert "1 comment" in text_in(bench.page, f"card-{number}")


def test_every_write_keeps_what_a_card_says_of_its_comments(bench, cast, tag):
    number = int(bench.mark("Both sides")["X-Attache-Annotation"])
    make_comment(make_thread(bench.coding, number), cast.curator)
    bench.open()
    bench.act(f"annotations/{number}/tags/", tag=tag.pk)
    assert "1 new" in text_in(bench.page, f"card-{number}")

    bench.act("undo/", seen=0)

    assert "1 new" in text_in(bench.page, f"card-{number}")


@pytest.mark.parametrize("state", [CodingState.OPEN, CodingState.DONE])
def test_also_what_is_done_can_be_talked_about(cast, talker, coding, state):
    coding.state = state
    coding.save(update_fields=["state"])
    owner = talker("owner")

    owner.start("I was not sure here.")

    assert bool(owner.page.xpath("//*[@id='card-1']//*[@data-do='edit']")) is (
        state == CodingState.OPEN
    )


def test_reading_marks_it_read_and_changes_the_line_of_the_card(cast, talker, comment):
    owner = talker("owner")
    [form] = owner.page.find_class("mark-read")

    response = owner.client.post(
        form.get("action"), {"last": form.xpath(".//input[@name='last']/@value")[0]}, htmx=True
    )

    update_page(owner.page, response.content)
    assert_same_page(owner.page, owner.fresh(), "talk-1")
    assert "new" not in text_in(owner.page, "talk-1")
    assert not owner.fresh().find_class("mark-read")


def test_the_way_to_comment_is_for_those_who_may(cast, as_, coding, talker):
    way = f"//*[@id='card-1']//a[@data-do='comments' and contains(@href, '{coding.pk}')]"

    assert parse(as_(cast.curator).get(page_of(cast)).content).xpath("//*[@id='cards']") is not None
    curator = parse(as_(cast.curator).get(page_of(cast, f"?coding={coding.pk}")).content)
    assert curator.xpath(way)
    reader = parse(as_(cast.reader).get(page_of(cast)).content)
    assert not reader.xpath(way)
    assert "Nobody has said anything" in text_in(
        parse(as_(cast.reader).get(page_of(cast, "?comments=1")).content), "card-1"
    )


def test_a_reader_reads_what_is_said_and_writes_nothing(cast, as_, comment):
    page = parse(as_(cast.reader).get(page_of(cast, "?comments=1")).content)

    assert "Is this meant?" in text_in(page, "card-1")
    assert not page.xpath("//*[@id='card-1']//textarea")


def test_what_is_said_of_the_machine_is_not_for_who_works_blind(cast, as_):
    for analyst in (cast.owner, cast.second):
        make_passage(make_coding(cast.project_article, analyst), "Envoys")
    machine = make_coding(cast.project_article, None)
    make_passage(machine, "Both sides")
    make_comment(make_thread(machine, 1), cast.curator, "It missed the cue.")
    address = page_of(cast, f"?coding={machine.pk}&comments=1")

    blind = parse(as_(cast.owner).get(address).content)
    assert "Both sides" in text_in(blind, "card-1")
    assert not blind.xpath("//*[@data-do='comments']")
    assert "missed the cue" not in blind.text_content()
    at = page_of(cast, f"annotations/1/comments/add/?coding={machine.pk}")
    assert as_(cast.owner).post(at, {"text": "Hm"}).status_code == 404
    assert "missed the cue" in as_(cast.curator).get(address).content.decode()
    listed = page_of(cast, f"annotations/?coding={machine.pk}")
    assert "missed the cue" not in as_(cast.owner).get(listed).content.decode()
    assert "missed the cue" in as_(cast.curator).get(listed).content.decode()


@pytest.mark.parametrize("wanted", ["2", "x", "", "-1", "1.5", "٣"])
def test_an_address_that_asks_for_other_comments_shows_none(cast, as_, coding, wanted):
    page = parse(as_(cast.owner).get(page_of(cast, f"?comments={wanted}")).content)

    assert not page.find_class("comments")


def test_without_a_script_one_is_led_to_the_comments(cast, as_, coding, comment):
    client = as_(cast.owner)
    here = page_of(cast, "?comments=1#card-1")

    said = client.post(page_of(cast, "annotations/1/comments/add/"), {"text": "Here."})
    assert (said.status_code, said.url) == (302, here)
    refused = client.post(page_of(cast, "annotations/1/comments/add/"), {"text": ""})
    assert refused.url == here
    assert "Write something first." in client.get(refused.url).content.decode()
    assert client.get(page_of(cast, "annotations/1/comments/")).url == here
    read = client.post(page_of(cast, "annotations/1/comments/read/"), {"last": comment.pk})
    assert read.url == here
    whose = f"?coding={coding.pk}"
    assert as_(cast.curator).get(page_of(cast, "annotations/1/comments/" + whose)).url == page_of(
        cast, f"{whose}&comments=1#card-1"
    )

    coding.spans.all().delete()
    gone = page_of(cast, "annotations/#left-comments")
    assert (
        client.post(reverse("thread-answer", args=[comment.thread_id]), {"text": "?"}).url == gone
    )


def test_the_list_of_annotations_shows_what_is_said(cast, as_, comment):
    page = parse(as_(cast.owner).get(page_of(cast, "annotations/")).content)

    row = " ".join(page.xpath("//tbody/tr")[0].text_content().split())
    assert "Curator" in row
    assert "9 minutes ago" in " ".join(row.replace("\xa0", " ").split())
    assert "Is this meant?" in row
    assert page.xpath("//tbody//a[text()='Go to the comments']/@href") == [
        page_of(cast, "?comments=1#card-1")
    ]
    curator = parse(as_(cast.curator).get(page_of(cast, "annotations/")).content)
    assert curator.xpath("//tbody//a[text()='Go to the comments']/@href") == [
        page_of(cast, f"?coding={comment.thread.coding_id}&comments=1#card-1")
    ]


def test_home_tells_what_others_said_to_the_reader(cast, as_, comment):
    page = parse(as_(cast.owner).get(reverse("home")).content)

    assert "1 comment for you" in page.text_content()
    [link] = page.xpath("//a[contains(., 'Is this meant?')]/@href")
    assert as_(cast.owner).get(link).url == page_of(cast, "?comments=1#card-1")
    assert "for you" not in as_(cast.curator).get(reverse("home")).content.decode()


def test_as_many_queries_with_much_as_with_little(cast, as_, coding):
    client = as_(cast.owner)
    thread = make_thread(coding, 1)
    make_comment(thread, cast.curator)

    def count(address: str, **options) -> list[str]:
        return queries_of(lambda: client.get(address, **options))

    pages = {
        page_of(cast, "?comments=1"): 12,
        page_of(cast, "annotations/"): 14,
        reverse("home"): 13,
    }
    few = {address: count(address) for address in pages}
    for number in range(12):
        span = make_passage(coding, "Nobody knows")
        for thread in (make_thread(coding, 1), make_thread(coding, span.number)):
            make_comment(thread, cast.curator)
            make_comment(thread, cast.manager)
        make_comment(make_thread(coding, 900 + number), cast.curator)

    for address, at_most in pages.items():
        assert_same_count(few[address], count(address), at_most)


def test_an_answer_costs_the_same_in_a_long_talk(cast, as_, coding):
    client = as_(cast.owner)
    thread = make_thread(coding, 1)
    make_comment(thread, cast.curator)

    def answer() -> list[str]:
        address = reverse("thread-answer", args=[thread.pk])
        return queries_of(lambda: client.post(address, {"text": "Hm"}, htmx=True))

    few = answer()
    for _ in range(20):
        make_comment(thread, cast.curator)

    assert_same_count(few, answer(), at_most=18)
