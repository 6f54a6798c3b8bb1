"""A draft's page: the ladder, corrections that are never lost, saving once."""

from datetime import date

import pytest
from django.urls import reverse

from annotations.models import Article, Draft, Membership, Role
from tests.actions.test_articles import TEXT
from tests.actions.test_drafts import AT, keeping
from tests.helpers.page import assert_same_page, parse, update_page

FIELDS = {
    "title": "Envoys meet",
    "byline": "Ada Quill",
    "source_name": "Example Herald",
    "published_on": "2026-03-18",
    "language": "en",
    "canonical_url": "https://example.org/news/1",
}
WRITES = ["draft-update", "draft-save", "draft-discard", "draft-restore"]


@pytest.fixture
def draft(cast):
    return keeping(cast.project, cast.owner).draft


def url(name, draft):
    return reverse(name, args=[draft.pk])


def test_the_page_shows_the_text_as_it_will_be_and_what_is_left_out(as_, cast, draft):
    page = as_(cast.owner).get(url("draft-detail", draft))

    assert page.status_code == 200
    tree = parse(page.content)
    kinds = [element.get("class") for element in tree.xpath("//article/*")]
    assert kinds == ["block title", "block paragraph", "block heading", "block paragraph"]
    dropped = [li.text_content() for li in tree.xpath("//*[@class='dropped']//li")]
    assert dropped == ["Leave a Comment", "This site uses Akismet to reduce spam."]
    assert tree.xpath("//*[@id='id_title']/@value") == ["Envoys meet again"]
    assert tree.xpath("//select[@name='language']/option[@selected]/@value") == ["en"]


@pytest.mark.parametrize("role", ["second", "curator", "manager", "admin", "stranger", "reader"])
@pytest.mark.parametrize("name", ["draft-detail", *WRITES])
def test_a_draft_is_its_owners_alone(as_, cast, draft, name, role):
    client = as_(getattr(cast, role))

    send = client.get if name == "draft-detail" else client.post

    assert send(url(name, draft), FIELDS).status_code == 404
    draft.refresh_from_db()
    assert (draft.title, draft.closed_at) == ("Envoys meet again", None)


@pytest.mark.parametrize("name", ["draft-detail", *WRITES])
def test_who_became_a_reader_may_no_longer(as_, cast, draft, name):
    Membership.objects.filter(user=cast.owner).update(role=Role.READER)
    client = as_(cast.owner)

    send = client.get if name == "draft-detail" else client.post

    assert send(url(name, draft), FIELDS).status_code == 403
    assert Draft.objects.waiting().exists()


@pytest.mark.parametrize("name", ["draft-detail", *WRITES])
def test_strangers_without_a_name_sign_in_first(as_, draft, name):
    client = as_(None)

    send = client.get if name == "draft-detail" else client.post

    assert "login" in send(url(name, draft)).url


def test_the_methods(as_, cast, draft):
    client = as_(cast.owner)

    assert client.post(url("draft-detail", draft)).status_code == 405
    for name in WRITES:
        assert client.get(url(name, draft)).status_code == 405


def test_saving_makes_the_article_and_opens_it(as_, cast, draft):
    answer = as_(cast.owner).post(url("draft-save", draft), FIELDS)

    article = Article.objects.get(title="Envoys meet")
    assert answer.url == reverse("workbench", args=[article.project_articles.get().pk])
    assert article.byline == "Ada Quill"
    assert article.source.name == "Example Herald"
    assert article.published_on == date(2026, 3, 18)
    assert article.canonical_url == "https://example.org/news/1"


def test_saving_twice_opens_the_same_article(as_, cast, draft):
    client = as_(cast.owner)

    first = client.post(url("draft-save", draft), FIELDS)
    second = client.post(url("draft-save", draft), FIELDS)

    assert first.url == second.url
    assert Article.objects.filter(title="Envoys meet").count() == 1
    assert client.get(url("draft-detail", draft)).url == first.url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 501),
        ("source_name", " "),
        ("published_on", "soon"),
        ("language", "Klingon"),
        ("canonical_url", "javascript:alert(1)"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    as_, cast, draft, name, value
):
    answer = as_(cast.owner).post(url("draft-save", draft), FIELDS | {name: value})

    assert answer.status_code == 422
    tree = parse(answer.content)
    field = tree.xpath(f"//*[@name='{name}']/ancestor::*[contains(@class, 'field')][1]")[0]
    assert field.xpath(".//*[contains(@class, 'errors')]")
    assert tree.xpath("//*[@name='byline']/@value") == ["Ada Quill"]
    assert not Article.objects.filter(title="Envoys meet").exists()
    assert Draft.objects.waiting().get() == draft


