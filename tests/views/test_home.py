import pytest
from django.urls import reverse

from annotations.models import Act
from tests.factories.annotations import TOUCHED, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


def home(client):
    return client.get(reverse("home")).content.decode()


def test_one_click_leads_back_to_where_one_was(cast, as_):
    coding = make_coding(cast.project_article, cast.owner)
    Act.objects.create(
        coding=coding, number=1, verb="created", annotation=7, at=TOUCHED, by=cast.owner
    )

    page = parse(home(as_(cast.owner)))

    target = reverse("workbench", args=[cast.project_article.pk]) + "#card-7"
    assert page.xpath("//a[text()='Continue']/@href") == [target]


def test_what_others_do_is_not_on_the_desk(cast, as_):
    make_coding(cast.project_article, cast.second)

    assert "Continue" not in home(as_(cast.owner))


@pytest.mark.parametrize(
    ("name", "words"),
    [("stranger", "You belong to no project yet"), ("admin", "Begin with a project")],
)
def test_somebody_without_a_project_is_told_what_to_do(cast, as_, name, words):
    cast.project.codings.all().delete()
    cast.project.delete()

    page = home(as_(getattr(cast, name)))

    assert words in page
    assert (reverse("project-create") in page) is (name == "admin")


def test_a_project_without_articles_says_so(cast, as_):
    cast.project_article.delete()

    assert "Your projects have no articles" in home(as_(cast.owner))


def test_a_clear_desk_says_so(cast, as_):
    make_coding(cast.project_article, cast.owner, "done")

    assert "Nothing is waiting for you" in home(as_(cast.owner))


def test_as_many_queries_with_much_as_with_little(cast, as_):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(reverse("home")))
    for number in range(10):
        project = make_project(f"Project {number}")
        join(project, cast.owner)
        for n in range(2):
            row = add_article(project, make_article(f"T{number}{n}\n\nText."))
        make_coding(row, cast.owner)

    assert_same_count(few, queries_of(lambda: client.get(reverse("home"))), at_most=13)
