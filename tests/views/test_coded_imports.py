"""The pages on which annotations of other programs come into a project."""

import io
import json

import pytest
from django.urls import reverse

from annotations.actions.coded_imports import fail_coded_import
from annotations.exchange.coded.importing import go_on_coded
from annotations.models import CodedImport, Coding, Span, Tag
from tests.helpers.coded import NOW
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

HTMX = {"HX-Request": "true"}
ACTS = ("look", "start", "retry", "cancel")


def asked(client, address):
    return queries_of(lambda: client.get(address))


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def at(cast, name="create") -> str:
    return reverse(f"coded-import-{name}", args=[cast.project.pk])


def of(upload, name="detail") -> str:
    return reverse(f"coded-import-{name}", args=[upload.pk])


def a_file(cast, words="cornered", name="notes.jsonl", coder="ada", tags=(), copies=1):
    article = str(cast.project_article.article_id)
    annotations = [{"places": [{"role": "passage", "words": words}], "tags": list(tags)}]
    found = [
        {
            "id": article,
            "title": "x",
            "codings": [
                {"coder": {"kind": "human", "name": f"{coder}{n}"}, "annotations": annotations}
            ],
        }
        for n in range(copies)
    ]
    file = io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in found))
    file.name = name
    return file


def given(cast, file=None, **fields) -> dict:
    return {"files": file or a_file(cast), "form": "", **fields}


def give(cast, client, **fields) -> CodedImport:
    """A file that is given and looked through."""
    response = client.post(at(cast), given(cast, **fields))
    assert response.status_code == 302, response.content.decode()
    upload = CodedImport.objects.latest("pk")
    go_on_coded(upload=upload.pk, at=NOW)
    upload.refresh_from_db()
    return upload


def state(response) -> str:
    return words_of(parse(response.content).get_element_by_id("import"))


def taken(upload, client) -> CodedImport:
    client.post(of(upload, "start"))
    go_on_coded(upload=upload.pk, at=NOW)
    upload.refresh_from_db()
    return upload


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("admin", 200),
        ("owner", 403),
        ("reader", 403),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_it_is_for_managers(cast, as_, who, status):
    upload = give(cast, as_(cast.manager))
    client = as_(getattr(cast, who) if who else None)
    may_act = 302 if status == 200 else status

    assert client.get(at(cast, "page")).status_code == status
    assert client.post(at(cast), given(cast)).status_code == may_act
    for name in ("detail", "entries", "refused"):
        assert client.get(of(upload, name)).status_code == status
    assert client.post(of(upload, "look"), {"form": "jsonl"}).status_code == may_act
    for name in ACTS[1:]:
        assert client.post(of(upload, name)).status_code == may_act
    assert (CodedImport.objects.count() > 1) == (status == 200)


def test_other_methods_are_sent_away(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client)

    assert client.get(at(cast)).status_code == 405
    assert client.post(at(cast, "page")).status_code == 405
    assert client.post(of(upload)).status_code == 405
    assert {client.get(of(upload, name)).status_code for name in ACTS} == {405}


def test_a_look_tells_what_would_come_and_changes_nothing(cast, as_):
    client = as_(cast.manager)
    client.post(at(cast), given(cast))
    upload = CodedImport.objects.get()
    page = client.get(of(upload))
    assert "as soon as the worker is free" in state(page)
    page = parse(page.content)

    go_on_coded(upload=upload.pk, at=NOW)
    fragment = client.get(of(upload), {"show": "entries"}, headers=HTMX)
    update_page(page, fragment.content, "import")
    fresh = client.get(of(upload))

    assert_same_page(page, parse(fresh.content), "import")
    told = state(fresh)
    assert "Nothing is changed yet." in told
    assert "New annotations1" in told
    assert "JSON lines" in fresh.content.decode()
    assert "ada0" in told
    assert "1 new, 0 here already, 0 refused" in told
    assert not Coding.objects.exists()


def test_what_was_looked_at_is_taken_in_and_leads_to_the_article(cast, as_):
    client = as_(cast.manager)
    upload = taken(give(cast, client, finished="on"), client)

    span = Span.objects.get()
    assert (span.words, span.coding.analyst.username) == ("cornered", "ada0")
    assert span.coding.state == "done"
    assert upload.counts == upload.planned
    page = client.get(of(upload))
    assert "It was taken in" in state(page)
    link = reverse("workbench", args=[cast.project_article.pk])
    assert f"{link}?coding={span.coding_id}" in page.content.decode()
    assert not upload.pieces.exists()


def test_coders_are_members_where_a_manager_says_so(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client, file=a_file(cast, copies=2))
    fields = {"form": "jsonl", "coder_0": str(cast.second.pk), "coder_1": ""}

    client.post(of(upload, "look"), fields)
    go_on_coded(upload=upload.pk, at=NOW)
    page = parse(client.get(of(upload)).content)
    chosen = page.xpath("//select[@name='coder_0']/option[@selected]")
    assert [one.get("value") for one in chosen] == [str(cast.second.pk)]
    taken(upload, client)

    who = set(Coding.objects.values_list("analyst__username", flat=True))
    assert who == {"second", "ada1"}


def test_only_members_are_offered(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client)

    fields = {"form": "jsonl", "coder_0": str(cast.stranger.pk)}
    assert client.post(of(upload, "look"), fields).status_code == 422


