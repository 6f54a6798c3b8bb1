"""The pages of the register's files: who may, what is seen before, on the way and after."""

import csv
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.actions.register_imports import fail_register_import
from annotations.exchange.register import importing
from annotations.exchange.register.importing import start
from annotations.models import Actor, RegisterImport
from annotations.web import uploads
from tests.factories.actors import make_actor, make_affiliation
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import queries_of
from tests.helpers.register_files import ACTORS, LATER, NOW, kept, planned

PEOPLE = (
    ACTORS + ",person,Wen Lian,CN,Envoy,文莲 [zh native],,\n"
    ",organisation,Coast Guard,,,,,\n,robot,Someone,,,,,\n"
)


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


@pytest.fixture
def upload(cast):
    return planned(PEOPLE, cast.owner)


def file(data=PEOPLE, name="people.csv"):
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def address(name, upload):
    return reverse(f"register-import-{name}", args=[upload.pk])


FILES, SENDING, STARTER, EXPORT = (
    reverse(name)
    for name in ("register-files", "register-import-create", "register-starter", "register-export")
)
TEMPLATE = reverse("register-template", args=["xlsx"])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[(who, 200) for who in ("owner", "manager", "curator", "admin")],
        ("reader", 403),
        ("stranger", 403),
        (None, 302),
    ],
)
def test_who_may_take_the_register_out_and_in(cast, as_, who, status):
    client = as_(getattr(cast, who) if who else None)

    for page in (FILES, f"{EXPORT}?form=csv", TEMPLATE):
        assert client.get(page).status_code == status
    may_act = 302 if status == 200 else status
    assert client.post(SENDING, {"file": file()}).status_code == may_act
    assert client.post(STARTER).status_code == may_act


@pytest.mark.parametrize("who", ["second", "manager", "reader", "stranger", "admin"])
def test_a_plan_is_for_whoever_sent_the_file(cast, as_, upload, who):
    client = as_(getattr(cast, who))

    assert client.get(address("detail", upload)).status_code == 404
    assert client.get(address("refused", upload)).status_code == 404
    assert client.post(address("start", upload)).status_code == 404
    assert client.post(address("discard", upload)).status_code == 404


def test_who_no_longer_works_in_a_project_applies_nothing(cast, as_, upload):
    cast.project.memberships.all().delete()

    assert as_(cast.owner).post(address("start", upload)).status_code == 403
    assert as_(cast.owner).get(address("detail", upload)).status_code == 403


def test_strangers_to_the_site_sign_in(as_, upload):
    for name in ("detail", "refused"):
        assert as_(None).get(address(name, upload)).status_code == 302


@pytest.mark.parametrize("name", ["start", "discard"])
def test_acts_are_no_pages(cast, as_, upload, name):
    assert as_(cast.owner).get(address(name, upload)).status_code == 405
    assert as_(cast.owner).get(SENDING).status_code == 405
    assert as_(cast.owner).get(STARTER).status_code == 405
    assert as_(cast.owner).post(EXPORT).status_code == 405


def test_a_file_is_looked_at_applied_and_reported(cast, as_):
    client = as_(cast.owner)

    sent = client.post(SENDING, {"file": file()}, follow=True)

    page = parse(sent.content)
    assert [words_of(each) for each in page.find_class("outcomes")[0].iterchildren("a")][:4] == [
        "New 2",
        "Changed 0",
        "As it is 0",
        "Refused 1",
    ]
    assert "文莲 [zh, native]" in words_of(page.find_class("planned")[0])
    assert "Nothing has been changed yet." in words_of(page)
    assert not Actor.objects.exists()
    upload = RegisterImport.objects.get()
    done = parse(client.post(address("start", upload), follow=True).content)
    assert "2 rows were applied" in words_of(done)
    assert Actor.objects.get(kind="person").name == "Wen Lian"
    refused = words_of(parse(client.get(f"{address('detail', upload)}?show=refused").content))
    assert "“robot” is not known as kind." in refused
    table = b"".join(client.get(address("refused", upload)).streaming_content)
    assert list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))[1][:3] == [
        "people and organisations",
        "4",
        "",
    ]


