"""The page on which the machine reads a whole project, and the button that has it read one."""

from datetime import UTC, datetime

import pytest

from annotations.actions.runs import cancel_run, read_batch, start_run
from annotations.models import Article, Batch, Coding, Run
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def base(cast):
    return f"/projects/{cast.project.pk}/suggestions/"


def start(cast):
    return start_run(project=cast.project, by=cast.manager, at=NOW)


def words(page):
    return " ".join(page.get_element_by_id("run").text_content().split())


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("who", "status"),
    [("manager", 200), ("owner", 200), ("reader", 200), ("stranger", 404), (None, 302)],
)
def test_who_may_look(cast, as_, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(base(cast), htmx=htmx).status_code == status


@pytest.mark.parametrize("rest", ["start/", "{run}/cancel/"])
@pytest.mark.parametrize(
    ("who", "status"), [("owner", 403), ("reader", 403), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_not_run_it(cast, as_, rest, who, status, htmx):
    rest = rest.format(run=start(cast).pk) if "{" in rest else rest
    before = Run.objects.values().first()
    client = as_(getattr(cast, who) if who else None)

    assert client.post(base(cast) + rest, htmx=htmx).status_code == status
    assert Run.objects.values().first() == before


@pytest.mark.parametrize("rest", ["start/", "{run}/cancel/"])
def test_a_get_runs_nothing(cast, as_, rest):
    rest = rest.format(run=start(cast).pk)

    assert as_(cast.manager).get(base(cast) + rest).status_code == 405


@pytest.mark.parametrize("who", ["manager", "curator", "admin"])
def test_a_run_is_started_and_called_off(cast, as_, who):
    client = as_(getattr(cast, who))

    response = client.post(base(cast) + "start/")
    assert (response.status_code, response["Location"]) == (302, base(cast))
    run = Run.objects.get()
    assert (run.total, run.started_by) == (1, getattr(cast, who))

    client.post(f"{base(cast)}{run.pk}/cancel/")
    run.refresh_from_db()
    assert run.is_cancelled


def test_a_second_one_is_refused_with_a_reason(cast, as_):
    start(cast)

    response = as_(cast.manager).post(base(cast) + "start/", follow=True)

    assert "reading this project’s articles already" in response.content.decode()


def test_a_run_of_another_project_is_not_here(cast, as_):
    other = make_project("Another")
    add_article(other, make_article())
    run = start_run(project=other, by=cast.manager, at=NOW)

    assert as_(cast.manager).post(f"{base(cast)}{run.pk}/cancel/").status_code == 404


def test_the_figures_move_until_all_is_read_and_ask_no_more(cast, as_):
    client = as_(cast.manager)
    page = parse(client.get(base(cast)).content)
    assert "0 of 1 articles have been read" in words(page)
    assert "Suggest quotations in 1 article" in words(page)

    run = start(cast)
    update_page(page, client.get(base(cast), htmx=True).content, "run")
    assert page.get_element_by_id("run").get("hx-trigger") == "every 2s"
    assert "It begins as soon as the worker is free." in words(page)

    read_batch(batch=run.batches.get().pk, at=NOW)
    update_page(page, client.get(base(cast), htmx=True).content, "run")
    assert page.get_element_by_id("run").get("hx-trigger") is None
    assert "1 of 1 articles have been read" in words(page)
    assert page.xpath("//progress/@value") == ["1"]
    assert "Finished" in words(page)
    assert_same_page(page, parse(client.get(base(cast)).content), "run")


def test_what_could_not_be_read_is_told(cast, as_):
    add_article(cast.project, Article.objects.create(source=make_source(), title="To come"))
    run = start(cast)
    read_batch(batch=run.batches.get().pk, at=NOW)

    page = parse(as_(cast.manager).get(base(cast)).content)

    assert "In this run: 1 of 2, 1 could not be read" in words(page)


def test_called_off_it_can_be_taken_up(cast, as_):
    cancel_run(run=start(cast), by=cast.manager, at=NOW)

    page = parse(as_(cast.manager).get(base(cast)).content)

    assert "Called off" in words(page)
    assert page.xpath("//button[@id='run-start']")


def test_those_who_cannot_run_it_get_no_buttons(cast, as_):
    page = parse(as_(cast.reader).get(base(cast)).content)

    assert not page.get_element_by_id("run").xpath(".//button")


def test_as_many_queries_in_a_long_run(cast, as_, monkeypatch):
    client = as_(cast.manager)
    run = start(cast)
    few = queries_of(lambda: client.get(base(cast), htmx=True))
    ids = list(run.batches.get().articles)
    Batch.objects.bulk_create(Batch(run=run, number=n, articles=ids) for n in range(2, 40))

    assert_same_count(few, queries_of(lambda: client.get(base(cast), htmx=True)), at_most=7)


@pytest.mark.parametrize("who", ["manager", "owner", "reader"])
def test_the_project_leads_there(cast, as_, who):
    address = f"/projects/{cast.project.pk}/"

    assert base(cast) in as_(getattr(cast, who)).get(address).content.decode()


class TestOneArticle:
    def suggest(self, cast, client, **more):
        return client.post(f"/articles/{cast.project_article.pk}/suggest/", **more)

    @pytest.mark.parametrize("who", ["owner", "manager", "curator", "admin"])
    def test_is_read_at_once(self, cast, as_, who):
        response = self.suggest(cast, as_(getattr(cast, who)))

        assert response["Location"] == f"/articles/{cast.project_article.pk}/"
        assert Coding.objects.get().annotation_count > 0

    def test_comes_anew_with_htmx(self, cast, as_):
        assert self.suggest(cast, as_(cast.owner), htmx=True)["HX-Refresh"] == "true"

    @pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), (None, 302)])
    @pytest.mark.parametrize("htmx", [False, True])
    def test_not_by_everybody(self, cast, as_, who, status, htmx):
        client = as_(getattr(cast, who) if who else None)

        assert self.suggest(cast, client, htmx=htmx).status_code == status
        assert not Coding.objects.exists()

    def test_not_by_looking(self, cast, as_):
        address = f"/articles/{cast.project_article.pk}/suggest/"

        assert as_(cast.owner).get(address).status_code == 405

    @pytest.mark.parametrize(
        ("text", "sentence"), [("Winter", "has found no quotation"), (None, "has no text yet")]
    )
    def test_in_which_there_is_nothing(self, cast, as_, text, sentence):
        article = (
            make_article(text)
            if text
            else Article.objects.create(source=make_source(), title="To come")
        )
        row = add_article(cast.project, article)

        response = as_(cast.owner).post(f"/articles/{row.pk}/suggest/", follow=True)

        assert sentence in response.content.decode()
