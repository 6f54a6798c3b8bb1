"""The intake page: the ladder, both ways in, and that nothing is half-saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.models import Article, Capture, Draft, Source
from annotations.web import uploads
from tests.actions.test_articles import TEXT, taking_in
from tests.actions.test_drafts import AT, keeping
from tests.factories.projects import make_project
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def url(name, cast):
    return reverse(name, args=[cast.project.pk])


def file(words=TEXT, name="talks.txt", media_type="text/plain"):
    data = words if isinstance(words, bytes) else words.encode()
    return SimpleUploadedFile(name, data, content_type=media_type)


def nothing_saved():
    # The cast has one article of its own.
    return Article.objects.count() == Capture.objects.count() == 1 and not Draft.objects.exists()


WRITES = {
    "draft-upload": lambda: {"files": file()},
    "draft-paste": lambda: {"words": TEXT},
    "draft-save-all": dict,
    "draft-source": lambda: {"source_name": "Herald"},
}


def test_the_page_has_both_ways_in_and_what_waits(as_, cast):
    Source.objects.create(name="Known Herald")
    draft = keeping(cast.project, cast.owner).draft

    page = as_(cast.owner).get(url("intake", cast))

    assert page.status_code == 200
    tree = parse(page.content)
    assert tree.xpath("//form[@enctype='multipart/form-data']//input[@type='file'][@multiple]")
    assert tree.xpath("//textarea[@name='words']")
    assert tree.xpath("//datalist/option[@value='Known Herald']")
    assert tree.xpath(f"//*[@id='draft-{draft.pk}']")


@pytest.mark.parametrize("role", ["owner", "second", "curator", "manager", "admin"])
def test_who_works_in_the_project_may_take_in(as_, cast, role):
    client = as_(getattr(cast, role))

    assert client.get(url("intake", cast)).status_code == 200
    assert client.post(url("draft-paste", cast), {"words": TEXT}).status_code == 302
    assert Draft.objects.get().owner == getattr(cast, role)


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize(("role", "status"), [("stranger", 404), ("reader", 403), (None, 302)])
def test_others_may_not(as_, cast, name, role, status):
    client = as_(getattr(cast, role) if role else None)

    assert client.get(url("intake", cast)).status_code == status
    answer = client.post(url(name, cast), WRITES[name]())

    assert answer.status_code == status
    assert "login" in answer.url if role is None else True
    assert nothing_saved()


@pytest.mark.parametrize("name", WRITES)
def test_writes_are_posts_and_the_page_is_read(as_, cast, name):
    client = as_(cast.owner)

    assert client.get(url(name, cast)).status_code == 405
    assert client.post(url("intake", cast)).status_code == 405


def test_a_project_that_is_not_there(as_, cast):
    client = as_(cast.owner)

    assert client.get("/projects/00000000-0000-7000-8000-000000000000/intake/").status_code == 404


def test_one_pasted_text_goes_on_to_be_looked_over(as_, cast):
    answer = as_(cast.owner).post(
        url("draft-paste", cast), {"words": TEXT.replace("\n", "\r\n"), "source_name": "Herald"}
    )

    draft = Draft.objects.get()
    assert answer.url == reverse("draft-detail", args=[draft.pk])
    assert draft.data == TEXT.encode()
    assert (draft.title, draft.source_name) == ("Envoys meet again", "Herald")
    assert not Article.objects.filter(title="Envoys meet again", captures__sha256=draft.sha256)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "Paste the text"),
        (" \r\n \u200b", "There is nothing in it"),
        ("word " * 1_000_000 + "x", "5,000,001 characters"),
    ],
    ids=["empty", "blank", "too long"],
)
def test_a_text_that_cannot_be_taken_is_kept_in_its_field(as_, cast, words, reason):
    answer = as_(cast.owner).post(url("draft-paste", cast), {"words": words, "source_name": "H"})

    assert answer.status_code == 422
    tree = parse(answer.content)
    assert reason in tree.xpath("string(//*[contains(@class, 'errors')])")
    assert tree.xpath("//textarea")[0].text.lstrip("\r\n") == words.lstrip("\r\n").replace(
        "\r\n", "\n"
    )
    assert tree.xpath("//*[@id='paste_source_name']/@value") == ["H"]
    assert nothing_saved()


def test_the_same_words_again_are_said_with_a_link(as_, cast):
    taken = taking_in(cast.project, cast.owner)

    answer = as_(cast.owner).post(url("draft-paste", cast), {"words": TEXT})

    assert answer.status_code == 200
    assert reverse("workbench", args=[taken.project_article.pk]) in answer.content.decode()
    assert not Draft.objects.exists()


def test_several_files_at_once_good_and_bad(as_, cast):
    answer = as_(cast.owner).post(
        url("draft-upload", cast),
        {
            "source_name": "Herald",
            "files": [
                file(),
                file(PNG, "map.png"),
                file(TEXT.replace("Envoys", "Ministers"), "second.txt"),
                file("\n", "blank.txt"),
            ],
        },
    )

    assert answer.status_code == 422
    lines = [words_of(li) for li in parse(answer.content).xpath("//*[@data-rows]/li")]
    assert len(lines) == 4
    assert "map.png" in lines[1]
    assert "a PNG picture" in lines[1]
    assert "There is nothing in it" in lines[3]
    assert [d.title for d in Draft.objects.oldest_first()] == [
        "Envoys meet again",
        "Ministers meet again",
    ]
    assert {d.source_name for d in Draft.objects.all()} == {"Herald"}
    assert not Article.objects.filter(source__name="Herald")


def test_one_good_file_goes_on_to_be_looked_over(as_, cast):
    answer = as_(cast.owner).post(url("draft-upload", cast), {"files": file()})

    assert answer.url == reverse("draft-detail", args=[Draft.objects.get().pk])


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ([], "Choose at least one file"),
        ([file(PNG, "map.txt")], "a PNG picture"),
        (
            [file("Приветствие".encode() + b"\xff\xfe" + "мира".encode())],
            "cannot be read with certainty",
        ),
        ([file("word " * 1_000_000 + "x")], "5,000,001 characters"),
        ([file(b"%PDF-1.4 nonsense", "a.pdf")], "damaged"),
    ],
    ids=["none", "binary", "mis-encoded", "too long", "damaged"],
)
def test_bad_files_are_a_sentence_and_nothing_else(as_, cast, files, reason):
    answer = as_(cast.owner).post(url("draft-upload", cast), {"files": files})

    assert answer.status_code == 422
    assert reason in words_of(parse(answer.content))
    assert nothing_saved()


def test_a_file_that_is_too_large_is_not_even_read(as_, cast, monkeypatch):
    monkeypatch.setattr("annotations.exchange.uploads.MAX_BYTES", 10)

    answer = as_(cast.owner).post(url("draft-upload", cast), {"files": file()})

    assert answer.status_code == 422
    assert "at most" in answer.content.decode()
    assert nothing_saved()


def test_too_many_files_are_said_by_name(as_, cast, monkeypatch):
    monkeypatch.setattr("annotations.views.intake.MAX_FILES", 1)

    answer = as_(cast.owner).post(
        url("draft-upload", cast), {"files": [file(), file(TEXT + "x", "second.txt")]}
    )

    assert "Too many at once" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_too_much_at_once_stops_and_keeps_what_came_before(as_, cast, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_TOTAL", 2_000)

    answer = as_(cast.owner).post(
        url("draft-upload", cast),
        {"files": [file(), file(TEXT + "x" * 5_000, "second.txt")]},
        follow=True,
    )

    assert "too much at once" in answer.content.decode()
    assert Draft.objects.get().filename == "talks.txt"


def test_htmx_gets_the_lists_and_a_line_only_for_what_is_no_draft(as_, cast):
    client = as_(cast.owner)
    page = parse(client.get(url("intake", cast)).content)

    good = client.post(url("draft-upload", cast), {"files": file()}, htmx=True)
    bad = client.post(url("draft-upload", cast), {"files": file(PNG, "map.png")}, htmx=True)

    assert good.status_code == bad.status_code == 200
    assert b'class="arrival' not in good.content
    assert b"map.png" in bad.content
    update_page(page, good.content)
    fresh = parse(client.get(url("intake", cast)).content)
    assert_same_page(page, fresh, "lists")


def test_what_exists_is_a_line_with_a_link(as_, cast):
    taken = taking_in(cast.project, cast.owner)

    answer = as_(cast.owner).post(url("draft-upload", cast), {"files": file()}, htmx=True)

    assert reverse("workbench", args=[taken.project_article.pk]) in answer.content.decode()


def test_all_that_is_complete_is_saved_and_the_rest_stays(as_, cast):
    keeping(cast.project, cast.owner, source_name="Herald")
    keeping(cast.project, cast.owner, text=TEXT.replace("Envoys", "Ministers"))
    keeping(cast.project, cast.second, text=TEXT.replace("Envoys", "Others"), source_name="Herald")

    answer = as_(cast.owner).post(url("draft-save-all", cast), follow=True)

    assert "1 article saved" in answer.content.decode()
    assert Article.objects.filter(source__name="Herald").count() == 1
    assert {d.title for d in Draft.objects.waiting()} == {
        "Ministers meet again",
        "Others meet again",
    }


def test_one_sees_only_ones_own_drafts_of_this_project(as_, cast):
    mine = keeping(cast.project, cast.owner).draft
    keeping(cast.project, cast.second)
    keeping(make_project("Elsewhere"), cast.owner)

    page = parse(as_(cast.owner).get(url("intake", cast)).content)

    assert page.xpath("//li[starts-with(@id, 'draft-')]/@id") == [f"draft-{mine.pk}"]


def test_the_page_costs_the_same_with_one_draft_and_with_ten(as_, cast):
    client = as_(cast.owner)
    keeping(cast.project, cast.owner, text=TEXT, at=AT)
    few = queries_of(lambda: client.get(url("intake", cast)))
    for n in range(9):
        keeping(cast.project, cast.owner, text=f"{TEXT}{n}", source_name="Herald")
    many = queries_of(lambda: client.get(url("intake", cast)))

    assert_same_count(few, many, at_most=6)
    assert not any("compressed" in sql for sql in many)


def test_one_source_can_be_named_for_all_that_have_none(as_, cast):
    keeping(cast.project, cast.owner)
    keeping(cast.project, cast.owner, text=TEXT + "2", source_name="Second Herald")
    other = keeping(cast.project, cast.second).draft

    answer = as_(cast.owner).post(url("draft-source", cast), {"source_name": " Tide  Agency "})

    assert answer.url == url("intake", cast)
    names = Draft.objects.filter(owner=cast.owner).oldest_first()
    assert [draft.source_name for draft in names] == ["Tide Agency", "Second Herald"]
    other.refresh_from_db()
    assert other.source_name == ""


def test_no_name_is_no_source(as_, cast):
    keeping(cast.project, cast.owner)

    answer = as_(cast.owner).post(url("draft-source", cast), {"source_name": " "})

    assert answer.status_code == 422
    assert parse(answer.content).xpath(
        "//form[contains(@class, 'for-all')]//*[contains(@class, 'errors')]"
    )
