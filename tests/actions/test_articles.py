import hashlib
import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from annotations.actions import captures
from annotations.actions.articles import CannotTakeIn, Details, take_in
from annotations.actions.keeping import Refused
from annotations.domain.extraction import extract
from annotations.models import Article, Capture, Paragraph, ProjectArticle, Revision, Source
from tests.domain.extraction.samples import article_page
from tests.factories.articles import make_source
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.helpers.jobs import forget_jobs, jobs

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
TEXT = (
    "Envoys meet again\n\n"
    "The delegations met for six hours behind closed doors, and nobody would say afterwards "
    "whether the draft on the table was the old one.\n\n"
    "No sanctions\n\n"
    "“Both sides feel they are being cornered,” says Ada Quill, who teaches harbour law and has "
    "followed the talks from their beginning.\n\n"
    "Leave a Comment\n\n"
    "This site uses Akismet to reduce spam.\n"
)


def taking_in(project, by, text=TEXT, **changes):
    data = text.encode()
    read = extract(data, filename="talks.txt")
    details = {"title": read.facts.title, "source_name": "Example Herald"} | changes
    return take_in(
        project=project,
        by=by,
        at=AT,
        data=data,
        extract=read,
        details=Details(**details),
        filename="talks.txt",
    )


def counts():
    tables = (Source, Article, Capture, Revision, Paragraph, ProjectArticle)
    return [table.objects.count() for table in tables]


@pytest.fixture
def project(db):
    return make_project()


@pytest.fixture
def analyst(db):
    return make_user("analyst")


def test_an_article_is_kept_with_its_bytes_its_text_and_its_paragraphs(project, analyst):
    taken = taking_in(project, analyst, byline="Ada Quill", published_on=date(2026, 3, 18))

    assert taken.status == "created"
    article = Article.objects.get()
    assert (article.title, article.byline) == ("Envoys meet again", "Ada Quill")
    assert article.published_on == date(2026, 3, 18)
    assert article.created_by == analyst
    capture = article.captures.get()
    assert capture.data == TEXT.encode()
    assert capture.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    revision = article.revisions.get()
    assert "Akismet" not in revision.text
    paragraphs = list(revision.paragraphs.in_reading_order())
    assert "".join(paragraph.text for paragraph in paragraphs) == revision.text
    assert [p.kind for p in paragraphs] == ["title", "paragraph", "heading", "paragraph"]
    assert taken.project_article.project == project


def test_a_new_source_waits_for_an_admin_and_a_known_one_is_found(project, analyst):
    known = make_source("Example Herald")

    taking_in(project, analyst, source_name="  example   HERALD ")
    taking_in(project, analyst, text=TEXT + "More.", source_name="Second Herald")

    assert Article.objects.filter(source=known).count() == 1
    assert Source.objects.get(name="Second Herald").is_reviewed is False


def test_the_section_that_the_page_names_is_kept(project):
    head = '<meta property="article:section" content="World">'
    data = article_page(head).encode()
    read = extract(data, filename="talks.html")

    taken = take_in(
        project=project,
        by=None,
        at=AT,
        data=data,
        extract=read,
        details=Details.proposed(read, "Example Herald"),
    )

    assert taken.article.section == "World"


def test_the_same_bytes_twice_are_one_article(project, analyst):
    first = taking_in(project, analyst)
    before = counts()

    second = taking_in(project, analyst, title="Another title")

    assert second.status == "exists"
    assert second.article == first.article
    assert second.revision == first.revision
    assert second.project_article == first.project_article
    assert counts() == before
    assert Article.objects.get().title == "Envoys meet again"


def test_what_exists_elsewhere_is_added_to_the_project(project, analyst):
    first = taking_in(make_project("Elsewhere"), analyst)

    second = taking_in(project, analyst)

    assert second.status == "exists"
    assert second.article == first.article
    assert second.project_article.project == project


