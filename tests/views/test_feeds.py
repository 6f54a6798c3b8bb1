"""How feeds fare: who sees it, what it says, and what can be done there."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from annotations.models import Feed, ItemState, Polling, Source
from tests.factories.articles import make_source
from tests.factories.feeds import make_feed, make_item
from tests.helpers.jobs import forget_jobs, have_a_worker, jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.outlet.feeds import rss

pytestmark = pytest.mark.django_db
FAILURE = {"of": "fetching", "code": "missing", "params": {"host": "quay.test", "status": 404}}
READS = ["feed-list", "feed-export", "queue-detail", "feed-detail", "feed-find"]
WRITES = [
    *("feed-import", "feed-update", "feed-try", "feed-pause", "feed-resume", "feed-remove"),
    *("feed-restore", "feed-offers", "feed-create", "job-retry"),
]


@pytest.fixture
def feed(cast):
    forget_jobs()
    return make_feed(cast.project, make_source("Quay Gazette", homepage="https://quay.test/"))


@pytest.fixture
def address(feed):
    def of(name):
        if name in {"feed-list", "feed-export", "feed-import", "queue-detail"}:
            return reverse(name)
        if name in {"feed-find", "feed-offers", "feed-create"}:
            return reverse(name, args=[feed.source_id])
        return reverse(name, args=[1 if name == "job-retry" else feed.pk])

    return of


def fresh(feed):
    return Feed.objects.select_related("polling").get(pk=feed.pk)


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("manager", 403), ("stranger", 403), (None, 302)]
)
def test_who_sees_it(cast, as_, address, name, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(address(name)).status_code == status
    assert client.post(address(name)).status_code == (405 if who else 302)


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("stranger", 403), (None, 302)])
def test_others_may_not(cast, as_, address, feed, name, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.post(address(name)).status_code == status
    assert client.get(address(name)).status_code == (405 if who else 302)
    assert not jobs().exists()
    assert fresh(feed).removed_at is None


@pytest.mark.parametrize("name", ["feed-detail", "feed-find"])
def test_what_is_not_there(cast, as_, name):
    nowhere = reverse(name, args=["01890000-0000-7000-8000-000000000000"])

    assert as_(cast.admin).get(nowhere).status_code == 404


def test_a_feed_that_fares_well_says_so(cast, as_, feed):
    now = timezone.now()
    Polling.objects.filter(feed=feed).update(polled_at=now, found=2, newest_at=now)
    for _ in range(2):
        make_item(feed, found_at=now, state=ItemState.TAKEN)
    make_item(feed, found_at=now - timedelta(days=3))
    make_item(feed, found_at=now - timedelta(days=99))

    page = parse(as_(cast.admin).get(reverse("feed-list")).content)

    row = words_of(page.get_element_by_id(f"feed-{feed.pk}"))
    assert "Asked just now: 2 new items." in row
    assert "3 items in 14 days" in row
    assert "2 pages are on their way." in row
    counts = page.xpath("//table//td/text()")
    assert (len(counts), counts[-1], counts[-4]) == (14, "2", "1")
    assert len(page.xpath("//*[name()='rect'][not(@class)]")) == 2


def test_a_feed_that_failed_says_why(cast, as_, feed):
    then = timezone.now() - timedelta(hours=1)
    Polling.objects.filter(feed=feed).update(failures=3, failure=FAILURE, polled_at=then)
    reason = {"of": "extraction", "code": "no_text", "params": {}}
    make_item(feed, state=ItemState.FAILED, failure=reason, title="A bare page")
    taken = {"of": "taking", "sentence": "Say which source the article is from."}
    make_item(feed, state=ItemState.FAILED, failure=taken, title="Nobody’s")

    row = words_of(parse(as_(cast.admin).get(reverse("feed-list")).content))
    page = words_of(parse(as_(cast.admin).get(reverse("feed-detail", args=[feed.pk])).content))

    assert "quay.test has no page at this address (status 404)." in row
    assert "Failed 3 times in a row, the last time 1 hour ago." in row
    assert "2 pages did not come." in row
    assert "failed: No article text was found in it." in page
    assert "failed: Say which source the article is from." in page


def test_it_takes_as_many_queries_with_many_feeds(cast, as_, feed):
    client = as_(cast.admin)
    client.get(reverse("feed-list"))
    few = queries_of(lambda: client.get(reverse("feed-list")))
    for _ in range(9):
        other = make_feed(cast.project)
        make_item(other)

    many = queries_of(lambda: client.get(reverse("feed-list")))

    assert_same_count(few, many, at_most=10)


def test_try_now_waits_and_shows_what_came(cast, as_, feed):
    have_a_worker()
    client = as_(cast.admin)
    page = parse(client.get(reverse("feed-list")).content)
    row = f"feed-{feed.pk}"

    asked = client.post(reverse("feed-try", args=[feed.pk]), htmx=True)

    update_page(page, asked.content, target=row)
    assert_same_page(page, parse(client.get(reverse("feed-list")).content), row)
    assert "Being asked" in words_of(page.get_element_by_id(row))
    assert page.get_element_by_id(row).get("hx-trigger") == "every 1s"
    assert jobs().get().args == {"feed": str(feed.pk)}
    Polling.objects.filter(feed=feed).update(polled_at=timezone.now(), found=1)
    update_page(page, client.get(reverse("feed-detail", args=[feed.pk]), htmx=True).content, row)
    assert "Asked just now: 1 new item." in words_of(page.get_element_by_id(row))
    assert page.get_element_by_id(row).get("hx-trigger") is None


def test_without_a_worker_it_says_so_instead_of_waiting(cast, as_, feed):
    client = as_(cast.admin)

    asked = client.post(reverse("feed-try", args=[feed.pk]), htmx=True).content.decode()
    page = words_of(parse(client.get(reverse("feed-list")).content))

    assert "Being asked" not in asked + page
    assert "It waits: no worker answers." in asked
    assert "python3 manage.py procrastinate worker" in page


def test_without_a_script_one_comes_to_the_feed(cast, as_, feed):
    response = as_(cast.admin).post(reverse("feed-try", args=[feed.pk]))

    assert response["Location"] == reverse("feed-detail", args=[feed.pk])


def test_paused_resumed_removed_brought_back(cast, as_, feed):
    client = as_(cast.admin)
    act = lambda name: client.post(reverse(name, args=[feed.pk]), htmx=True)  # noqa: E731

    assert b"paused" in act("feed-pause").content
    assert fresh(feed).is_paused
    assert b"Pause" in act("feed-resume").content
    assert not fresh(feed).is_paused
    act("feed-remove")
    page = client.get(reverse("feed-list")).content.decode()
    assert "Bring back" in page
    assert f"feed-{feed.pk}" not in page
    act("feed-restore")
    assert fresh(feed).removed_at is None


def test_rules_are_kept(cast, as_, feed):
    address = reverse("feed-update", args=[feed.pk])
    said = {
        "title": "World",
        "project": cast.project.pk,
        "words": "grain, tariff ,",
        "languages": "en",
    }

    response = as_(cast.admin).post(address, said)

    assert response.status_code == 302
    assert (fresh(feed).title, fresh(feed).words) == ("World", ["grain", "tariff"])
    page = as_(cast.admin).get(reverse("feed-detail", args=[feed.pk])).content.decode()
    assert 'value="grain, tariff"' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"languages": "french"}, "A language is a code of two letters, such as fr."),
        ({"project": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(cast, as_, feed, wrong, sentence):
    said = {"title": "", "project": cast.project.pk} | wrong

    response = as_(cast.admin).post(reverse("feed-update", args=[feed.pk]), said)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert fresh(feed).languages == []


class TestFinding:
    @pytest.fixture
    def home(self, outlet):
        outlet.put(
            "/",
            "<html><head><link rel='alternate' type='application/rss+xml' title='All news' "
            "href='/feed.xml'><link rel='alternate' type='application/atom+xml' href='/atom'>"
            "</head><body><p>Words.</p></body></html>",
        )
        outlet.put("/robots.txt", "Sitemap: /news-sitemap.xml", "text/plain")
        outlet.put("/feed.xml", rss(outlet.url(""), [("A", "/1")]), "application/rss+xml")
        return outlet

    def look(self, as_, cast, feed, address):
        to = reverse("feed-offers", args=[feed.source_id])
        return as_(cast.admin).post(to, {"address": address})

    def test_a_home_page_names_feeds_and_sitemaps(self, as_, cast, feed, home):
        page = parse(self.look(as_, cast, feed, home.url("/")).content)

        assert page.xpath("//input[@name='addresses']/@value") == [
            home.url("/feed.xml"),
            home.url("/atom"),
            home.url("/news-sitemap.xml"),
        ]
        assert page.xpath("//input[@name='addresses'][@checked]/@value") == [home.url("/feed.xml")]
        assert Feed.objects.count() == 1

    def test_the_address_of_a_feed_is_one_too(self, as_, cast, feed, home):
        page = parse(self.look(as_, cast, feed, home.url("/feed.xml")).content)

        assert page.xpath("//input[@name='addresses']/@value") == [home.url("/feed.xml")]
        assert "Quay Gazette" in words_of(page)

    @pytest.mark.parametrize(
        ("path", "sentence"),
        [("/none", "has no page at this address"), ("/bare", "This page names no feed.")],
    )
    def test_why_there_is_none(self, as_, cast, feed, home, path, sentence):
        home.put("/bare", "<html><body><p>Words.</p></body></html>")
        home.take_away("/robots.txt")

        response = self.look(as_, cast, feed, home.url(path))

        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_those_that_were_chosen_are_kept_and_asked(self, as_, cast, feed):
        urls = ["https://quay.test/1.xml", "https://quay.test/2.xml"]
        said = {"offered": urls, "named": ["All news", urls[1]], "project": cast.project.pk}
        address = reverse("feed-create", args=[feed.source_id])

        response = as_(cast.admin).post(address, said | {"addresses": urls, "words": "grain"})

        assert response["Location"] == reverse("feed-list")
        made = Feed.objects.filter(address__in=urls).order_by("address")
        assert [each.title for each in made] == ["All news", ""]
        assert [each.words for each in made] == [["grain"], ["grain"]]
        assert jobs().count() == 2

    @pytest.mark.parametrize("chosen", [[], ["https://other.test/x.xml"]])
    def test_nothing_else_is_kept(self, as_, cast, feed, chosen):
        said = {"offered": ["https://quay.test/1.xml"], "named": ["A"], "project": cast.project.pk}
        address = reverse("feed-create", args=[feed.source_id])

        response = as_(cast.admin).post(address, said | {"addresses": chosen})

        assert response.status_code == 422
        assert Feed.objects.count() == 1


class TestLists:
    def bring(self, as_, cast, data, **more):
        said = {"file": SimpleUploadedFile("feeds.opml", data), "project": cast.project.pk} | more
        return as_(cast.admin).post(reverse("feed-import"), said, follow=True).content.decode()

    def test_what_goes_out_comes_in(self, as_, cast, feed):
        data = as_(cast.admin).get(reverse("feed-export")).content
        Feed.objects.all().delete()

        page = self.bring(as_, cast, data)

        assert "1 feed added." in page
        again = Feed.objects.get()
        assert (again.address, again.source.name) == (feed.address, "Quay Gazette")

    def test_one_that_is_refused_stops_no_other(self, as_, cast, feed):
        data = (
            f"<opml><body><outline text='Known' xmlUrl='{feed.address}'/>"
            "<outline text='Harbour Wire' xmlUrl='https://wire.test/feed'/></body></opml>"
        )

        page = self.bring(as_, cast, data.encode())

        assert "1 feed added." in page
        assert f"{feed.address}: This project has this feed already." in page
        assert Source.objects.get(name="Harbour Wire").is_reviewed is False

    @pytest.mark.parametrize(
        ("data", "more", "sentence"),
        [
            (b"words", {}, "This file is no list of feeds (OPML)."),
            (b"<opml/>", {"project": ""}, "Choose a file and a project first."),
        ],
    )
    def test_what_is_none(self, as_, cast, feed, data, more, sentence):
        assert sentence in self.bring(as_, cast, data, **more)
        assert Feed.objects.count() == 1
