"""Programs find what their owner would find on the page of the search."""

import pytest
from django.utils import timezone

from annotations.actions.following import follow
from annotations.actions.indexing import index_due
from annotations.models import SavedSearch, Source
from annotations.web.saved_searches import look
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


def every(asking, where):
    items, pages = [], 0
    while where:
        told = asking.get(where).json()
        items, pages = items + told["items"], pages + 1
        where = (told["next"] or "").partition("/api")[2]
    return items, pages


def test_words_are_found_page_by_page_where_they_stand(cast, asking, program):
    for number in range(5):
        add_article(cast.project, make_article(f"Number {number}\n\nThe ferries sank again."))
    index_due()

    found, pages = every(asking, "/search/text?q=ferries&limit=2")

    assert (len(found), pages) == (5, 3)
    assert len({one["article"] for one in found}) == 5
    few, many = (
        queries_of(lambda: asking.get(f"/search/text?q=ferries&limit={n}"))  # noqa: B023
        for n in (1, 5)
    )
    assert_same_count(few, many, 14)
    one = found[0]
    text = asking.get(f"/revisions/{one['revision']}").json()["text"]
    assert text[one["start"] : one["end"]] == "ferries"
    assert one["words"] == "The ferries sank again."
    assert every(program(cast.stranger), "/search/text?q=ferries")[0] == []
    Source.objects.update(may_leave="offsets", excerpt_words=0)
    assert asking.get("/search/text?q=ferries").json()["items"][0]["words"] == ""


def test_statements_and_passages_are_found_by_what_they_say(cast, asking, program):
    index_due()
    quill, tag = make_actor("Ada Quill"), make_tag(cast.project.codebook, "Appeal")
    coding = make_coding(cast.project_article, cast.owner)
    said = make_attribution(coding, "shared work", speaker=quill, stance="critical")
    make_attribution(coding, "always sticks", stance="neutral")
    span = make_passage(coding, "what comes next", tag)

    def ids(where):
        return [one["id"] for one in asking.get(where).json()["items"]]

    assert ids(f"/search/attributions?speaker={quill.pk}") == [str(said.pk)]
    assert ids("/search/attributions?stance=critical&q=shared") == [str(said.pk)]
    assert ids("/search/attributions?stance=critical&q=nowhere") == []
    assert ids(f"/search/spans?tag={tag.pk}&whose=mine") == [str(span.pk)]
    assert program(cast.second).get("/search/attributions?whose=mine").json()["items"] == []
    comment = make_comment(make_thread(coding, said.number), cast.owner, text="Whose ferry?")
    assert ids("/search/comments?q=ferry") == [str(comment.pk)]


def test_it_says_where_only_the_newest_were_looked_through(cast, asking, program, monkeypatch):
    index_due()
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "shared work")
    make_passage(coding, "work")
    paths = [f"/search/{kind}?q=shared OR work" for kind in ("attributions", "spans")]
    body = {"query": "kind=statements&q=shared OR work", "act": "tag", "tag": None}
    body["tag"] = str(make_tag(cast.project.codebook, "Appeal").pk)
    tagging = f"/projects/{cast.project.pk}/bulk-acts/preview"
    adding = f"/projects/{cast.project.pk}/additions/preview"
    manager = program(cast.manager)

    def said():
        answers = [asking.get(path) for path in paths]
        answers += [asking.post(tagging, body), manager.post(adding, {"query": body["query"]})]
        return [one.json()["looked_through"] for one in answers]

    assert said() == [None] * 4
    monkeypatch.setattr("annotations.queries.search_inside.MOST_SAYING", 0)
    assert said() == [0] * 4
    assert asking.get("/search/attributions").json()["looked_through"] is None
    assert manager.post(adding, {"query": "q=shared"}).json()["looked_through"] is None
    made = asking.post("/searches", {"name": "Work", "query": body["query"]}).json()
    assert made["is_bounded"] is True
    monkeypatch.undo()
    follow(search=made["id"], look=look, at=timezone.now())
    assert asking.get(f"/searches/{made['id']}").json()["is_bounded"] is False


