import pytest

from annotations.models import Coding, CodingState
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse, update_page, words_of
from tests.helpers.places import text_of
from tests.templatetags.test_marks import WEIRD
from tests.views.workbench import Bench, text_in


def address(cast, rest: str = "") -> str:
    return f"/articles/{cast.project_article.pk}/{rest}"


def test_an_analyst_gets_an_editable_page_and_no_coding_yet(cast, bench):
    page = bench.open()

    bench_element = page.get_element_by_id("workbench")
    assert bench_element.get("data-editable") == "true"
    assert bench_element.get("data-length") == str(len(text_of(cast.project_article)))
    assert page.get_element_by_id("text").text_content() == text_of(cast.project_article)
    assert page.get_element_by_id("text").get("lang") == "en"
    assert bench.cards == []
    assert "Nothing marked yet" in text_in(page, "counts")
    assert not Coding.objects.exists()


# The strict client takes "{{" for a leak, and rightly; tests/templatetags has that text.
@pytest.mark.parametrize("text", [text for text in WEIRD if "{{" not in text])
def test_the_page_has_exactly_the_stored_text(cast, as_, text):
    page = add_article(cast.project, make_article(f"Title\n\n{text}\n\n{text}", title="Title"))

    bench = Bench(as_(cast.owner), page)

    assert bench.page.get_element_by_id("text").text_content() == text_of(page)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("manager", 200),
        ("curator", 200),
        ("reader", 200),
        ("admin", 200),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_who_may_open_the_page(cast, as_, who, status):
    user = getattr(cast, who) if who else None

    assert as_(user).get(address(cast)).status_code == status


def test_a_page_only_shows(cast, as_):
    assert as_(cast.owner).post(address(cast)).status_code == 405


def test_the_title_is_not_shown_twice(cast, as_):
    page = Bench(as_(cast.owner), cast.project_article).page

    assert [words_of(h1) for h1 in page.iter("h1")] == ["Envoys meet again"]


def test_a_text_without_a_title_gets_one_above_it(cast, as_):
    article = make_article("Only words.\n\nMore words.", title="Chosen title", kinds=["paragraph"])

    page = Bench(as_(cast.owner), add_article(cast.project, article)).page

    assert [h1.text_content() for h1 in page.iter("h1")] == ["Chosen title"]
    assert "Chosen title" not in page.get_element_by_id("text").text_content()


@pytest.mark.parametrize("who", ["manager", "curator", "reader", "admin"])
def test_who_compares_chooses_whose_annotations_to_see(cast, as_, who):
    first = make_coding(cast.project_article, cast.owner)
    make_passage(first, "Both sides")
    second = make_coding(cast.project_article, cast.second)
    make_passage(second, "being cornered")

    page = parse(as_(getattr(cast, who)).get(address(cast, f"?coding={second.pk}")).content)

    assert page.get_element_by_id("workbench").get("data-editable") == "false"
    assert "being cornered" in text_in(page, "cards")
    assert not page.xpath("//*[@id='cards']//*[@data-do='edit' or @data-do='delete']")
    assert not page.xpath('//*[@id="history"]')
    links = page.xpath("//nav[contains(@class, 'whose')]//a/@href")
    assert any(link.endswith(f"?coding={first.pk}") for link in links)


def test_an_analyst_sees_nobody_elses(cast, as_):
    coding = make_coding(cast.project_article, cast.second)
    make_passage(coding, "Both sides")
    client = as_(cast.owner)

    assert client.get(address(cast, f"?coding={coding.pk}")).status_code == 404
    page = parse(client.get(address(cast)).content)
    assert text_in(page, "cards") == ""
    assert not page.find_class("whose")


@pytest.mark.parametrize("wanted", ["nonsense", "01a20f95-d730-7a7f-ae3d-dc2aa9a9e450"])
def test_a_coding_that_is_not_there(cast, as_, wanted):
    assert as_(cast.curator).get(address(cast, f"?coding={wanted}")).status_code == 404