def test_a_change_shows_what_was_and_what_would_be(cast, as_):
    make_actor("Wen Lian", description="Consul")

    page = parse(as_(cast.owner).post(SENDING, {"file": file()}, follow=True).content)

    changed = parse(as_(cast.owner).get(page_of(cast, "change")).content)
    assert words_of(changed.find_class("changes")[0][1]) == "Description Consul Envoy"
    assert words_of(page.find(".//h1")) == "people.csv"


def page_of(cast, shown):
    return f"{address('detail', RegisterImport.objects.get(owner=cast.owner))}?show={shown}"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\0\1", "no table, workbook or Popolo file"),
        (b"price,amount\n1,2\n", "No table has columns that are known"),
    ],
)
def test_a_file_of_something_else_is_refused_where_it_was_given(cast, as_, data, sentence):
    response = as_(cast.owner).post(SENDING, {"file": file(data)})

    assert response.status_code == 422
    assert sentence in words_of(parse(response.content).find_class("drop")[0])
    assert as_(cast.owner).post(SENDING).status_code == 422


def test_a_file_that_is_too_large_is_refused(cast, as_, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_TOTAL", 10)
    assert as_(cast.owner).post(SENDING, {"file": file()}).status_code == 422
    monkeypatch.undo()
    monkeypatch.setattr(importing, "MAX_BYTES", 10)
    assert as_(cast.owner).post(SENDING, {"file": file()}).status_code == 422


def test_no_more_files_wait_than_may(cast, as_):
    for _ in range(5):
        kept(PEOPLE, cast.owner)

    assert as_(cast.owner).post(SENDING, {"file": file()}).status_code == 422
    assert "wait already" in words_of(parse(as_(cast.owner).post(STARTER, follow=True).content))


def test_a_large_file_is_planned_and_applied_by_the_worker(cast, as_, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    client = as_(cast.owner)

    page = parse(client.post(SENDING, {"file": file()}, follow=True).content)

    assert page.get_element_by_id("plan").get("hx-trigger") == "every 2s"
    assert "being compared" in words_of(page)
    upload = RegisterImport.objects.get()
    importing.go_on(upload=upload.pk, at=NOW)
    after = client.get(address("detail", upload), htmx=True)
    update_page(page, after.content, target="plan")
    assert_same_page(page, parse(client.get(address("detail", upload)).content), "plan")
    running = parse(client.post(address("start", upload), follow=True).content)
    assert running.find(".//progress").get("value") == "0"
    assert [job.task_name for job in jobs()] == ["work_register_import"] * 2
    importing.go_on(upload=upload.pk, at=LATER)
    assert "2 rows were applied" in words_of(parse(client.get(address("detail", upload)).content))


def test_a_large_file_is_answered_at_once_and_read_by_the_worker(cast, as_, monkeypatch):
    monkeypatch.setattr(importing, "READ_AT_ONCE", 0)
    client = as_(cast.owner)

    page = parse(client.post(SENDING, {"file": file()}, follow=True).content)

    assert "It is read as soon as the worker is free" in words_of(page)
    assert page.get_element_by_id("plan").get("hx-trigger") == "every 2s"
    assert page.find(".//progress").get("value") is None
    upload = RegisterImport.objects.get()
    importing.go_on(upload=upload.pk, at=NOW)
    assert "Apply 2 rows" in client.get(address("detail", upload)).content.decode()


def test_a_large_file_that_makes_no_sense_says_why(cast, as_, monkeypatch):
    monkeypatch.setattr(importing, "READ_AT_ONCE", 0)
    client = as_(cast.owner)
    client.post(SENDING, {"file": file("{broken", "people.json")})
    upload = RegisterImport.objects.get()
    importing.go_on(upload=upload.pk, at=NOW)

    page = words_of(parse(client.get(address("detail", upload)).content))

    assert "The file cannot be read, and nothing of it is kept." in page
    assert "Choose another file" in page
    assert "cannot be read" in client.get(FILES).content.decode()


def test_what_the_worker_gave_up_is_tried_again(cast, as_, monkeypatch):
    monkeypatch.setattr(importing, "READ_AT_ONCE", 0)
    client = as_(cast.owner)
    client.post(SENDING, {"file": file()})
    upload = RegisterImport.objects.get()
    fail_register_import(upload=upload.pk, at=NOW, why="OperationalError: disk full")

    page = client.get(address("detail", upload)).content.decode()
    assert "OperationalError: disk full" in page
    assert "hx-trigger" not in page
    assert as_(cast.second).post(address("retry", upload)).status_code == 404
    assert as_(None).post(address("retry", upload)).status_code == 302
    assert client.get(address("retry", upload)).status_code == 405
    page = client.post(address("retry", upload), follow=True).content.decode()
    assert "disk full" not in page
    page = client.post(address("retry", upload), follow=True).content.decode()
    assert "It goes on already, or was discarded." in page


def test_what_changed_meanwhile_is_shown_again(cast, as_):
    quill = make_actor("Ada Quill", country="FR")
    upload = planned(ACTORS + f"{quill.pk},person,Ada Quill,BE,,,,\n", cast.owner)
    quill.country = "DE"
    quill.save()

    page = parse(as_(cast.owner).post(address("start", upload), follow=True).content)

    assert "The register has changed since you looked" in words_of(page)
    assert "Country DE BE" in words_of(page.find_class("changes")[0])


def test_a_plan_is_discarded_or_applied_once(cast, as_, upload):
    client = as_(cast.owner)
    other = planned(ACTORS, cast.owner)
    assert "There is nothing to apply" in words_of(
        parse(client.get(address("detail", other)).content)
    )

    gone = parse(client.post(address("discard", other), follow=True).content)
    assert "Nothing of it was applied" in words_of(gone)
    assert "Discarded" in words_of(parse(client.get(address("detail", other)).content))
    start(upload, by=cast.owner, at=LATER)
    for name in ("start", "discard"):
        page = parse(client.post(address(name, upload), follow=True).content)
        assert "applied or discarded meanwhile" in words_of(page)


def test_the_starter_is_looked_at_like_a_file(cast, as_):
    page = parse(as_(cast.owner).post(STARTER, follow=True).content)

    assert "Apply 345 rows" in words_of(page)


def test_what_the_list_shows_is_taken_out(cast, as_):
    quill = make_actor("Ada Quill")
    make_affiliation(quill, "Envoy")
    make_actor("Wen Lian")
    client = as_(cast.owner)

    response = client.get(EXPORT, {"form": "popolo", "kind": "person", "q": "quill"})

    found = json.loads(b"".join(response.streaming_content))
    assert [each["name"] for each in found["persons"]] == ["Ada Quill"]
    assert len(found["memberships"]) == 1
    assert response["Content-Disposition"] == 'attachment; filename="register.json"'
    assert client.get(EXPORT, {"form": "pdf"}).status_code == 422
    chosen = parse(client.get(FILES, {"kind": "person", "q": "quill"}).content)
    assert chosen.get_element_by_id("id_q").get("value") == "quill"


def test_a_template_has_the_columns_and_nothing_in_them(cast, as_):
    response = as_(cast.owner).get(reverse("register-template", args=["csv"]))

    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        [people, _posts] = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    assert people.startswith("id,kind,name,")
    assert people.count("\n") == 1
    assert as_(cast.owner).get(reverse("register-template", args=["pdf"])).status_code == 404


def test_only_who_may_is_shown_the_way(cast, as_):
    for who, shown in (("owner", True), ("reader", False)):
        page = parse(as_(getattr(cast, who)).get(reverse("actor-list")).content)
        assert (FILES in page.xpath("//a/@href")) is shown


def test_a_plan_takes_as_many_queries_for_many_rows_as_for_one(cast, as_):
    client = as_(cast.owner)
    few = planned(ACTORS + ",person,One,,,,,\n", cast.owner)
    many = planned(ACTORS + "".join(f",person,P {n},,,,,\n" for n in range(30)), cast.owner)

    counts = [
        len(queries_of(lambda each=each: client.get(address("detail", each))))
        for each in (few, many)
    ]

    assert counts[0] == counts[1] <= 8
