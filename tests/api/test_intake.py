"""Articles that programs send as files, and ask for by address."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from annotations.actions.retrievals import MOST_WAITING, fail_retrieval, forget_retrievals
from annotations.exchange.imports import read_import
from annotations.exchange.retrieving import retrieve
from annotations.models import Article, Import, ProjectArticle, Retrieval, Source, Story
from tests.api.conftest import is_problem
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.outlet.pages import article_page

pytestmark = pytest.mark.django_db
KEY = {"Idempotency_Key": "file-1"}
PAGE = b"""<html lang="en"><head><title>Envoys meet</title></head><body><article>
<h1>Envoys meet</h1><p>The envoys met in the harbour office on Tuesday and spoke for an hour.</p>
<p>Nobody said what comes next, and the ferries went on as they always do.</p>
</article></body></html>"""


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


@pytest.fixture
def here(cast):
    return f"/projects/{cast.project.pk}"


def a_file(data=PAGE, name="page.html", kind="text/html"):
    return SimpleUploadedFile(name, data, kind)


def test_a_file_is_an_article(asking, here):
    facts = {"file": a_file(), "source_name": "The Harbour Post", "published_on": "2026-03-18"}

    made = asking.send("POST", f"{here}/articles/file", facts)

    told = made.json()
    assert (made.status_code, told["status"], told["title"]) == (201, "created", "Envoys meet")
    assert (told["source_name"], told["published_on"]) == ("The Harbour Post", "2026-03-18")
    text = asking.get(f"/revisions/{told['revision']}").json()["text"]
    assert "ferries went on" in text
    [capture] = asking.get(f"{made['Location'][4:]}/captures").json()["items"]
    assert (capture["filename"], capture["size"], capture["http"]) == ("page.html", len(PAGE), None)
    assert asking.get(f"/captures/{capture['id']}").json() == capture
    again = asking.send("POST", f"{here}/articles/file", facts | {"file": a_file()})
    assert (again.status_code, again.json()["id"]) == (200, told["id"])


def test_one_key_is_one_file(asking, here):
    facts = {"source_name": "The Harbour Post", "title": "Envoys meet"}
    first, again = (
        asking.send("POST", f"{here}/articles/file", facts | {"file": a_file()}, **KEY)
        for _ in range(2)
    )
    other = asking.send("POST", f"{here}/articles/file", facts | {"file": a_file(b"x")}, **KEY)

    assert first.content == again.content
    assert again["Idempotent-Replayed"] == "true"
    assert is_problem(other, 409)


def test_a_file_that_cannot_be_read_is_a_problem(asking, here, monkeypatch):
    where = f"{here}/articles/file"
    unread = asking.send("POST", where, {"file": a_file(b"%PDF-1.4 broken", "a.pdf", "x/y")})
    assert is_problem(unread, 422)
    assert unread.json()["errors"][0]["field"] == "file"
    unnamed = asking.send("POST", where, {"file": a_file(), "colour": "red", "source_name": "S"})
    assert is_problem(unnamed, 422)
    assert is_problem(asking.post(where, {"title": "no form"}), 415)
    monkeypatch.setattr("annotations.web.uploads.MAX_TOTAL", 10)
    assert is_problem(asking.send("POST", where, {"file": a_file()}), 413)
    assert Article.objects.count() == 1


def test_a_file_of_many_is_a_job(cast, asking, here):
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        archive.writestr("good.html", PAGE)
        archive.writestr("bad.html", b"")
    facts = {"file": a_file(many.getvalue(), "many.zip", "application/zip"), "source_name": "Post"}

    made = asking.send("POST", f"{here}/imports", facts)

    assert (made.status_code, made.json()["state"]) == (202, "running")
    where = made["Location"].removeprefix("/api")
    read_import(upload=Import.objects.get().pk, at=timezone.now())
    done = asking.get(where).json()
    assert (done["state"], done["created"], done["refused"]) == ("done", 1, 1)
    [refused] = asking.get(f"{where}/refused").json()["items"]
    assert (refused["name"], bool(refused["why"])) == ("bad.html", True)
    assert asking.post(f"{where}/cancel", None).json()["state"] == "done"
    assert is_problem(asking.post(f"{where}/retry", None), 409)
    one = asking.send("POST", f"{here}/imports", {"file": a_file(b"no table", "a.bin", "x/y")})
    assert is_problem(one, 422)


def test_an_address_is_fetched_by_the_worker(cast, asking, here, outlet):
    outlet.put("/news/1", article_page("Envoys meet"))
    body = {"url": outlet.url("/news/1"), "source_name": "The Harbour Post"}

    made = asking.post(f"{here}/retrievals", body)

    assert (made.status_code, made.json()["state"]) == (202, "waiting")
    where = made["Location"].removeprefix("/api")
    asked = Retrieval.objects.get()
    for _again in range(2):
        retrieve(retrieval=asked.pk, at=timezone.now())
    done = asking.get(where).json()
    assert (done["state"], done["status"], done["why"]) == ("taken", "created", "")
    article = asking.get(f"/articles/{done['article']}").json()
    assert (article["title"], article["source_name"]) == ("Envoys meet", "The Harbour Post")
    [capture] = asking.get(f"/articles/{done['article']}/captures").json()["items"]
    assert capture["http"]["status"] == 200
    assert [row["id"] for row in asking.get(f"{here}/retrievals").json()["items"]] == [done["id"]]


def test_what_does_not_come_says_why(cast, asking, here, outlet):
    made = asking.post(f"{here}/retrievals", {"url": outlet.url("/gone")})
    retrieve(retrieval=Retrieval.objects.get().pk, at=timezone.now())

    told = asking.get(made["Location"].removeprefix("/api")).json()

    assert (told["state"], told["article"]) == ("failed", None)
    assert told["why"]
    assert not Source.objects.filter(name="").exists()


def test_addresses_inside_are_not_fetched(cast, asking, here, settings):
    settings.FETCH_ALLOW = []
    made = asking.post(f"{here}/retrievals", {"url": "http://127.0.0.1:5432/"})
    retrieve(retrieval=Retrieval.objects.get().pk, at=timezone.now())

    assert asking.get(made["Location"].removeprefix("/api")).json()["state"] == "failed"


def test_what_is_no_address_or_too_many_is_refused(cast, asking, here):
    bad = asking.post(f"{here}/retrievals", {"url": "ftp://quay.test/1"})
    assert bad.json()["errors"][0]["field"] == "url"
    facts = {"project": cast.project, "by": cast.owner, "asked_at": timezone.now()}
    Retrieval.objects.bulk_create(
        Retrieval(url=f"https://quay.test/{n}", **facts) for n in range(MOST_WAITING)
    )
    assert is_problem(asking.post(f"{here}/retrievals", {"url": "https://quay.test/new"}), 409)


def test_the_worker_gives_up_once_and_forgets(cast):
    now = timezone.now()
    facts = {"project": cast.project, "by": cast.owner, "asked_at": now}
    row = Retrieval.objects.create(url="https://quay.test/1", **facts)

    fail_retrieval(retrieval=row.pk, at=now, why="It broke.")
    fail_retrieval(retrieval=row.pk, at=now, why="Again.")

    assert Retrieval.objects.get().failure["sentence"] == "It broke."
    assert forget_retrievals(at=now) == 0
    Retrieval.objects.update(finished_at=now - timedelta(days=15))
    assert forget_retrievals(at=now) == 1


def test_copies_are_put_together_and_parted(cast, asking):
    mine, other = cast.project_article, add_article(cast.project, make_article("Another."))
    for row in (mine, other):
        story = Story.objects.create(created_at=timezone.now())
        story.story_articles.create(article=row.article, fingerprints=0, gathered_at=timezone.now())
    where = f"/articles/{mine.pk}/copies"
    assert is_problem(asking.post(where, {"other": str(mine.pk)}), 422)

    made = asking.post(where, {"other": str(other.pk)})

    assert made.status_code == 201, made.content
    told = asking.get(where).json()
    assert {one["article"] for one in told["copies"]} == {str(mine.pk), str(other.pk)}
    assert [move["id"] for move in told["moves"]] == [made.json()["id"]]
    assert len(asking.get(f"/stories/{told['story']}").json()["articles"]) == 2
    undone = asking.ask("DELETE", made["Location"].removeprefix("/api"))
    assert undone.status_code == 204
    assert len(asking.get(where).json()["copies"]) == 1
    asking.post(where, {"other": str(other.pk)})
    parted = asking.post(f"{where}/split", {"articles": [str(other.pk)]})
    assert parted.json()["articles"] == [str(other.article_id)]
    assert ProjectArticle.objects.count() == 2
