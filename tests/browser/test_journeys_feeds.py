"""A source's feeds, from its home page to articles, driven by a real outlet and a real worker."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Article, Feed
from tests.factories.articles import make_source
from tests.helpers.jobs import forget_jobs, have_a_worker, work
from tests.outlet.feeds import rss
from tests.outlet.pages import SENTENCE, article_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = """<html><head><title>Quay Gazette</title><link rel="alternate" type="application/rss+xml"
title="All news" href="/feed.xml"></head><body><p>News.</p></body></html>"""


def print_news(outlet, *titles):
    items = [(title, f"/news/{number}") for number, title in enumerate(titles)]
    for title, path in items:
        outlet.put(path, article_page(title, f"{title}. {SENTENCE * 4}"))
    outlet.put("/feed.xml", rss(outlet.url(""), items), "application/rss+xml")


def test_from_a_home_page_to_articles_and_through_trouble(visit, cast, outlet):
    forget_jobs()
    have_a_worker()
    outlet.put("/", HOME)
    print_news(outlet, "A quiet round")
    source = make_source("Quay Gazette", homepage=outlet.url("/"))
    page = visit(reverse("source-detail", args=[source.pk]), cast.admin)

    page.get_by_role("link", name="Find feeds").click()
    page.get_by_role("button", name="Look for feeds").click()
    expect(page.get_by_label("All news")).to_be_checked()
    page.get_by_label("Taken into the project").select_option(label=cast.project.name)
    page.get_by_role("button", name="Take these feeds").click()

    row = page.locator("li.feed")
    expect(row).to_contain_text("Being asked …")
    work()
    expect(row).to_contain_text("1 new item.")
    assert Article.objects.filter(title="A quiet round").exists()

    print_news(outlet, "A quiet round", "A loud round")
    page.get_by_role("button", name="Try now").click()
    expect(row).to_contain_text("Being asked …")
    work()
    expect(row).to_contain_text("1 new item.")
    expect(row).to_contain_text("2 items in 14 days")

    outlet.take_away("/feed.xml")
    page.get_by_role("button", name="Try now").click()
    expect(row).to_contain_text("Being asked …")
    work()
    expect(row).to_contain_text("has no page at this address (status 404).")
    expect(page.get_by_role("button", name="Try now")).to_be_focused()

    page.get_by_role("button", name="Pause").click()
    expect(row).to_contain_text("paused")
    page.get_by_role("link", name="All news").click()
    items = page.get_by_role("region", name="What it announced")
    expect(items.get_by_role("link")).to_have_text(["A loud round", "A quiet round"])
    page.get_by_label("Words").fill("harbour, pilots")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The rules hold for what comes from now on.")).to_be_visible()
    assert Feed.objects.get().words == ["harbour", "pilots"]
    forget_jobs()
