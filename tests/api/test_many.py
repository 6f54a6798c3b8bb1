"""Programs do to all that a search finds what its page does, look before, and take it back."""

import pytest

from annotations.actions import bulk_acts
from annotations.actions.bulk_acts import fail_bulk_act, go_on_in_bulk
from annotations.actions.indexing import index_due
from annotations.models import Addition, Assignment, BulkAct, Project, ProjectArticle, SpanTag
from tests.actions.conftest import NOW
from tests.api.conftest import is_problem
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.helpers.jobs import forget_jobs

pytestmark = pytest.mark.django_db
SEEN = {"total": 2, "articles": 2, "left": {}, "looked_through": None}
QUERY = "kind=tagged&q=quay&whose=mine"


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


@pytest.fixture
def tag(cast):
    return make_tag(cast.project.codebook, "Trade")


@pytest.fixture
def spans(cast, tag):
    """Passages of the owner in two articles that say it, each with a tag of another name."""
    other = make_tag(cast.project.codebook, "Other")
    rows = [
        add_article(cast.project, make_article(f"News {n}\n\nThe quay is closed."))
        for n in range(2)
    ]
    index_due()
    return [make_passage(make_coding(row, cast.owner), "quay", other) for row in rows]


def test_all_that_is_found_is_tagged_and_taken_back(cast, asking, spans, tag):
    where = f"/projects/{cast.project.pk}/bulk-acts"
    body = {"query": QUERY, "act": "tag", "tag": str(tag.pk)}

    assert asking.post(f"{where}/preview", body).json() == SEEN
    assert not BulkAct.objects.exists()
    made = asking.post(where, body)

    assert (made.status_code, made.json()["state"], made.json()["done"]) == (202, "done", 2)
    assert SpanTag.objects.filter(tag=tag).count() == 2
    here = made["Location"].removeprefix("/api")
    assert asking.get(here).json() == made.json()
    again = asking.post(f"{where}/preview", body).json()
    assert again == {**SEEN, "total": 0, "articles": 0, "left": {"already": 2}}
    assert is_problem(asking.post(where, body), 409)
    assert asking.get(f"{here}/back").json()["total"] == 2
    back = asking.post(f"{here}/back", None)
    assert (back.status_code, back.json()["takes_back"]) == (202, made.json()["id"])
    assert not SpanTag.objects.filter(tag=tag).exists()
    assert [one["kind"] for one in asking.get(where).json()["items"]] == ["tag", "back"]


def test_some_of_what_is_found_is_named_by_its_ids(cast, asking, spans, tag):
    where = f"/projects/{cast.project.pk}/bulk-acts"
    body = {"query": QUERY, "act": "tag", "tag": str(tag.pk), "ids": [str(spans[0].pk)]}

    assert asking.post(where, body).json()["done"] == 1
    assert SpanTag.objects.get(tag=tag).span == spans[0]


def test_what_is_done_says_where_only_the_newest_were_looked_through(
    cast, asking, program, spans, tag, monkeypatch
):
    other = make_project("Other")
    join(other, cast.manager, "manager")
    manager = program(cast.manager)
    body = {"query": QUERY, "act": "tag", "tag": str(tag.pk)}
    adding = f"/projects/{other.pk}/additions"

    monkeypatch.setattr("annotations.queries.search_inside.MOST_SAYING", 1)
    made = asking.post(f"/projects/{cast.project.pk}/bulk-acts", body)
    assert (made.json()["done"], made.json()["looked_through"]) == (1, 1)
    added = manager.post(adding, {"query": "kind=tagged&q=quay"})
    assert (added.json()["count"], added.json()["looked_through"]) == (1, 1)
    here = made["Location"].removeprefix("/api")
    back = asking.post(f"{here}/back", None)
    assert back.json()["looked_through"] is None

    monkeypatch.undo()
    assert asking.get(here).json()["looked_through"] == 1
    assert manager.get(adding).json()["items"][0]["looked_through"] == 1
    made = asking.post(f"/projects/{cast.project.pk}/bulk-acts", body)
    assert (made.json()["done"], made.json()["looked_through"]) == (2, None)
    forget_jobs()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"act": "tag"}, "tag"),
        ({"act": "assign"}, "analysts"),
        ({"act": "assign", "analysts": ["00000000-0000-7000-8000-000000000000"]}, "analysts/0"),
        ({"act": "fold"}, "act"),
    ],
)
def test_what_makes_no_sense_is_blamed(cast, program, facts, field):
    asking = program(cast.manager)
    refused = asking.post(f"/projects/{cast.project.pk}/bulk-acts", {"query": QUERY, **facts})

    assert is_problem(refused, 422)
    assert refused.json()["errors"][0]["field"] == field


