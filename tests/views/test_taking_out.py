"""The pages on which imports and additions of articles are taken back."""

import pytest
from django.urls import reverse

from annotations.actions import taking_out
from annotations.actions.adding import add_articles
from annotations.actions.taking_out import begin_taking_out
from annotations.models import Article, ProjectArticle
from tests.exchange.test_imports import LATER, begin, lines, read
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


@pytest.fixture
def upload(cast):
    return read(begin(cast, lines(1, 2)))


def address(upload):
    return reverse("import-take-back", args=[upload.pk])


def left(cast):
    return cast.project.project_articles.exclude(pk=cast.project_article.pk).count()


def words(response):
    return words_of(parse(response.content).get_element_by_id("taking"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[(who, 200) for who in ("owner", "manager", "admin")],
        *[(who, 403) for who in ("second", "curator", "reader")],
        ("stranger", 404),
        (None, 302),
    ],
)
def test_who_may(cast, as_, upload, who, status):
    """Whoever imported it, and the managers of the project."""
    client = as_(getattr(cast, who) if who else None)

    assert client.get(address(upload)).status_code == status
    assert client.post(address(upload)).status_code == (302 if status == 200 else status)
    assert left(cast) == (0 if status == 200 else 2)
    assert client.put(address(upload)).status_code in {405, 302}


def test_an_import_is_looked_at_and_taken_back(cast, as_, upload):
    client = as_(cast.manager)
    make_coding(ProjectArticle.objects.get(article__title="Round 2"), cast.owner)

    report = client.get(reverse("import-detail", args=[upload.pk])).content.decode()
    assert address(upload) in report
    assert "Take it back" in report
    before = words(client.get(address(upload)))
    assert "1 article leaves the project" in before
    assert "Somebody has worked on it: 1" in before
    assert "Round 2" in before
    assert left(cast) == 2

    after = words(client.post(address(upload), follow=True))
    assert "Manager took 1 article out" in after
    assert "1 stayed." in after
    assert "leaves the project" not in after
    assert left(cast) == 1
    assert "Taken back" in client.get(reverse("import-detail", args=[upload.pk])).content.decode()


def test_others_are_not_offered_it(cast, as_, upload):
    page = as_(cast.second).get(reverse("import-detail", args=[upload.pk])).content.decode()

    assert address(upload) not in page


def test_what_cannot_be_taken_back_is_told(cast, as_, upload):
    client = as_(cast.owner)
    client.post(address(upload))

    page = client.post(address(upload), follow=True).content.decode()

    assert "Nothing of it can be taken out." in page


def test_it_asks_for_itself_while_the_worker_is_at_it(cast, as_, upload, monkeypatch):
    monkeypatch.setattr(taking_out, "AT_ONCE", 1)
    begin_taking_out(deed=upload, by=cast.manager, at=LATER)
    client = as_(cast.manager)
    page = parse(client.get(address(upload)).content)
    [bar] = page.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "2")
    assert page.get_element_by_id("taking").get("hx-get") == address(upload)

    update_page(page, client.get(address(upload), htmx=True).content, "taking")

    assert_same_page(page, parse(client.get(address(upload)).content), "taking")


def test_an_addition_is_taken_back_by_managers(cast, as_):
    article = make_article("Elsewhere it says more.")
    rows = Article.objects.filter(pk=article.pk)
    added = add_articles(project=cast.project, articles=rows, by=cast.manager, at=LATER)
    here = reverse("addition-take-back", args=[added.pk])

    for who, status in (("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404)):
        assert as_(getattr(cast, who)).get(here).status_code == status
        assert as_(getattr(cast, who)).post(here).status_code == status
    assert "1 article leaves the project" in words(as_(cast.manager).get(here))
    assert "Manager took 1 article out" in words(as_(cast.manager).post(here, follow=True))
    assert left(cast) == 0


def test_as_many_queries_for_many_that_stay(cast, as_):
    few, many = read(begin(cast, lines(1))), read(begin(cast, lines(*range(2, 9))))
    for row in cast.project.project_articles.all():
        make_coding(row, cast.owner)
    client = as_(cast.manager)

    one = queries_of(lambda: client.get(address(few)))
    assert_same_count(one, queries_of(lambda: client.get(address(many))), at_most=10)
