"""Addresses and saved searches that name somebody or something that was merged since."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from annotations.actions.following import follow
from annotations.actions.indexing import index_due
from annotations.actions.merging import merge_actors, undo_move
from annotations.actions.saved_searches import save_search
from annotations.actions.tag_merging import merge_tags
from annotations.models import SearchKind
from annotations.web.choosing import chosen_of
from annotations.web.saved_searches import look, question_of
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.projects import make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


class Study:
    """Two people who turn out to be one, and two tags that turn out to say the same."""

    def __init__(self, cast):
        book = cast.project.codebook
        self.project, self.by = cast.project, cast.manager
        self.gone, self.kept = make_actor("Ada Quil"), make_actor("Ada Quill")
        self.other = make_actor("Valmere", "country")
        self.old, self.new = make_tag(book, "Threatens"), make_tag(book, "Threat")
        coding = make_coding(cast.project_article, cast.owner)
        make_attribution(coding, "cornered", self.old, speaker=self.gone, target=self.other)
        make_attribution(coding, "Envoys", self.new, speaker=self.kept, target=self.other)
        make_attribution(coding, "Nobody", speaker=self.other, target=self.gone)
        index_due()

    def merge(self):
        merge_tags(kept=self.new, gone=self.old, by=self.by, at=NOW)
        fields = {"by": self.by, "at": NOW, "evidence": "A slip."}
        return merge_actors(kept=self.kept, gone=self.gone, **fields)


@pytest.fixture
def study(cast):
    return Study(cast)


def page_of(response):
    return parse(response.content.decode())


FILTERS = [
    ("speaker", "gone", "Ada Quill", 1, 2),
    ("target", "gone", "Ada Quill", 1, 1),
    ("tag", "old", "Threat", 1, 2),
]


@pytest.mark.parametrize(("name", "which", "label", "before", "after"), FILTERS)
def test_a_search_means_whom_it_meant(cast, as_, study, name, which, label, before, after):
    query = {"kind": "statements", name: str(getattr(study, which).pk)}
    client = as_(cast.owner)

    def count():
        [status] = page_of(client.get("/search/", query)).xpath("//p[@class='found muted']")
        return words_of(status)

    assert count() == f"{before} found"
    move = study.merge()

    assert count() == f"{after} found"
    page = page_of(client.get("/search/", query))
    [chip] = page.xpath("//ul[@aria-label='Filters in force']//a/bdi")
    assert chip.text == label
    tabs = words_of(page_of(client.get("/search/counts/", query)))
    assert f"Statements {after}" in tabs
    chosen = chosen_of(cast.owner, urlencode(query), None)
    assert getattr(chosen.said, name) == getattr(study, "new" if name == "tag" else "kept").pk

    if name != "tag":
        undo_move(move=move, by=study.by, at=NOW)
        assert count() == f"{before} found"


@pytest.mark.parametrize(
    ("name", "which", "label", "before", "after"),
    [*FILTERS, ("party", "gone", "Ada Quill", 2, 3)],
)
def test_a_matrix_means_whom_it_meant(cast, as_, study, name, which, label, before, after):
    client, query = as_(cast.owner), {name: str(getattr(study, which).pk)}
    address = reverse("project-matrix", args=[study.project.pk])
    study.merge()

    page = page_of(client.get(address, query))

    assert page.xpath("//table[@class='matrix']//td//a")[-1].text == str(after)
    assert label in words_of(page.xpath("//p[contains(@class, 'only-print')]")[0])
    if name != "party":
        assert page.xpath(f"//select[@name='{name}']/option[@selected]/text()")[0].strip() == label
    table = b"".join(client.get(f"{address}matrix.csv", query)).decode()
    assert sum(int(line.split(",")[3]) for line in table.splitlines()[1:]) == after


def test_a_cell_of_an_old_figure_opens(cast, as_, study):
    address = reverse("project-matrix-statements", args=[study.project.pk])
    query = {"rows": "speaker", "columns": "target", "row": study.gone.pk}
    study.merge()

    page = page_of(as_(cast.owner).get(address, query))

    assert len(page.xpath("//li[@class='statement']")) == 2
    assert "Ada Quill" in words_of(page.xpath("//h1")[0])


def test_a_saved_search_goes_on_to_find_what_is_new(cast, as_, study):
    saved = save_search(
        by=cast.owner,
        at=NOW,
        name="Quill threatens",
        query=f"kind=statements&speaker={study.gone.pk}&tag={study.old.pk}",
        kind=SearchKind.STATEMENTS,
        look=look,
    )
    assert len(look(saved).found) == 1
    study.merge()

    assert len(look(saved).found) == 2
    follow(search=saved.pk, look=look, at=NOW)
    for url in ("/search/saved/", "/search/"):
        told = words_of(page_of(as_(cast.owner).get(url)))
        assert "Speaker: Ada Quill · Tag: Threat" in told, url


def test_what_names_nobody_takes_no_query_more(study):
    assert len(queries_of(lambda: question_of("kind=statements&stance=critical"))) == 0
    assert len(queries_of(lambda: question_of(f"kind=statements&speaker={study.kept.pk}"))) == 1
