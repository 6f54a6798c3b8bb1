"""The page on which a project is exported."""

import json
import shlex
import sys
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from annotations.exchange.coded.formats import ALL
from annotations.management.commands.export import Command
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

PAGES = ["export-page", "export-file"]


@pytest.fixture
def coded(cast):
    make_passage(make_coding(cast.project_article, cast.owner, "done"), "cornered")
    make_passage(make_coding(cast.project_article, cast.second, "done"), "comes next")
    return cast


def at(cast, name="export-page", query="") -> str:
    return reverse(name, args=[cast.project.pk]) + query


def words(page, path: str) -> str:
    return " ".join(" ".join(one.text_content().split()) for one in page.xpath(path))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("manager", 200), ("reader", 200), ("admin", 200), ("stranger", 404)],
)
def test_every_member_exports_and_strangers_find_nothing(coded, as_, name, who, status):
    response = as_(getattr(coded, who)).get(at(coded, name))

    assert response.status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_it_is_neither_for_everybody_nor_for_writing(coded, as_, name):
    assert "/login/" in as_(None).get(at(coded, name))["Location"]
    assert as_(coded.owner).post(at(coded, name)).status_code == 405


def test_it_counts_what_would_leave_and_says_what_gets_lost(coded, as_):
    source = make_source(may_leave="offsets")
    add_article(coded.project, make_article(source=source))
    client = as_(coded.manager)
    whole = parse(client.get(at(coded, query="?form=brat")).content)

    counts = words(whole, "//*[@id='counts']")
    assert "2 articles, 2 annotations" in counts
    assert "Of 1 article not all words may leave" in counts
    assert "links between statements" in counts
    assert len(whole.xpath("//input[@name='form']")) == len(ALL)

    narrow = at(coded, query="?form=csv&finished=on")
    update_page(whole, client.get(narrow, headers={"HX-Request": "true"}).content, "counts")
    fresh = parse(client.get(narrow).content)
    assert_same_page(whole, fresh, "counts")
    assert "1 article," in words(fresh, "//*[@id='counts']")


def test_who_works_blind_is_offered_and_gets_no_others(coded, as_):
    page = parse(as_(coded.owner).get(at(coded)).content)

    assert page.xpath("//select[@name='which']/option/@value") == ["counts", "machine", "own"]
    assert not page.xpath("//select[@name='coder']")
    response = as_(coded.owner).get(at(coded, "export-file", "?form=jsonl&coder=second"))
    assert b"cornered" in b"".join(response.streaming_content)
    response = as_(coded.owner).get(at(coded, "export-file", "?form=csv"))
    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        assert b"comes next" not in archive.read("spans.csv")


def test_one_analyst_can_be_chosen_by_who_may_compare(coded, as_):
    query = "?form=web-annotation&which=coder&coder=second"
    response = as_(coded.curator).get(at(coded, "export-file", query))

    found = json.loads(b"".join(response.streaming_content))
    assert [one["creator"]["nickname"] for one in found["first"]["items"]] == ["second"]
    assert response["Content-Type"] == "application/ld+json"
    assert 'filename="harbour-talks-web-annotation-' in response["Content-Disposition"]


def test_a_format_without_a_place_for_it_comes_with_a_manifest(coded, as_):
    response = as_(coded.manager).get(at(coded, "export-file", "?form=label-studio"))

    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.namelist() == ["annotations.json", "manifest.json"]
        assert json.loads(archive.read("manifest.json"))["counts"]["annotations"] == 2


def test_the_command_for_the_shell_says_all_that_is_chosen(coded, as_):
    herald, client = make_source('The "Herald" & Co'), as_(coded.manager)
    query = {
        "form": "brat",
        "coder": coded.second.username,
        "source": herald.pk,
        "language": "en",
        "since": "2026-05-01",
        "finished": "on",
    }
    page = parse(client.get(at(coded)).content)
    plain = words(page, "//*[@id='command']/code")
    fragment = client.get(at(coded), query, headers={"HX-Request": "true"})
    update_page(page, fragment.content, "counts")
    said = words(page, "//*[@id='command']/code")

    project = coded.project.name
    assert plain == f"python3 manage.py export --project '{project}' --format jsonl"
    parser = Command().create_parser("manage.py", "export")
    given = vars(parser.parse_args(shlex.split(said)[3:]))
    wanted = ("project", "format", "coder", "source", "language", "finished", "annotated")
    assert [given[name] for name in wanted] == [
        *(project, "brat", coded.second.username, herald.name, "en", True, False)
    ]
    assert (given["since"].isoformat(), given["until"]) == ("2026-05-01", None)
    own = words(parse(client.get(at(coded), {"which": "own"}).content), "//*[@id='command']/code")
    assert own.endswith(f"--which own --user {coded.manager.username}")


@pytest.mark.parametrize("query", ["?form=papyrus", "?form=csv&since=soon"])
def test_what_makes_no_sense_is_told_on_the_page(coded, as_, query):
    response = as_(coded.owner).get(at(coded, "export-file", query))

    assert response.status_code == 422
    assert parse(response.content).xpath("//*[contains(@class, 'errorlist')]")


def test_what_a_library_is_missing_for_is_told_on_the_page(coded, as_, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    response = as_(coded.owner).get(at(coded, "export-file", "?form=parquet"))

    assert response.status_code == 422
    assert "attache[parquet]" in response.content.decode()


def test_an_empty_project_says_what_to_do(cast, as_):
    page = parse(as_(cast.owner).get(at(cast, query="?language=xx")).content)

    assert "Nothing fits." in words(page, "//*[@id='counts']")


def test_as_many_queries_with_many_articles_as_with_one(coded, as_):
    client = as_(coded.manager)
    few = queries_of(lambda: client.get(at(coded)))
    for _number in range(3):
        add_article(coded.project, make_article(source=coded.project_article.article.source))

    assert_same_count(few, queries_of(lambda: client.get(at(coded))), 20)
