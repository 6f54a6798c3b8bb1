"""The pages of a file of many articles: who may, what is seen before, on the way and after."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.actions.imports import fail_import, start_import
from annotations.exchange.bulk import batches
from annotations.exchange.imports import keep_upload, read_import
from annotations.models import Article, Import
from annotations.web import uploads
from tests.exchange.test_imports import LATER, NOW, WORDS, lines
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

TABLE = f'Headline,Body,Id\nRound 1,"{WORDS}",7\n'


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def file(data=None, name="shelf.jsonl"):
    return SimpleUploadedFile(name, (data or lines(1, 2)).encode())


@pytest.fixture
def upload(cast):
    return keep_upload(file(), project=cast.project, by=cast.owner, at=NOW)


def begun(cast, data=None, name="shelf.jsonl"):
    kept = keep_upload(file(data, name), project=cast.project, by=cast.owner, at=NOW)
    return start_import(upload=kept, by=cast.owner, at=NOW, meanings={}, source_name="Herald")


def finished(cast, data=None, name="shelf.jsonl"):
    upload = begun(cast, data, name)
    read_import(upload=upload.pk, at=LATER)
    return upload


def address(name, upload):
    return reverse(f"import-{name}", args=[upload.pk])


def listed(cast):
    return reverse("import-list", args=[cast.project.pk])


def sending(cast):
    return reverse("import-create", args=[cast.project.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[(who, 200) for who in ("owner", "second", "manager", "curator", "admin")],
        ("reader", 403),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_who_may_see_the_pages(cast, as_, upload, who, status):
    client = as_(getattr(cast, who) if who else None)

    for page in (listed(cast), address("detail", upload), address("refused", upload)):
        assert client.get(page).status_code == status


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), (None, 302)])
def test_who_may_not_act(cast, as_, upload, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.post(sending(cast), {"file": file()}).status_code == status
    for act in ("start", "retry", "cancel"):
        assert client.post(address(act, upload)).status_code == status
    upload.refresh_from_db()
    assert upload.is_waiting
    assert Import.objects.count() == 1


def test_acts_are_posts_and_pages_are_read(cast, as_, upload):
    client = as_(cast.owner)

    for act in (sending(cast), *(address(name, upload) for name in ("start", "retry", "cancel"))):
        assert client.get(act).status_code == 405
    for page in (listed(cast), address("detail", upload), address("refused", upload)):
        assert client.post(page).status_code == 405


def test_one_that_is_not_there(cast, as_, upload):
    missing = address("detail", upload).replace(str(upload.pk), str(cast.project.pk))

    assert as_(cast.owner).get(missing).status_code == 404


def test_the_intake_page_leads_there(cast, as_):
    page = as_(cast.owner).get(reverse("intake", args=[cast.project.pk]))

    assert listed(cast) in parse(page.content).xpath("//a/@href")


def test_a_file_is_sent_and_looked_at_before_anything_is_saved(cast, as_):
    client = as_(cast.second)

    answer = client.post(sending(cast), {"file": file(TABLE, "shelf.csv")})

    upload = Import.objects.get()
    assert (answer.url, upload.owner) == (address("detail", upload), cast.second)
    page = parse(client.get(answer.url).content)
    assert "Round 1" in words_of(page)
    assert "source missing" in words_of(page)
    chosen = {
        label.text_content().split(" (")[0].strip(): page.xpath(
            "string(//select[@id=$id]/option[@selected]/@value)", id=label.get("for")
        )
        for label in page.xpath("//label[starts-with(@for, 'id_column')]")
    }
    assert chosen == {"Headline": "title", "Body": "text", "Id": ""}
    assert not Article.objects.filter(title="Round 1")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        ("words", "a.txt", "This is no .zip, .jsonl or .csv file"),
        ("\0" * 30, "a.csv", "This is not text"),
        (" ", "a.csv", "There is nothing in it"),
    ],
)
def test_what_is_no_file_of_many_is_said_at_the_field(cast, as_, data, name, sentence):
    answer = as_(cast.owner).post(sending(cast), {"file": file(data, name)})

    assert answer.status_code == 422
    assert sentence in words_of(parse(answer.content).find_class("drop")[0])
    assert not Import.objects.exists()


def test_nothing_chosen_is_said(cast, as_):
    answer = as_(cast.owner).post(sending(cast))

    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_a_file_that_is_too_large_is_said(cast, as_, settings, monkeypatch):
    settings.IMPORT_MAX_BYTES = 10
    kept = as_(cast.owner).post(sending(cast), {"file": file()})
    monkeypatch.setattr(uploads, "MAX_TOTAL", 10)
    stopped = as_(cast.owner).post(sending(cast), {"file": file()})

    assert kept.status_code == stopped.status_code == 422
    assert "A file has at most" in kept.content.decode()
    assert "The file is too large" in stopped.content.decode()


def test_other_columns_can_be_tried_out(cast, as_):
    table = f'Schlagzeile,Wortlaut\nRound 1,"{WORDS}"\n'
    upload = keep_upload(file(table, "a.csv"), project=cast.project, by=cast.owner, at=NOW)
    client = as_(cast.owner)
    before = client.get(address("detail", upload))
    tried = client.get(address("detail", upload), {"column_0": "title", "column_1": "text"})
    twice = client.post(address("start", upload), {"column_0": "text", "column_1": "text"})
    none = client.post(address("start", upload), {"column_0": "title"})

    assert "No column is known to hold the text" in before.content.decode()
    assert WORDS[:40] in tried.content.decode()
    assert "Two columns are chosen for “Text”" in twice.content.decode()
    assert "Say which column holds the text." in none.content.decode()
    assert twice.status_code == none.status_code == 422
    upload.refresh_from_db()
    assert upload.is_waiting


@pytest.mark.parametrize(
    ("data", "name", "main"),
    [
        (TABLE, "a.csv", "Take them in"),
        (f'Schlagzeile,Wortlaut\nRound 1,"{WORDS}"\n', "a.csv", "Look again"),
        ("nonsense\n", "a.jsonl", None),
    ],
)
def test_taking_in_is_the_main_act_only_where_something_can_be(cast, as_, data, name, main):
    upload = keep_upload(file(data, name), project=cast.project, by=cast.owner, at=NOW)

    page = parse(as_(cast.owner).get(address("detail", upload)).content)

    buttons = page.xpath("//main//form//button[contains(@class, 'primary')]")
    assert [words_of(one) for one in buttons] == ([main] if main else [])


def test_it_is_begun_with_what_was_chosen(cast, as_):
    upload = keep_upload(file(TABLE, "a.csv"), project=cast.project, by=cast.owner, at=NOW)
    client = as_(cast.owner)
    values = {"column_0": "title", "column_1": "text", "source_name": "Tide Agency"}

    answer = client.post(address("start", upload), values)
    again = client.post(address("start", upload), values, follow=True)

    assert answer.url == address("detail", upload)
    assert "It was begun or discarded meanwhile." in again.content.decode()
    read_import(upload=upload.pk, at=LATER)
    assert Article.objects.get(title="Round 1").source.name == "Tide Agency"


def test_lines_with_other_names_are_read_by_those(cast, as_):
    later = '{"Headline": "Round 9", "body": "They met again and said nothing at all."}\n'
    kept = keep_upload(file(lines(*range(30)) + later), project=cast.project, by=cast.owner, at=NOW)
    values = {"column_0": "title", "column_1": "text", "source_name": "Tide Agency"}

    as_(cast.owner).post(address("start", kept), values)

    read_import(upload=kept.pk, at=LATER)
    kept.refresh_from_db()
    assert (kept.created, kept.refused) == (31, 0)


def test_a_table_with_very_many_columns_can_be_begun(cast, as_):
    table = ",".join(f"c{n}" for n in range(90)) + f',text,\n{"," * 90}"{WORDS}",\n'
    kept = keep_upload(file(table, "a.csv"), project=cast.project, by=cast.owner, at=NOW)

    page = parse(as_(cast.owner).get(address("detail", kept)).content)

    assert len(page.xpath("//select")) == 61
    assert WORDS[:40] in words_of(page)


def test_on_its_way_the_page_asks_for_itself_and_can_be_called_off(cast, as_, monkeypatch):
    monkeypatch.setattr(batches, "IN_A_BATCH", 1)
    monkeypatch.setattr("annotations.exchange.imports.BATCHES_IN_A_JOB", 1)
    upload = begun(cast)
    client = as_(cast.owner)
    page = parse(client.get(address("detail", upload)).content)
    assert "as soon as the worker is free" in words_of(page)
    (asks,) = page.xpath("//*[@id='import']/@hx-get")

    read_import(upload=upload.pk, at=LATER)
    fragment = client.get(asks, htmx=True)
    update_page(page, fragment.content, target="import")
    assert "1 article looked at" in words_of(page)
    assert_same_page(page, parse(client.get(asks).content), "import")

    answer = client.post(address("cancel", upload), follow=True)
    ended = parse(answer.content)
    assert "What was taken in stays" in words_of(ended)
    assert not ended.xpath("//*[@id='import']/@hx-get")


def test_stopped_it_says_why_and_is_tried_again(cast, as_):
    upload = begun(cast)
    fail_import(upload=upload.pk, at=LATER, why="OSError: <disk> full")
    client = as_(cast.owner)

    stopped = parse(client.get(address("detail", upload)).content)
    assert "after several tries" in words_of(stopped)
    assert "OSError: <disk> full" in words_of(stopped)
    assert not stopped.xpath("//*[@id='import']/@hx-get")
    assert "has stopped" in client.get(listed(cast)).content.decode()

    answer = client.post(address("retry", upload), follow=True)
    again = parse(answer.content)
    assert "as soon as the worker is free" in words_of(again)
    assert again.xpath("//*[@id='import']/@hx-get")
    refused = client.post(address("retry", upload), follow=True)
    assert "It goes on already" in refused.content.decode()


def test_stopped_it_can_be_called_off(cast, as_):
    upload = begun(cast)
    fail_import(upload=upload.pk, at=LATER, why="OSError: disk full")

    answer = as_(cast.owner).post(address("cancel", upload), follow=True)

    assert "Called off" in words_of(parse(answer.content))
    assert "disk full" not in answer.content.decode()


def test_discarded_it_is_gone_from_the_way(cast, as_, upload):
    answer = as_(cast.owner).post(address("cancel", upload), follow=True)

    assert "Nothing of it was taken in." in answer.content.decode()
    assert not upload.pieces.exists()


def test_what_became_of_each_is_told(cast, as_):
    finished(cast, lines(1))
    upload = finished(cast, lines(1, 2) + "nothing\n")
    client = as_(cast.owner)

    refused = parse(client.get(address("detail", upload)).content)
    new = parse(client.get(address("detail", upload), {"show": "created"}).content)
    here = parse(client.get(address("detail", upload), {"show": "exists"}).content)

    assert "Line 3 This line is not JSON." in words_of(refused)
    assert new.xpath("//li[@class='draft']//a/text()") == ["Round 2"]
    assert here.xpath("//li[@class='draft']//a/text()") == ["Round 1"]
    row = cast.project.project_articles.get(article__title="Round 2")
    assert reverse("workbench", args=[row.pk]) in new.xpath("//a/@href")


def test_refusals_are_a_file_that_a_spreadsheet_opens_and_does_not_compute(cast, as_):
    upload = finished(cast, lines(1) + "nothing\n" + '{"text": "b", "published": "=1+1"}\n')
    upload.entries.filter(line=3).update(name="=cmd")

    answer = as_(cast.owner).get(address("refused", upload))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["file", "line", "why"],
        ["", "2", "This line is not JSON. Each line has to be one object of its own."],
        ["'=cmd", "3", "Its date (“=1+1”) cannot be read with certainty. Write it as 2026-03-18."],
    ]


def test_pages_cost_the_same_for_one_and_for_many(cast, as_):
    client = as_(cast.owner)
    one, many = finished(cast, lines(1)), finished(cast, lines(*range(2, 20)))

    def asked(page):
        return queries_of(lambda: client.get(page))

    assert_same_count(asked(address("detail", one)), asked(address("detail", many)), at_most=6)
    few = asked(listed(cast))
    for n in range(5):
        finished(cast, lines(n))
    assert_same_count(few, asked(listed(cast)), at_most=6)
