import pytest
from django.urls import reverse

from annotations.models import CodingState, Flag
from tests.factories.annotations import make_coding, make_passage
from tests.factories.flags import make_flag
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.workbench import text_in


def page_of(cast, rest: str = "") -> str:
    return f"/articles/{cast.project_article.pk}/{rest}"


@pytest.fixture
def coding(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides")
    make_passage(coding, "Nobody knows")
    return coding


def test_a_flag_on_an_annotation_and_off_again(bench, coding):
    bench.open()
    bench.act("annotations/1/flag/", on="1")
    card = bench.page.get_element_by_id("card-1")
    assert "flagged" in card.get("class")
    assert "Flagged" in text_in(bench.page, "card-1")
    assert "1 flagged" in text_in(bench.page, "counts")

    bench.act("annotations/1/flag/", on="0")
    assert "flagged" not in bench.page.get_element_by_id("card-1").get("class")
    assert "flagged" not in text_in(bench.page, "counts")


def test_writes_know_of_flags(bench, coding, tag):
    bench.open()
    for number in (1, 2):
        bench.act(f"annotations/{number}/flag/", on="1")

    bench.act("annotations/1/tags/", tag=tag.pk)
    assert "2 flagged" in text_in(bench.page, "counts")
    bench.act("annotations/1/delete/")
    assert "1 flagged" in text_in(bench.page, "counts")
    bench.act("undo/")
    assert "2 flagged" in text_in(bench.page, "counts")
    assert "flagged" in bench.page.get_element_by_id("card-1").get("class")


def test_a_page_that_missed_something_gets_flags_as_well(bench, coding, tag):
    bench.open()
    bench.act("annotations/1/flag/", on="1")
    bench.act("annotations/2/tags/", tag=tag.pk)

    bench.act("annotations/2/tags/", tag=tag.pk, seen=0)

    assert "1 flagged" in text_in(bench.page, "counts")


def test_what_is_done_can_be_flagged_still(bench, coding):
    coding.state = CodingState.DONE
    coding.save(update_fields=["state"])
    client = bench.client

    response = client.post(bench.base + "annotations/1/flag/", {"on": "1"}, htmx=True)

    page = bench.fresh()
    update_page(page, response.content)
    assert_same_page(page, bench.fresh(), "cards", "counts")
    assert not page.xpath("//*[@data-do='edit']")


def test_an_annotation_that_is_gone_gets_none(bench, coding):
    response = bench.client.post(bench.base + "annotations/9/flag/", {"on": "1"}, htmx=True)

    assert response.status_code == 409
    assert "deleted meanwhile" in response.content.decode()
    plain = bench.client.post(bench.base + "annotations/9/flag/", {"on": "1"})
    assert plain.url == bench.base
    assert "deleted meanwhile" in bench.client.get(plain.url).content.decode()
    assert not Flag.objects.exists()


def test_a_flag_on_the_article(cast, as_):
    client = as_(cast.reader)
    page = parse(client.get(page_of(cast)).content)
    assert page.xpath("//*[@id='article-flag']//button/@aria-pressed") == ["false"]

    for on in ("1", "0", "1"):
        response = client.post(page_of(cast, "flag/"), {"on": on}, htmx=True)
        update_page(page, response.content)
        assert_same_page(page, parse(client.get(page_of(cast)).content), "article-flag")
    assert page.xpath("//*[@id='article-flag']//button/@aria-pressed") == ["true"]
    other = parse(as_(cast.owner).get(page_of(cast)).content)
    assert other.xpath("//*[@id='article-flag']//button/@aria-pressed") == ["false"]


def test_without_a_script_one_stays_at_the_page(cast, as_, coding):
    client = as_(cast.owner)

    assert client.post(page_of(cast, "flag/"), {"on": "1"}).url == page_of(cast)
    flagged = client.post(page_of(cast, "annotations/1/flag/"), {"on": "1"})
    assert flagged.url == page_of(cast, "#card-1")
    assert Flag.objects.count() == 2


@pytest.mark.parametrize("on", ["", "2", "yes"])
def test_nonsense_is_no_flag(cast, as_, coding, on):
    for rest in ("flag/", "annotations/1/flag/"):
        assert as_(cast.owner).post(page_of(cast, rest), {"on": on}).status_code == 404
    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    ("who", "on_article", "on_annotation"),
    [
        ("owner", 302, 302),
        ("reader", 302, 403),
        ("stranger", 404, 404),
        (None, 302, 302),
    ],
)
def test_who_may_flag(cast, as_, coding, who, on_article, on_annotation):
    client = as_(getattr(cast, who) if who else None)

    for rest, status in (("flag/", on_article), ("annotations/1/flag/", on_annotation)):
        before = Flag.objects.count()
        response = client.post(page_of(cast, rest), {"on": "1"})
        assert response.status_code == status
        assert (Flag.objects.count() > before) is (status == 302 and who is not None)
        assert client.get(page_of(cast, rest)).status_code == (405 if who else 302)


def test_nobody_flags_anothers_annotation(cast, as_, coding):
    as_(cast.second).post(page_of(cast, "annotations/1/flag/"), {"on": "1"})

    assert not Flag.objects.exists()


def test_the_list_of_annotations_shows_and_seeks_flags(cast, as_, coding):
    address = page_of(cast, "annotations/")
    client = as_(cast.owner)
    assert not parse(client.get(address).content).xpath("//input[@name='flagged']")
    make_flag(cast.project_article, cast.owner, 2)

    page = parse(client.get(address).content)
    assert page.xpath("//input[@name='flagged']")
    rows = page.xpath("//tbody/tr")
    assert [bool(row.find_class("flagged")) for row in rows] == [False, True]
    found = parse(client.get(address + "?flagged=on").content)
    assert len(found.xpath("//tbody/tr")) == 1
    assert "Nobody knows" in text_in(found, "results")
    none = parse(as_(cast.curator).get(address + "?flagged=on").content)
    assert "No annotation matches" in text_in(none, "results")


def test_the_list_of_articles_shows_and_seeks_flags(cast, as_):
    address = reverse("article-list", args=[cast.project.pk])
    client = as_(cast.owner)
    assert "No article matches" in client.get(address + "?work=flagged").content.decode()
    make_flag(cast.project_article, cast.owner)

    for rest in ("", "?work=flagged"):
        page = parse(client.get(address + rest).content)
        assert page.xpath("//tbody//*[@class='flagged']")
    assert not parse(as_(cast.curator).get(address).content).xpath("//tbody//*[@class='flagged']")


def test_home_shows_what_is_flagged(cast, as_, coding):
    make_flag(cast.project_article, cast.owner, 2)

    page = parse(as_(cast.owner).get(reverse("home")).content)

    [section] = page.xpath("//section[@aria-labelledby='flagged-head']")
    words = " ".join(section.text_content().split())
    assert "Envoys meet again" in words
    assert "1 flagged annotation" in words
    assert "Flagged for later" not in as_(cast.second).get(reverse("home")).content.decode()


def test_as_many_queries_with_many_flags(cast, as_, coding):
    client = as_(cast.owner)
    make_flag(cast.project_article, cast.owner, 1)

    def flag() -> list[str]:
        address = page_of(cast, "annotations/1/flag/")
        return queries_of(lambda: client.post(address, {"on": "1"}, htmx=True))

    few = flag()
    for _ in range(20):
        span = make_passage(coding, "Both sides")
        make_flag(cast.project_article, cast.owner, span.number)

    assert_same_count(few, flag(), at_most=10)
