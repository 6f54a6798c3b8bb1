import pytest
from django.urls import reverse

from annotations.actions.elsewhere import take_elsewhere
from annotations.models import Act, Span
from tests.actions.conftest import Desk
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project, make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

TEXT = "Harbour news\n\nThe harbour is closed. Open the harbour, said Roth. Nobody opens the harbour. Who owns the harbour?"


def annotate(cast, user):
    row = add_article(cast.project, make_article(TEXT))
    tag = cast.project.codebook.tags.first() or make_tag(cast.project.codebook)
    here = Desk(row, user, tag, tag)
    take_elsewhere(number=here.mark("the harbour", tag).annotation, **here.here)


@pytest.fixture
def address(cast):
    annotate(cast, cast.owner)
    return reverse("deed-list", args=[cast.project.pk])


def bulk():
    return Act.objects.filter(gesture__isnull=False).order_by("number").first()


def undo_of(cast, act):
    return reverse("deed-take-back", args=[cast.project.pk, act.pk])


def rows_of(response):
    return [
        words_of(row) for row in parse(response.content).xpath("//li[starts-with(@id,'deed-')]")
    ]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("manager", 200),
        ("admin", 200),
        ("curator", 403),
        ("owner", 403),
        ("reader", 403),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_managers_only(as_, cast, address, name, status):
    client = as_(getattr(cast, name) if name else None)

    assert client.get(address).status_code == status
    posted = client.post(undo_of(cast, bulk()))
    assert posted.status_code == (302 if status == 200 else status)
    assert (Span.objects.count() == 1) == (status == 200)


def test_other_methods_and_other_projects(as_, cast, address):
    other = make_project("Another study")
    elsewhere = reverse("deed-take-back", args=[other.pk, bulk().pk])

    assert as_(cast.manager).post(address).status_code == 405
    assert as_(cast.manager).get(undo_of(cast, bulk())).status_code == 405
    assert as_(cast.admin).post(elsewhere).status_code == 404
    assert as_(cast.admin).get(reverse("deed-list", args=[other.pk])).status_code == 200


def test_a_gesture_is_one_row_and_one_button(as_, cast, address):
    client = as_(cast.manager)
    several, single = rows_of(client.get(address))

    assert several.startswith("Created 3 annotations · Harbour news Owner")
    assert several.endswith("Take back Created · Harbour news")
    assert "Take back" not in single

    page = client.post(undo_of(cast, bulk()), follow=True)
    taken, *_ = rows_of(page)
    assert taken.startswith("Deleted 3 annotations · Harbour news Manager for Owner")
    assert "Taken back. That is on the list, too" in page.content.decode()


def test_a_refusal_is_told(as_, cast, address):
    client = as_(cast.manager)
    for _ in range(2):
        page = client.post(undo_of(cast, bulk()), follow=True)

    assert "were changed since. Take that back first." in page.content.decode()


def test_filters(as_, cast, address):
    annotate(cast, cast.second)
    client = as_(cast.manager)

    assert len(rows_of(client.get(address))) == 4
    assert len(rows_of(client.get(address, {"by": cast.second.pk}))) == 2
    assert len(rows_of(client.get(address, {"kind": "several", "by": cast.owner.pk}))) == 1
    assert rows_of(client.get(address, {"kind": "deleted"})) == []
    assert "Nothing of this kind" in client.get(address, {"kind": "accepted"}).content.decode()
    assert len(rows_of(client.get(address, {"kind": "none", "by": "x"}))) == 4


def test_the_fragment_is_the_page_s_own_part(as_, cast, address):
    client = as_(cast.manager)
    page = parse(client.get(address).content)
    update_page(page, client.get(address, {"kind": "several"}, htmx=True).content, "results")

    assert_same_page(page, parse(client.get(address, {"kind": "several"}).content), "results")


def test_as_many_queries_for_many_deeds(as_, cast, address):
    client = as_(cast.manager)
    few = queries_of(lambda: client.get(address))
    for _ in range(3):
        annotate(cast, cast.second)

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most=11)