def test_the_tag_must_be_meant_for_what_was_found(cast, asking, spans):
    topic = make_tag(cast.project.codebook, "Topic", applies_to=["article"])
    body = {"query": QUERY, "act": "tag", "tag": str(topic.pk)}
    where = f"/projects/{cast.project.pk}/bulk-acts"

    assert asking.post(where, body).json()["errors"][0]["field"] == "tag"
    assert asking.post(where, {**body, "query": "q=quay"}).json()["done"] == 2


def test_managers_assign_articles_by_their_ids(cast, program, spans):
    manager = program(cast.manager)
    Project.objects.update(analysts_per_article=2)
    articles = [str(span.coding.project_article_id) for span in spans]
    body = {"query": "q=quay", "ids": articles, "act": "assign"}
    where = f"/projects/{cast.project.pk}/bulk-acts"

    made = manager.post(where, {**body, "analysts": [str(cast.second.pk)]})

    assert made.json()["done"] == 2, made.content
    assert Assignment.objects.filter(analyst=cast.second).count() == 2
    assert is_problem(program(cast.owner).post(where, body), 403)


def test_one_that_stops_goes_on_and_is_called_off(cast, asking, spans, tag, program, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 1)
    body = {"query": QUERY, "act": "tag", "tag": str(tag.pk)}
    made = asking.post(f"/projects/{cast.project.pk}/bulk-acts", body)
    here = made["Location"].removeprefix("/api")
    assert made.json()["state"] == "running"
    assert is_problem(program(cast.second).get(here), 403)

    fail_bulk_act(bulk=made.json()["id"], at=NOW, why="OSError")
    assert asking.get(here).json()["state"] == "failed"
    assert asking.post(f"{here}/retry", None).json()["state"] == "running"
    assert is_problem(asking.post(f"{here}/retry", None), 409)
    go_on_in_bulk(bulk=made.json()["id"], at=NOW)
    assert asking.post(f"{here}/stop", None).json()["done"] == 2
    forget_jobs()


def test_what_another_project_has_is_added_and_taken_back(cast, program, spans):
    other = make_project("Other")
    join(other, cast.manager, "manager")
    asking = program(cast.manager)

    seen = asking.post(f"/projects/{other.pk}/additions/preview", {"query": "q=quay"})
    assert seen.json() == SEEN
    assert not Addition.objects.exists()
    made = asking.post(f"/projects/{other.pk}/additions", {"query": "q=quay"})

    assert (made.status_code, made.json()["count"]) == (202, 2)
    here = made["Location"].removeprefix("/api")
    assert asking.get(here).json() == made.json()
    [row] = asking.get(f"/projects/{other.pk}/additions").json()["items"]
    assert row == made.json()
    before = {"going": 2, "staying": {}, "last": None}
    assert asking.get(f"{here}/back").json() == before
    gone = asking.post(f"{here}/back", None)
    assert (gone.status_code, gone.json()["last"]["gone"]) == (202, 2)
    assert not ProjectArticle.objects.filter(project=other).exists()
    assert is_problem(asking.post(f"{here}/back", None), 409)
    forget_jobs()