def test_notes_are_found_on_passages_and_statements(cast, asking, program):
    coding = make_coding(cast.project_article, cast.owner)
    tag = make_tag(cast.project.codebook, "Appeal")
    said = make_attribution(coding, "shared work", note="Which ferry?", stance="critical")
    span = make_passage(coding, "what comes next", tag, note="No ferry")
    make_passage(coding, "Envoys meet again", tag, note="A ship")

    def found(where, asking=asking):
        items = asking.get(f"/search/notes?q=ferry{where}").json()["items"]
        return [(one["attribution"] or one["span"])["id"] for one in items]

    assert set(found("")) == {str(said.pk), str(span.pk)}
    assert found("&stance=critical") == [str(said.pk)]
    assert found(f"&tag={tag.pk}") == [str(span.pk)]
    assert found("", program(cast.second)) == []
    few = queries_of(lambda: found(""))
    make_attribution(coding, "always sticks", note="Another ferry")
    make_passage(coding, "says Quill", tag, note="A ferry again")
    assert_same_count(few, queries_of(lambda: found("")), 14)
    first = asking.get("/search/notes?q=ferry&limit=1").json()
    second = asking.get(first["next"].partition("/api")[2]).json()
    assert first["items"] != second["items"]


@pytest.mark.parametrize(
    "where",
    [
        "text",
        "text?q=",
        "text?q=%2B%2B",
        "attributions?stance=loud",
        "notes?q=",
        "text?q=a&cursor=x",
    ],
)
def test_what_cannot_be_looked_for_is_a_problem(cast, asking, where):
    assert is_problem(asking.get(f"/search/{where}"), 422)


@pytest.mark.parametrize(
    "where",
    [
        "search/text?q=grain&",
        "search/comments?q=grain&",
        "search/spans?",
        "projects/{project}/matrix?",
        "projects/{project}/export?",
    ],
)
def test_days_the_wrong_way_round_are_a_problem_of_the_last(cast, asking, where):
    where = "/" + where.format(project=cast.project.pk)
    told = asking.get(f"{where}since=2026-05-02&until=2026-05-01")

    assert is_problem(told, 422)
    assert [one["field"] for one in told.json()["errors"]] == ["until"]
    assert "since is after until, so nothing can fit" in told.json()["detail"]
    assert asking.get(f"{where}since=2026-05-01&until=2026-05-01").status_code == 200


def test_a_search_of_such_days_is_not_kept(cast, asking):
    query = "q=grain&since=2026-05-02&until=2026-05-01"

    told = asking.post("/searches", {"name": "Never", "query": query})

    assert is_problem(told, 422)
    assert [one["field"] for one in told.json()["errors"]] == ["query"]


def test_searches_are_kept_seen_and_brought_back(cast, asking, program):
    made = asking.post("/searches", {"name": "Ferries", "query": "q=ferries&page=2"})
    told = made.json()
    assert (made.status_code, told["query"], told["kind"]) == (201, "q=ferries", "text")
    assert is_problem(asking.post("/searches", {"name": "Ferries", "query": "q=x"}), 409)
    assert is_problem(asking.post("/searches", {"name": "Nothing", "query": "kind=text"}), 422)
    here = made["Location"].removeprefix("/api")
    add_article(cast.project, make_article("News\n\nThe ferries sank."))
    index_due()
    follow(search=SavedSearch.objects.get().pk, look=look, at=timezone.now())

    found = asking.get(here).json()
    assert (found["new"], found["round"]) == (1, 1)
    assert asking.ask("PUT", f"{here}/seen", {"round": found["round"]}).status_code == 204
    seen = asking.get(here)
    assert seen.json()["new"] == 0
    assert is_problem(program(cast.second).get(here), 404)
    assert program(cast.second).get("/searches").json()["items"] == []
    body = {"often": "weekly", "project": str(cast.project.pk)}
    changed = asking.ask("PATCH", here, body, match=seen["ETag"])
    assert (changed.json()["often"], changed.json()["project"]) == ("weekly", body["project"])
    assert asking.ask("DELETE", here, match=changed["ETag"]).status_code == 204
    assert is_problem(asking.get(here), 404)
    assert asking.post(f"{here}/restore", None).json()["name"] == "Ferries"
