import re

import pytest
from django.conf import settings
from django.urls import reverse

from annotations.models import Article
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

PAGES = ["matrix", "matrix-table", "matrix-statements"]


@pytest.fixture
def quill(cast):
    quill, valmere = make_actor("=Ada Quill", country="SE"), make_actor("Valmere", "country")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quill, target=valmere, stance="critical")
    make_attribution(coding, "Envoys", speaker=quill, target=valmere, mode="indirect")
    make_attribution(coding, "Nobody", mode="indirect", stance="endorse")
    return quill


def at(cast, name="matrix", query=""):
    return reverse(f"project-{name}", args=[cast.project.pk]) + query


@pytest.mark.parametrize(
    "query",
    ["", "?rows=stance&columns=month", "?rows=organisation", "?rows=speaker&columns=speaker"],
)
def test_every_number_opens_as_many_statements_as_it_says(cast, as_, quill, query):
    client = as_(cast.owner)
    page = parse(client.get(at(cast, query=query)).content)
    links = page.xpath("//table[@class='matrix']//td//a")

    assert links
    for link in links:
        opened = parse(client.get(link.get("href")).content)
        assert len(opened.xpath("//li[@class='statement']")) == int(link.text)
    assert links[-1].text == "3"


def test_the_corner_points_along_the_columns_whichever_way_they_run(cast, as_, quill):
    page = parse(as_(cast.owner).get(at(cast)).content)
    [arrow] = page.xpath("//th[@class='corner']//span[@class='arrow']")
    sheet = (settings.BASE_DIR / "static/css/matrix.css").read_text("utf-8")

    assert arrow.text == "→"
    assert re.search(r'\[dir="rtl"\] \.matrix \.corner \.arrow \{[^}]*scale: -1 1;', sheet)


def test_what_has_no_line_of_its_own_opens_too(cast, as_, quill, monkeypatch):
    monkeypatch.setattr("annotations.queries.matrix.MOST_ROWS", 2)
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for number in range(3):
        make_attribution(coding, "cornered", speaker=make_actor(f"Speaker {number}"))
    client = as_(cast.owner)
    page = parse(client.get(at(cast)).content)
    heads = [one.text_content().strip() for one in page.xpath("//tbody//th")]
    [link] = page.xpath("//tbody/tr[th[contains(., 'All others')]]/td[@class='sum']/a")

    assert heads == ["=Ada Quill", "All others", "Nobody named"]
    opened = parse(client.get(link.get("href")).content)
    assert len(opened.xpath("//li[@class='statement']")) == int(link.text) == 3


def test_a_name_keeps_to_it_and_a_filter_is_taken_off_again(cast, as_, quill):
    client = as_(cast.owner)
    page = parse(client.get(at(cast)).content)
    [name] = page.xpath("//tbody//th/a[contains(., 'Quill')]/@href")
    narrowed = parse(client.get(name).content)

    assert f"speaker={quill.pk}" in name
    assert narrowed.xpath("//tfoot//td[last()]/a")[0].text == "2"
    [off] = narrowed.xpath("//a[.='Without filters']/@href")
    assert parse(client.get(off).content).xpath("//tfoot//td[last()]/a")[0].text == "3"


def test_statements_say_what_was_chosen_and_how_many_they_are(cast, as_, quill):
    """What a mark of a picture opens has no cell, only filters: it is not everything."""
    query = f"?speaker={quill.pk}&stance=critical&since=2026-01-02&language=en"
    query += "&target=019a0000-0000-7000-8000-000000000000"
    client = as_(cast.owner)
    every = words_of(parse(client.get(at(cast, "matrix-statements")).content))
    chosen = words_of(parse(client.get(at(cast, "matrix-statements", query)).content))

    assert "All statements 3 statements" in every
    told = "Stance: Critical · From: 2 January 2026 · Speaker: =Ada Quill · Target: – · Language"
    assert all(f"{one}" in chosen for one in told.split(" · "))
    assert "All statements" not in chosen


@pytest.mark.parametrize("name", ["matrix", "pictures"])
def test_paper_says_what_was_chosen(cast, as_, quill, name):
    """The form, which says it on the screen, is not printed."""
    query = f"?speaker={quill.pk}&stance=critical"
    page = parse(as_(cast.owner).get(at(cast, name, query)).content)
    [told] = page.xpath("//p[contains(@class, 'only-print')]")

    assert words_of(told) == "Stance: Critical · Speaker: =Ada Quill"
    plain = parse(as_(cast.owner).get(at(cast, name)).content)
    assert not plain.xpath("//p[contains(@class, 'only-print')]")


def test_rows_turn_into_columns(cast, as_, quill):
    page = parse(as_(cast.owner).get(at(cast, query="?rows=stance&columns=mode")).content)
    [turned] = page.xpath("//a[.='Turn rows into columns']/@href")

    assert "rows=mode&columns=stance" in turned


def test_a_cell_says_in_words_what_its_bar_draws(cast, as_, quill):
    page = parse(as_(cast.owner).get(at(cast)).content)
    [cell] = page.xpath("//tbody/tr[th[contains(., 'Quill')]]/td[@class='shade-5']")

    assert " ".join(cell.text_content().split()) == "2: 1 critical; 1 direct"
    assert [piece.get("class") for piece in cell.xpath(".//rect")] == ["against", "neither"]


def test_what_an_address_says_becomes_no_markup(cast, as_, quill):
    Article.objects.update(language='"><b>')
    page = parse(as_(cast.owner).get(at(cast, query="?language=%22%3E%3Cb%3E")).content)

    assert page.xpath("//table[@class='matrix']//tfoot//a[.='3: 1 critical, 1 endorse; 1 direct']")
    assert not page.xpath("//*[@id='matrix']//b")


