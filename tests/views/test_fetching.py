"""An address on the intake page: fetched, kept as a draft, saved with what HTTP said."""

import pytest
from django.urls import reverse

from annotations.models import Article, Capture, Draft, Source
from annotations.queries.verifying import verify
from tests.helpers.page import parse, words_of
from tests.outlet.pages import article_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    return reverse("draft-fetch", args=[cast.project.pk])


@pytest.fixture
def page(outlet):
    outlet.put("/round", article_page(), last_modified="Tue, 03 Mar 2026 08:31:00 GMT")
    return outlet


def fetched(client, address, outlet, path="/round", **more):
    return client.post(address, {"url": outlet.url(path), **more})


def test_a_page_becomes_a_draft_and_an_article_with_its_facts(as_, cast, address, page):
    page.move("/short", "/round")
    client = as_(cast.owner)

    response = fetched(client, address, page, "/short")

    draft = Draft.objects.get()
    assert response["Location"] == reverse("draft-detail", args=[draft.pk])
    assert (draft.title, draft.source_name) == ("A quiet round", "Quay Gazette")
    assert draft.canonical_url == page.url("/round")
    assert "Fetched from" in client.get(response["Location"]).content.decode()
    client.post(reverse("draft-save", args=[draft.pk]), {"as_proposed": "1"})
    capture = Capture.objects.get(article__title="A quiet round")
    assert capture.url == page.url("/round")
    assert capture.http["asked"] == page.url("/short")
    assert (capture.http["status"], capture.http["url"]) == (200, page.url("/round"))
    assert capture.http["headers"]["last-modified"] == "Tue, 03 Mar 2026 08:31:00 GMT"
    assert capture.captured_at.isoformat() == capture.http["at"]
    assert capture.data == article_page().encode()


def test_the_same_page_again_is_the_same_article(as_, cast, address, page):
    client = as_(cast.owner)
    fetched(client, address, page)
    client.post(reverse("draft-save", args=[Draft.objects.get().pk]), {"as_proposed": "1"})
    page.put("/round", article_page() + "<!-- made anew for each reader -->")

    response = fetched(client, address, page, "/round?utm_source=letter#end")

    assert "This article is in the project already." in response.content.decode()
    assert Article.objects.filter(title="A quiet round").count() == 1
    assert Draft.objects.count() == 1


def test_an_encoding_that_only_http_tells_is_kept(as_, cast, address, outlet):
    words = "Les délégués étaient déjà là. " * 20
    data = article_page(words=words, language="fr").encode("iso-8859-15")
    outlet.put("/avis", data, "text/html; charset=iso-8859-15")
    client = as_(cast.owner)
    fetched(client, address, outlet, "/avis")
    draft = Draft.objects.get()
    client.post(reverse("draft-save", args=[draft.pk]), {"as_proposed": "1"})

    article = Article.objects.get(language="fr")

    assert "déjà" in article.revisions.get().text
    assert verify(article).problems == []


def test_the_register_knows_whose_page_it_is(as_, cast, address, page):
    Source.objects.create(name="The Gazette of the Quay", homepage=page.url("/"))

    fetched(as_(cast.owner), address, page)

    assert Draft.objects.get().source_name == "The Gazette of the Quay"


def test_what_was_typed_goes_before_what_the_register_knows(as_, cast, address, page):
    Source.objects.create(name="The Gazette of the Quay", homepage=page.url("/"))

    fetched(as_(cast.owner), address, page, source_name="Harbour Wire")

    assert Draft.objects.get().source_name == "Harbour Wire"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Give the address of a page first."),
        ("quay gazette", "This is not an address of a page"),
        ("http://10.0.0.1/", "10.0.0.1 is in a private or special network"),
        ("{outlet}/missing", "has no page at this address (status 404)"),
        ("{outlet}/picture", "This is no kind of file that can be read here (image/png)."),
        ("{outlet}/bare", "No article text was found in it."),
    ],
)
def test_why_not_is_said_beside_the_field(as_, cast, address, outlet, typed, sentence):
    outlet.put("/picture", b"\x89PNG", "image/png")
    outlet.put("/bare", "<html><body></body></html>")
    typed = typed.format(outlet=outlet.url(""))

    response = as_(cast.owner).post(address, {"url": typed})

    assert response.status_code == 422
    tree = parse(response.content)
    (field,) = tree.xpath("//input[@name='url']")
    assert field.get("aria-invalid") == "true"
    assert sentence in words_of(field.getparent())
    assert field.get("value", "") == typed
    assert not Draft.objects.exists()


def test_a_bookmark_brings_an_address_and_fetches_nothing(as_, cast, page):
    intake = reverse("intake", args=[cast.project.pk])

    tree = parse(as_(cast.owner).get(intake, {"url": page.url("/round")}).content)

    assert tree.xpath("//input[@name='url']/@value") == [page.url("/round")]
    assert page.requests == []
    code = parse(as_(cast.owner).get(reverse("bookmarklet", args=[cast.project.pk])).content)
    assert f"http://testserver{intake}" in code.xpath("string(//textarea)")


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("curator", 302), ("reader", 403), ("stranger", 404), (None, 302)],
)
def test_who_may_fetch(as_, cast, address, page, who, status):
    response = fetched(as_(getattr(cast, who) if who else None), address, page)

    assert response.status_code == status
    assert Draft.objects.exists() is (who in {"owner", "curator"})
    assert bool(page.requests) is (who in {"owner", "curator"})


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("reader", 403), ("stranger", 404)])
def test_who_may_see_the_bookmark(as_, cast, who, status):
    address = reverse("bookmarklet", args=[cast.project.pk])

    assert as_(getattr(cast, who)).get(address).status_code == status
    assert as_(getattr(cast, who)).post(address).status_code == 405


def test_it_takes_a_post(as_, cast, address):
    assert as_(cast.owner).get(address).status_code == 405
