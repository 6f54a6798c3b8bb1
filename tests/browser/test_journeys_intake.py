"""Taking articles in by the file chooser: several at once, with something wrong among them."""

import pytest
from playwright.sync_api import expect

from annotations.models import Article, Capture, Draft
from tests.factories.projects import join, make_project
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENTENCE = "The envoys of both shores met in the harbour office and left without a word. "
PAGE = f"""<!doctype html><html lang="en"><head><title>A quiet round – Quay Gazette</title>
<meta property="og:site_name" content="Quay Gazette"></head><body><nav>Home Sport</nav>
<article><h1>A quiet round</h1><p>{SENTENCE * 4}</p><p>{SENTENCE * 5}</p></article>
<form>Leave a comment <textarea></textarea></form></body></html>"""


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


FILES = [
    file("round.html", PAGE.encode()),
    file("notes.txt", f"Notes from the quay\n\n{SENTENCE * 3}\n\n{SENTENCE * 4}".encode()),
    file("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8),
    file("empty.txt", b""),
]


def test_several_files_with_bad_ones_among_them(visit, transactional_db):
    project = make_project()
    analyst = make_user("analyst")
    join(project, analyst)
    page = visit(f"/projects/{project.pk}/intake/", analyst, quiet=False)

    page.locator("#files").set_input_files(FILES)

    waiting = page.get_by_role("region", name="Waiting to be looked over")
    expect(waiting.locator("li.draft")).to_have_count(2)
    lines = page.locator("#arrivals li")
    expect(lines).to_have_count(2)
    expect(lines.filter(has_text="empty.txt")).to_contain_text("There is nothing in this file.")
    expect(lines.filter(has_text="photo.txt")).to_contain_text("This is not text")
    assert Draft.objects.count() == 2
    assert Article.objects.count() == 0

    page.reload()
    expect(waiting.locator("li.draft")).to_have_count(2)
    waiting.get_by_label("Source of those that name none").fill("Quay Notes")
    waiting.get_by_role("button", name="Set it for 1").click()
    page.get_by_role("button", name="Save 2 as proposed").click()

    expect(page.get_by_role("region", name="Saved").locator("li")).to_have_count(2)
    saved = {article.title: article.source.name for article in Article.objects.all()}
    assert saved == {"A quiet round": "Quay Gazette", "Notes from the quay": "Quay Notes"}
    text = Article.objects.get(title="A quiet round").revisions.get().text
    assert "comment" not in text
    assert Capture.objects.count() == 2


def test_the_same_file_again_is_the_same_article(visit, transactional_db):
    project = make_project()
    analyst = make_user("analyst")
    join(project, analyst)
    page = visit(f"/projects/{project.pk}/intake/", analyst)
    page.locator("#files").set_input_files(FILES[:1])
    page.get_by_role("link", name="Look “A quiet round” over").click()
    page.get_by_role("button", name="Save the article").click()
    expect(page.locator("#text h1")).to_have_text("A quiet round\n\n", use_inner_text=False)

    page.goto(f"/projects/{project.pk}/intake/")
    page.locator("#files").set_input_files(FILES[:1])

    expect(page.locator("#arrivals li")).to_contain_text("This article is in the project already.")
    page.get_by_role("link", name="Open it").click()
    expect(page.locator("#text h1")).to_be_visible()
    assert (Article.objects.count(), Draft.objects.filter(saved_as=None).count()) == (1, 0)