def test_all_of_it_comes_as_a_table(cast, as_, quill):
    response = as_(cast.owner).get(at(cast, "matrix-table"))

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "speaker,target,stance,statements,direct"
    assert sorted(lines[1:]) == [
        "'=Ada Quill,Valmere,,1,0",
        "'=Ada Quill,Valmere,critical,1,1",
        "Nobody named,Nobody in particular,endorse,1,0",
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("reader", "status"), [("owner", 200), ("reader", 200), ("admin", 200), ("stranger", 404)]
)
def test_a_project_is_for_its_members(cast, as_, quill, name, reader, status):
    assert as_(getattr(cast, reader)).get(at(cast, name)).status_code == status


def test_who_works_blind_sees_nothing_of_others(cast, as_, quill):
    assert "No statements yet" in as_(cast.second).get(at(cast)).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_only_looked_at_and_only_by_those_who_signed_in(cast, as_, quill, name):
    assert as_(None).get(at(cast, name))["Location"].startswith(reverse("account_login"))
    assert as_(cast.owner).post(at(cast, name)).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "?rows=nonsense&columns=1",
        "?since=soon&speaker=nobody&country=ABC",
        "?rows=speaker&row=nobody&column=*",
        "?rows=month&row=nobody",
        "?rows=year&row=2024&columns=quarter&column=x",
        "?tag=019a0000-0000-7000-8000-000000000000",
        "?row=%00",
        "?row=zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz",
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_an_address_that_makes_no_sense_is_no_error(cast, as_, quill, name, query):
    """A file would have every day where a page says that one is none, so it is refused."""
    is_refused = name == "matrix-table" and "since=soon" in query
    assert as_(cast.owner).get(at(cast, name, query)).status_code == (422 if is_refused else 200)


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("matrix", "?country=NO", "Leave out one of the filters"),
        ("matrix-statements", "?row=nobody", "No statement counts here"),
    ],
)
def test_where_nothing_fits_it_says_what_to_do(cast, as_, quill, name, query, words):
    assert words in as_(cast.owner).get(at(cast, name, query)).content.decode()


def test_nothing_yet_says_what_to_do(cast, as_):
    assert "As soon as statements are annotated" in as_(cast.owner).get(at(cast)).content.decode()


def test_the_table_after_a_swap_equals_a_fresh_page(cast, as_, quill):
    client, changed = as_(cast.owner), at(cast, query="?rows=kind&columns=stance&mode=indirect")
    page = parse(client.get(at(cast)).content)

    update_page(page, client.get(changed, htmx=True).content, target="matrix")

    assert_same_page(page, parse(client.get(changed).content), "matrix")


def test_statements_after_a_swap_equal_a_fresh_page(cast, as_, quill):
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for _ in range(55):
        make_attribution(coding, "cornered", speaker=quill)
    client, address = as_(cast.owner), at(cast, "matrix-statements")
    page = parse(client.get(address).content)
    turned = address + page.xpath("//a[@rel='next']/@href")[0]
    whole = queries_of(lambda: client.get(turned))

    assert len(queries_of(lambda: client.get(turned, htmx=True))) == len(whole) - 1
    update_page(page, client.get(turned, htmx=True).content, target="statements")

    assert_same_page(page, parse(client.get(turned).content), "statements")


@pytest.mark.parametrize(
    ("name", "query", "at_most"),
    [("matrix", "", 9), ("matrix-statements", "?row=*", 14), ("matrix-table", "", 6)],
)
def test_as_many_queries_with_many_statements_as_with_few(cast, as_, quill, name, query, at_most):
    client, address = as_(cast.owner), at(cast, name, query)
    few = queries_of(lambda: b"".join(client.get(address)))
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for number in range(8):
        speaker = make_actor(f"Speaker {number}", country="SE", gender="female")
        make_attribution(coding, "cornered", speaker=speaker, target=make_actor(f"T {number}"))

    assert_same_count(few, queries_of(lambda: b"".join(client.get(address))), at_most)


def test_the_project_leads_there(cast, as_, quill):
    project_page = as_(cast.owner).get(reverse("project-detail", args=[cast.project.pk]))

    assert at(cast) in project_page.content.decode()


def test_who_is_not_named_has_no_kind_and_a_line_says_so(cast, as_, quill):
    page = parse(as_(cast.owner).get(at(cast, query="?rows=kind&columns=target_kind")).content)

    assert "Nobody named" in [words_of(head) for head in page.xpath("//tbody/tr/th")]
    assert "Nobody in particular" in [words_of(head) for head in page.xpath("//thead//th")]


@pytest.mark.parametrize(
    ("query", "columns", "sentence"),
    [
        ("?rows=stance&columns=stance", "target", "Columns: Target."),
        ("?rows=target", "speaker", "Columns: Speaker."),
        ("?rows=target&columns=stance", "stance", ""),
        ("", "target", ""),
    ],
)
def test_the_same_twice_is_told_and_the_menu_says_what_is_drawn(
    cast, as_, quill, query, columns, sentence
):
    client = as_(cast.owner)
    page = parse(client.get(at(cast, query=query)).content)

    assert page.xpath("//select[@name='columns']/option[@selected]/@value") == [columns]
    notice = [words_of(one) for one in page.xpath("//p[@class='notice']")]
    assert notice == ([f"Rows and columns cannot be the same. {sentence}"] if sentence else [])
    swapped = client.get(at(cast, query=query), htmx=True).content.decode()
    assert ("cannot be the same" in swapped) is bool(sentence)
