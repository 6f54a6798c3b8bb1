import pytest
from django.urls import reverse

from annotations.models import ReadingPosition
from tests.factories.annotations import make_coding
from tests.factories.articles import TEXT, make_article, make_revision
from tests.factories.positions import make_position
from tests.factories.projects import add_article
from tests.helpers.page import parse

SECOND = TEXT.index("“Both")


def page_of(cast, rest: str = "") -> str:
    return f"/articles/{cast.project_article.pk}/{rest}"


def said(page) -> dict[str, str]:
    """What the page's script begins with."""
    fields = page.xpath("//*[@id='position']//input[not(@name='csrfmiddlewaretoken')]")
    return {field.get("name"): field.get("value") for field in fields}


@pytest.fixture
def sent(cast):
    revision = cast.project_article.article.revisions.get().pk
    return {"revision": revision, "paragraph": 1, "offset": 5, "furthest": 120}


@pytest.mark.parametrize("who", ["owner", "reader"])
def test_where_one_stopped_is_where_one_comes_back(cast, as_, sent, who):
    client = as_(getattr(cast, who))
    fresh = client.get(page_of(cast)).content.decode()
    assert "Go on where you were" not in fresh
    assert "blocking" not in fresh

    response = client.post(page_of(cast, "position/"), sent)

    assert (response.status_code, response.content) == (204, b"")
    page = parse(client.get(page_of(cast)).content)
    assert said(page) == {name: str(value) for name, value in sent.items()}
    [link] = page.xpath("//a[contains(., 'Go on where you were')]")
    percent = 100 * 120 // len(TEXT)
    assert (link.get("href"), f"{percent}\N{NARROW NO-BREAK SPACE}% read" in link.text) == (
        "#p1",
        True,
    )
    assert page.xpath("//script[contains(@src, 'main')]/@blocking") == ["render"]
    [line] = page.find_class("read-line")
    assert (line.get("value"), line.get("max")) == ("120", str(len(TEXT)))


def test_a_coding_that_stays_with_its_revision_is_shown_the_place_in_it(cast, as_):
    article = cast.project_article.article
    make_position(cast.project_article, cast.owner, 2, 3, furthest=SECOND)
    text = "Envoys meet again\n\nBy Ines Duarte\n\n" + TEXT[SECOND:]
    newer = make_revision(article, article.captures.get(), text, number=2)

    page = parse(as_(cast.owner).get(page_of(cast)).content)
    begun = said(page)
    assert (begun["revision"], begun["paragraph"], begun["offset"]) == (str(newer.pk), "3", "3")

    make_coding(cast.project_article, cast.owner)
    page = parse(as_(cast.owner).get(page_of(cast)).content)
    assert (said(page)["paragraph"], said(page)["furthest"]) == ("2", str(SECOND))


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"paragraph": "x"}, 422),
        ({"offset": "-1"}, 422),
        ({"revision": "7"}, 422),
        ({"furthest": ""}, 422),
        ({"paragraph": "99"}, 409),
    ],
)
def test_nonsense_is_not_kept(cast, as_, sent, changed, status):
    response = as_(cast.owner).post(page_of(cast, "position/"), sent | changed)

    assert response.status_code == status
    assert not ReadingPosition.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), (None, 302)])
def test_others_keep_none(cast, as_, sent, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.post(page_of(cast, "position/"), sent).status_code == status
    assert not ReadingPosition.objects.exists()


def test_it_is_sent_and_not_asked_for(cast, as_):
    assert as_(cast.owner).get(page_of(cast, "position/")).status_code == 405


def test_the_list_says_how_much_is_read(cast, as_):
    address = reverse("article-list", args=[cast.project.pk])
    make_position(cast.project_article, cast.reader, furthest=len(TEXT) // 2 + 1)

    assert "50\N{NARROW NO-BREAK SPACE}% read" in as_(cast.reader).get(address).content.decode()
    assert "% read" not in as_(cast.owner).get(address).content.decode()


def test_home_says_what_to_go_on_with(cast, as_):
    make_coding(cast.project_article, cast.owner, "done", annotation_count=2)
    other = add_article(cast.project, make_article("Another\n\nText."))
    make_coding(other, cast.owner)
    make_position(cast.project_article, cast.owner, 1, 0, furthest=len(TEXT))

    page = parse(as_(cast.owner).get("/").content)

    [last] = page.find_class("last")
    words = " ".join(last.text_content().split())
    assert "Envoys meet again" in words
    assert "100 % read" in words
    assert "Done" in words
    assert last.xpath(".//a/@href") == [page_of(cast)]
    assert "Another" in page.xpath("//section[@aria-labelledby='open-head']")[0].text_content()


def test_home_of_somebody_who_only_reads_leads_back_as_well(cast, as_):
    make_position(cast.project_article, cast.reader, 1, 0, furthest=SECOND)

    page = parse(as_(cast.reader).get("/").content)

    assert page.xpath("//a[text()='Continue']/@href") == [page_of(cast)]
