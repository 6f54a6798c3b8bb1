"""Whom a comment calls: only those who may read it, and they find it on their first page."""

import pytest
from django.urls import reverse

from annotations.actions.comments import answer_thread, edit_comment, mark_read, start_thread
from annotations.models import Mention, User
from annotations.queries.comments import news_for
from tests.actions.conftest import NOW
from tests.factories.annotations import make_coding, make_passage
from tests.helpers.page import parse, words_of
from tests.helpers.queries import queries_of


@pytest.fixture
def coding(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Nobody knows")
    return coding


def say(coding, by, text):
    return start_thread(coding=coding, annotation=1, text=text, by=by, at=NOW)


def called():
    return set(Mention.objects.values_list("user__username", flat=True))


def test_those_who_read_the_thread_and_nobody_else(cast, coding):
    """The other analyst works blind, a stranger belongs to nothing, and nobody calls themselves."""
    say(coding, cast.owner, "@curator @second @stranger @admin @owner @Reader")

    assert called() == {"curator", "reader"}
    assert news_for(cast.second) == []


def test_whoever_made_the_coding_is_called_by_others(cast, coding):
    say(coding, cast.manager, "@owner?")
    assert called() == {"owner"}

    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    say(coding, cast.curator, "@owner??")
    assert Mention.objects.count() == 1


def test_a_comment_in_other_words_calls_others(cast, coding):
    comment = say(coding, cast.owner, "@curator @reader")

    edit_comment(comment=comment, text="@reader @manager", by=cast.owner, at=NOW)

    assert called() == {"reader", "manager"}


def test_it_is_on_the_first_page_until_it_is_read(as_, cast, coding):
    comment = say(coding, cast.owner, "Look, @curator.")
    say(coding, cast.owner, "Nobody in particular.")
    answer_thread(thread=comment.thread, text="And you, @reader?", by=cast.manager, at=NOW)

    page = parse(as_(cast.curator).get("/").content)
    [section] = page.xpath("//section[@aria-labelledby='news-head']")
    assert words_of(section).startswith("1 comment for you Look, @curator. mentions you Owner")
    # Among all that is news to the owner, nothing says that it calls them.
    assert "mentions you" not in as_(cast.owner).get("/").content.decode()

    mark_read(coding=coding, annotation=1, until=NOW, by=cast.curator)
    assert news_for(cast.curator) == []
    assert len(news_for(cast.reader)) == 1


def test_a_mention_stands_out_and_is_escaped(as_, cast, coding):
    say(coding, cast.owner, "<i>@curator</i> & @second")
    address = reverse("comment-list", args=[cast.project_article.pk, 1]) + f"?coding={coding.pk}"

    page = parse(as_(cast.curator).get(address, htmx=True).content)
    [text] = page.xpath("//p[@class='comment-text']")
    [mention] = text.xpath(".//*[contains(@class, 'mention')]")
    assert text.text_content() == "<i>@curator</i> & @second"
    assert (mention.text, mention.get("title"), mention.get("class")) == (
        "@curator",
        "Curator",
        "mention me",
    )
    other = parse(as_(cast.manager).get(address, htmx=True).content)
    assert other.xpath("//*[@class='mention']")


def test_as_many_queries_with_mentions_as_without(as_, cast, coding):
    client = as_(cast.owner)
    address = reverse("comment-list", args=[cast.project_article.pk, 1])
    say(coding, cast.manager, "Nobody.")
    few = len(queries_of(lambda: client.get(address, htmx=True)))
    for _ in range(5):
        say(coding, cast.manager, "@owner, @curator and @reader")

    assert len(queries_of(lambda: client.get(address, htmx=True))) == few


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("owner", 200),
        ("curator", 200),
        ("manager", 200),
        ("reader", 403),
        ("second", 404),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_who_is_offered_to_whom(as_, cast, coding, name, status):
    address = reverse("mention-options", args=[cast.project_article.pk]) + f"?coding={coding.pk}"
    client = as_(getattr(cast, name) if name else None)
    response = client.get(address, htmx=True)

    assert response.status_code == status
    if status == 200:
        offered = parse(response.content).xpath("//li/@data-login")
        assert offered == [one for one in ("curator", "manager", "owner", "reader") if one != name]
        assert client.post(address).status_code == 405