def test_what_is_not_complete_can_be_kept_for_later(as_, cast, draft):
    answer = as_(cast.owner).post(
        url("draft-update", draft), FIELDS | {"source_name": "", "title": "Half"}
    )

    assert answer.url == reverse("intake", args=[cast.project.pk])
    draft.refresh_from_db()
    assert (draft.title, draft.source_name, draft.byline) == ("Half", "", "Ada Quill")


def test_a_day_that_is_none_is_not_kept(as_, cast, draft):
    answer = as_(cast.owner).post(url("draft-update", draft), FIELDS | {"published_on": "soon"})

    assert answer.status_code == 422
    assert parse(answer.content).xpath("//*[@name='published_on']/@value") == ["soon"]


def test_a_discarded_draft_can_be_brought_back(as_, cast, draft):
    client = as_(cast.owner)

    client.post(url("draft-discard", draft))
    assert not Draft.objects.waiting().exists()
    assert b"has been discarded" in client.get(url("draft-detail", draft)).content
    assert client.post(url("draft-save", draft), FIELDS).status_code == 422
    client.post(url("draft-restore", draft))

    assert Draft.objects.waiting().get() == draft


@pytest.mark.parametrize("name", ["draft-discard", "draft-restore"])
def test_the_lists_after_a_swap_are_those_of_a_fresh_page(as_, cast, draft, name):
    client = as_(cast.owner)
    intake = reverse("intake", args=[cast.project.pk])
    page = parse(client.get(intake).content)

    update_page(page, client.post(url(name, draft), htmx=True).content, "lists")

    assert_same_page(page, parse(client.get(intake).content), "lists")


def test_saving_from_the_list_keeps_the_proposals(as_, cast):
    draft = keeping(cast.project, cast.owner, source_name="Herald").draft
    client = as_(cast.owner)
    intake = reverse("intake", args=[cast.project.pk])
    page = parse(client.get(intake).content)

    answer = client.post(url("draft-save", draft), {"as_proposed": "1"}, htmx=True)

    article = Article.objects.get(source__name="Herald")
    assert article.title == "Envoys meet again"
    update_page(page, answer.content, "lists")
    assert_same_page(page, parse(client.get(intake).content), "lists")


@pytest.mark.parametrize("htmx", [True, False])
def test_saving_from_the_list_what_is_not_complete_leads_to_the_draft(as_, cast, draft, htmx):
    answer = as_(cast.owner).post(url("draft-save", draft), {"as_proposed": "1"}, htmx=htmx)

    target = answer.headers["HX-Redirect"] if htmx else answer.url
    assert target == url("draft-detail", draft)
    assert Draft.objects.waiting().exists()


def test_a_draft_that_can_no_longer_be_read_says_why(as_, cast, draft):
    Draft.objects.filter(pk=draft.pk).update(filename="talks.csv")
    client = as_(cast.owner)

    page = client.get(url("draft-detail", draft))

    assert "cannot be read" in page.content.decode()
    assert "Save the article" not in page.content.decode()
    assert client.post(url("draft-save", draft), FIELDS).status_code == 422


def test_a_very_long_text_is_shown_in_part(as_, cast):
    draft = keeping(cast.project, cast.owner, text=TEXT + "\n\nA line." * 1_000, at=AT).draft

    page = as_(cast.owner).get(url("draft-detail", draft))

    assert len(parse(page.content).xpath("//article/*")) == 300
    assert "more paragraphs" in page.content.decode()


def test_right_to_left_text_says_its_language(as_, cast):
    arabic = "المبعوثون يلتقون من جديد\n\nاجتمعت الوفود ست ساعات خلف أبواب مغلقة، ولم يرغب أحد في أن يقول بعد ذلك أي مسودة كانت مطروحة."
    draft = keeping(cast.project, cast.owner, text=arabic).draft

    tree = parse(as_(cast.owner).get(url("draft-detail", draft)).content)

    assert tree.xpath("//article/@lang") == ["ar"]
    assert {element.get("dir") for element in tree.xpath("//article/*")} == {"auto"}