def test_what_does_not_come_is_told_with_its_line_and_stays_readable(cast, as_):
    client = as_(cast.manager)
    upload = taken(give(cast, client, file=a_file(cast, words="nowhere")), client)

    told = state(client.get(of(upload), {"show": "refused"}))
    assert "line 1 ada0" in told
    assert "does not say “nowhere”" in told
    table = b"".join(client.get(of(upload, "refused")).streaming_content).decode()
    assert "line 1 ada0" in table
    entries = b"".join(client.get(of(upload, "entries")).streaming_content).decode()
    assert "line 1,x,ada0,,yes,0,0,1" in entries


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"files": ""}, "Choose a file first."),
        ({"form": "papyrus"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_told_on_the_page(cast, as_, fields, sentence):
    response = as_(cast.manager).post(at(cast), given(cast) | fields)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_wrong_format_is_told_and_another_one_chosen(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client, form="brat")
    assert "This is no zip" in state(client.get(of(upload)))
    client.post(of(upload, "start"))
    assert not CodedImport.objects.filter(started_at__isnull=False).exists()

    client.post(of(upload, "look"), {"form": "jsonl"})
    go_on_coded(upload=upload.pk, at=NOW)

    assert "New annotations1" in state(client.get(of(upload)))


def test_a_file_that_nothing_tells_of_waits_for_its_format(cast, as_):
    file = io.BytesIO(b"Dear diary")
    file.name = "diary.txt"
    as_(cast.manager).post(at(cast), given(cast, file=file))

    upload = CodedImport.objects.get()
    assert "Choose its format." in state(as_(cast.manager).get(of(upload)))


def test_several_files_come_together(cast, as_):
    client = as_(cast.manager)
    files = [a_file(cast, coder="ada"), a_file(cast, coder="bela")]
    upload = taken(give(cast, client, file=files), client)

    assert upload.filename == "notes.jsonl and 1 more"
    who = set(Coding.objects.values_list("analyst__username", flat=True))
    assert who == {"ada0", "bela0"}
    assert set(upload.entries.values_list("at", flat=True)) == {
        "notes.jsonl: line 1",
        "notes-2.jsonl: line 1",
    }


def test_too_much_is_refused(cast, as_, settings):
    settings.IMPORT_MAX_BYTES = 10
    response = as_(cast.manager).post(at(cast), given(cast))

    assert response.status_code == 422
    assert "A file has at most 0 MB." in response.content.decode()
    assert not CodedImport.objects.exists()


def test_what_is_refused_for_its_tags_leads_to_where_they_come_from(cast, as_):
    client, sentence = as_(cast.manager), "1 of what is refused bears a tag that the codebook"
    upload = give(cast, client, file=a_file(cast, tags=["Appeal"]))
    assert sentence in state(client.get(of(upload)))
    taken(upload, client)

    assert sentence not in state(client.get(of(upload)))


def test_taking_it_in_is_the_main_act_only_where_annotations_come(cast, as_):
    client = as_(cast.manager)

    def buttons(upload):
        found = parse(client.get(of(upload)).content).xpath("//*[@id='import']//button")
        return {words_of(one): "primary" in one.get("class").split() for one in found}

    good = give(cast, client)
    assert buttons(good) == {"Take it in": True, "Discard the file": False, "Look again": False}

    bad = give(cast, client, file=a_file(cast, tags=["Appeal"]))
    assert buttons(bad) == {
        "Take in the rest": False,
        "Discard the file": False,
        "Look again": True,
    }
    assert "No annotation would come" in state(client.get(of(bad)))


def test_missing_tags_come_into_the_codebook_if_that_is_wanted(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client, file=a_file(cast, tags=["Appeal"]), new_tags="on")
    assert "Appeal" in state(client.get(of(upload)))
    assert not Tag.objects.exists()
    taken(upload, client)

    assert Tag.objects.get().name == "Appeal"
    assert Span.objects.get().span_tags.count() == 1


def test_one_that_stops_says_why_and_goes_on(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client)
    client.post(of(upload, "start"))
    fail_coded_import(upload=upload.pk, at=NOW, why="OSError: no room")
    page = client.get(of(upload))
    assert "OSError: no room" in state(page)
    assert b"hx-trigger" not in page.content.split(b'id="import"')[1][:200]

    client.post(of(upload, "retry"))
    go_on_coded(upload=upload.pk, at=NOW)

    assert "It was taken in" in state(client.get(of(upload)))
    assert Span.objects.count() == 1


def test_a_file_is_discarded_before_it_is_begun(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client)

    page = client.post(of(upload, "cancel"), follow=True)

    assert "The file is discarded." in page.content.decode()
    assert "Discarded" in state(client.get(of(upload)))
    assert not upload.entries.exists()
    assert client.post(of(upload, "start"), follow=True).status_code == 200
    assert not Span.objects.exists()


def test_an_archived_project_answers_in_a_sentence(cast, as_):
    client = as_(cast.manager)
    upload = give(cast, client)
    cast.project.archived_at = NOW
    cast.project.save()

    page = client.post(of(upload, "start"), follow=True)

    assert "This project is archived" in page.content.decode()
    assert not Span.objects.exists()


def test_as_many_queries_for_many_as_for_one(cast, as_):
    client = as_(cast.manager)
    one = give(cast, client, file=a_file(cast))
    many = give(cast, client, file=a_file(cast, copies=6))
    shown = [asked(client, of(upload)) for upload in (one, many)]
    assert_same_count(*shown, at_most=25)

    few = asked(client, at(cast, "page"))
    give(cast, client)
    assert_same_count(few, asked(client, at(cast, "page")), at_most=20)

    for upload in (one, many):
        taken(upload, client)
    shown = [asked(client, of(upload)) for upload in (one, many)]
    assert_same_count(*shown, at_most=25)
