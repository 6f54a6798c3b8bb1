import io
from datetime import date

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db

PAGES = ["study-detail", "study-document"]


@pytest.fixture
def quill(cast):
    cast.project.description = "Who says what about Valmere?\n\nSince\x0b spring."
    cast.project.save()
    quill, valmere = make_actor("Ada Quill"), make_actor("Valmere", "country")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quill, target=valmere, stance="critical")
    return quill


def at(cast, name="study-detail"):
    return reverse(name, args=[cast.project.pk])


def test_it_has_question_sources_codebook_figures_and_words(cast, as_, quill):
    page = parse(as_(cast.curator).get(at(cast)).content)
    heads = [head.text_content() for head in page.xpath("//main//h2")]

    assert heads == ["Sources", "Codebook", "Who says what about whom", "In their words"]
    assert "Who says what about Valmere?" in page.xpath("//main")[0].text_content()
    [quote] = page.xpath("//figure[@class='quoted']")
    assert quote.xpath("./blockquote")[0].text == "cornered"
    assert "Valmere" in quote.text_content()
    [record] = quote.xpath(".//a[@class='record']")
    assert record.text.endswith(record.get("href"))


def test_one_day_is_told_as_one_and_several_from_the_first_to_the_last(cast, as_, quill):
    client = as_(cast.curator)
    one = client.get(at(cast)).content.decode()
    row = add_article(cast.project, make_article(published_on=date(2025, 11, 9)))
    make_attribution(make_coding(row, cast.owner), "cornered", speaker=quill)
    several = client.get(at(cast)).content.decode()

    assert "printed on 3 March 2026" in one
    assert "printed from 9 November 2025 to 3 March 2026" in several


def test_every_figure_of_its_matrix_opens(cast, as_, quill):
    client = as_(cast.curator)
    links = parse(client.get(at(cast)).content).xpath("//table[@class='matrix']//a/@href")

    assert links
    assert {client.get(link).status_code for link in links} == {200}


def test_the_document_says_the_same(cast, as_, quill):
    response = as_(cast.curator).get(at(cast, "study-document"))
    document = Document(io.BytesIO(response.content))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    quotes = [one.text for one in document.paragraphs if one.style.name == "Quote"]
    tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]

    assert "attachment" in response["Content-Disposition"]
    assert document.paragraphs[0].text == cast.project.name
    assert heads == ["Sources", "Codebook", "Who says what about whom", "In their words"]
    assert quotes == ["cornered"]
    assert tables[1] == ["Speaker", "Valmere", "All"]
    assert document.tables[1].rows[-1].cells[-1].text == "1"
    assert document.core_properties.author == ""


def test_what_runs_from_the_right_does_so_within_english(cast, as_, quill):
    source = make_source("جريدة الأرصفة")
    article = make_article("«وساطة هادئة»", title="وساطة هادئة", source=source, language="ar")
    coding = make_coding(add_article(cast.project, article), cast.owner)
    make_attribution(coding, "وساطة", speaker=quill)
    client = as_(cast.curator)
    page = parse(client.get(at(cast)).content)
    document = Document(io.BytesIO(client.get(at(cast, "study-document")).content))
    turned = [run.text for one in document.paragraphs for run in one.runs if run.font.rtl]
    quotes = [one for one in document.paragraphs if one.text == "وساطة"]

    assert page.xpath("//figcaption/span[@dir='ltr']/bdi[.='وساطة هادئة']")
    assert page.xpath("//figcaption/span[@dir='ltr']/i/bdi[.='جريدة الأرصفة']")
    assert sorted(turned) == sorted(["وساطة", "وساطة هادئة", "جريدة الأرصفة"])
    assert [bool(one._p.pPr.find(qn("w:bidi")) is not None) for one in quotes] == [True]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("reader", "status"), [("owner", 200), ("reader", 200), ("admin", 200), ("stranger", 404)]
)
def test_a_project_is_for_its_members(cast, as_, quill, name, reader, status):
    assert as_(getattr(cast, reader)).get(at(cast, name)).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_only_looked_at_and_only_by_those_who_signed_in(cast, as_, quill, name):
    assert as_(None).get(at(cast, name))["Location"].startswith(reverse("account_login"))
    assert as_(cast.owner).post(at(cast, name)).status_code == 405


def test_who_works_blind_reads_nothing_of_others(cast, as_, quill):
    page = as_(cast.second).get(at(cast)).content.decode()

    assert "Ada Quill" not in page
    assert "No statements yet" in page


def test_the_project_leads_there(cast, as_, quill):
    project_page = as_(cast.owner).get(reverse("project-detail", args=[cast.project.pk]))

    assert at(cast) in project_page.content.decode()


def test_it_says_where_several_count(cast, as_, quill):
    other = make_coding(cast.project_article, cast.second)
    make_attribution(other, "cornered", speaker=quill)
    sentence = "1 article was annotated by several and is not agreed yet"

    assert sentence in as_(cast.curator).get(at(cast)).content.decode()
    assert sentence not in as_(cast.owner).get(at(cast)).content.decode()