def test_the_same_address_with_another_text_is_another_revision_of_one_article(project, analyst):
    first = taking_in(project, analyst, canonical_url="https://example.org/news/1")
    changed = TEXT.replace("six hours", "seven hours")

    second = taking_in(project, analyst, text=changed, canonical_url="https://example.org/news/1")
    again = taking_in(project, analyst, text=changed, canonical_url="https://example.org/news/1")

    assert (second.status, again.status) == ("revised", "exists")
    assert second.article == first.article
    assert second.project_article == first.project_article
    assert [one.revision.number for one in (first, second, again)] == [1, 2, 2]
    assert Capture.objects.count() == 2


def test_the_same_text_in_other_bytes_is_kept_as_a_capture(project, analyst):
    first = taking_in(project, analyst, canonical_url="https://example.org/news/1")

    second = taking_in(
        project, analyst, text=TEXT + "\n\n", canonical_url="https://example.org/news/1"
    )

    assert (second.status, second.revision) == ("exists", first.revision)
    assert Capture.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"source_name": ""}, "source_name"),
        ({"source_name": "x" * 201}, "name"),
        ({"byline": "x" * 301}, "byline"),
        ({"language": "French"}, "language"),
        ({"canonical_url": "javascript:alert(1)"}, "canonical_url"),
        ({"canonical_url": "example"}, "canonical_url"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(project, analyst, changes, field):
    before = counts()

    with pytest.raises(Refused) as refused:
        taking_in(project, analyst, **changes)

    assert refused.value.field == field
    assert str(refused.value).endswith(".")
    assert counts() == before


def test_a_failure_half_way_leaves_nothing(project, analyst, monkeypatch):
    before = counts()
    monkeypatch.setattr(captures.PARAGRAPHS, "copy_in", lambda rows: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        taking_in(project, analyst)

    assert counts() == before


def test_details_are_proposed_from_what_was_read():
    page = (
        '<html lang="en"><head><meta property="og:site_name" content="Example Herald">'
        '<meta property="article:published_time" content="2026-03-18T00:30:00+01:00">'
        '<link rel="canonical" href="https://example.org/news/1"></head><body><article>'
        f"<h1>Envoys meet again</h1><p>{TEXT.split(chr(10))[2]}</p></article></body></html>"
    )

    details = Details.proposed(extract(page.encode(), filename="talks.html"))

    assert details.source_name == "Example Herald"
    assert details.published_on == date(2026, 3, 18)
    assert details.published_at == datetime(2026, 3, 17, 23, 30, tzinfo=UTC)
    assert details.canonical_url == "https://example.org/news/1"


def test_nobody_may_be_the_one_who_takes_in(project):
    taken = taking_in(project, None)

    assert taken.article.created_by is None


def test_a_missing_title_is_an_error_of_its_own(project, analyst):
    with pytest.raises(CannotTakeIn):
        taking_in(project, analyst, title="")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_in_the_same_at_once_one_creates_it():
    project, analyst = make_project("At once"), make_user("at-once")
    together = threading.Barrier(4)
    statuses, failures = [], []

    def act():
        try:
            together.wait()
            statuses.append(taking_in(project, analyst).status)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(statuses) == ["created", "exists", "exists", "exists"]
    assert counts() == [1, 1, 1, 1, 4, 1]


def test_what_is_new_to_a_project_will_be_gathered_with_its_copies(project, analyst):
    taken = taking_in(project, analyst)
    taking_in(project, analyst)
    taking_in(make_project("Another"), analyst)

    gathering = jobs().filter(task_name="gather_article", args={"article": str(taken.article.pk)})
    assert gathering.count() == 2


def test_copies_are_gathered_where_suggestions_are_off_as_well(project, analyst):
    project.has_suggestions = False
    project.save(update_fields=["has_suggestions"])
    forget_jobs()

    taking_in(project, analyst)

    assert list(jobs().values_list("task_name", flat=True)) == ["gather_article"]