def test_a_reader_sees_what_was_touched_last(cast, as_):
    make_passage(make_coding(cast.project_article, cast.owner), "Both sides")

    page = parse(as_(cast.reader).get(address(cast)).content)

    assert "Both sides" in text_in(page, "cards")
    assert page.get_element_by_id("workbench").get("data-editable") == "false"
    assert not page.xpath('//form[@id="act"]')


def test_the_cards_stand_in_reading_order(cast, bench):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "sides feel")
    make_attribution(coding, ["shared work", "Both sides feel they"], cue="says")
    make_passage(coding, "Both sides")

    bench.open()

    assert bench.cards == [2, 6, 1]


def test_done_and_open_again(cast, bench):
    bench.mark("Both sides")

    response = bench.client.post(bench.base + "finish/")
    assert response.status_code == 302
    assert bench.coding.state == CodingState.DONE
    assert bench.open().get_element_by_id("workbench").get("data-editable") == "false"
    assert bench.page.find_class("badge")[0].text == "Done"

    bench.client.post(bench.base + "reopen/")
    assert bench.open().get_element_by_id("workbench").get("data-editable") == "true"


def test_without_a_script_every_form_of_the_page_carries_its_token(bench):
    bench.mark("Both sides")

    for form in bench.open().xpath("//form[@method='post']"):
        assert form.xpath(".//input[@name='csrfmiddlewaretoken']/@value"), form.get("action")


def test_done_makes_the_whole_page_anew(bench):
    response = bench.client.post(bench.base + "finish/", htmx=True)

    assert response.status_code == 204
    assert response["HX-Refresh"] == "true"


def test_done_asks_about_what_is_open_and_says_so_without_a_script(cast, bench):
    make_attribution(make_coding(cast.project_article, cast.owner), "shared work")

    response = bench.client.post(bench.base + "finish/")

    assert response.url == bench.base + "finish/ask/"
    assert bench.coding.state == CodingState.OPEN
    page = parse(bench.client.get(response.url).content)
    [link] = page.xpath("//*[@id='open-matters']//li/a")
    assert link.get("href") == bench.base + "#card-1"
    assert "1 attribution without a speaker" in link.text_content()
    [button] = page.xpath("//*[@id='open-matters']//button")
    assert button.text == "Finish anyway"
    response = bench.client.post(bench.base + "finish/", {button.get("name"): button.get("value")})
    assert response.url == bench.base
    assert bench.coding.state == CodingState.DONE


def test_the_question_comes_into_the_page(cast, bench):
    make_attribution(make_coding(cast.project_article, cast.owner), "shared work")
    bench.open()

    response = bench.client.post(bench.base + "finish/", htmx=True)

    update_page(bench.page, response.content)
    assert "1 attribution without a speaker" in text_in(bench.page, "open-matters")
    response = bench.client.post(bench.base + "finish/", {"anyway": "1"}, htmx=True)
    assert (response.status_code, response["HX-Refresh"]) == (204, "true")
    assert bench.coding.state == CodingState.DONE


def test_where_nothing_is_open_the_page_offers_to_finish(bench):
    page = parse(bench.client.get(bench.base + "finish/ask/").content)

    assert "Nothing is open." in text_in(page, "open-matters")
    assert page.xpath("//*[@id='open-matters']//button/text()") == ["Done with this article"]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reader", 403), ("stranger", 404), (None, 302)]
)
def test_who_is_asked(cast, as_, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(address(cast, "finish/ask/")).status_code == status
    assert client.post(address(cast, "finish/ask/")).status_code == (405 if who else 302)


@pytest.mark.parametrize("rest", ["finish/", "reopen/"])
@pytest.mark.parametrize(
    ("who", "status"), [("owner", 302), ("reader", 403), ("stranger", 404), (None, 302)]
)
def test_who_may_say_that_it_is_done(cast, as_, rest, who, status):
    client = as_(getattr(cast, who) if who else None)

    response = client.post(address(cast, rest))

    assert response.status_code == status
    assert Coding.objects.exists() is (who == "owner")
    assert client.get(address(cast, rest)).status_code == (405 if who else 302)
