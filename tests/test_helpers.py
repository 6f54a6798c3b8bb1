"""The helpers judge everything else, so they are judged first."""

import pytest
from django.test import Client

from annotations.models import Source
from annotations.web.guards import WroteWhileReading, refuse_writes
from annotations.web.paging import Key, page_of
from tests.factories.articles import make_source
from tests.factories.users import make_user
from tests.helpers.client import problems_of
from tests.helpers.page import assert_same_page, parse, update_page

PAGE = "<main id=main><ol id=cards><li id=a>1</li><li id=b>2</li></ol><p id=note>old</p></main>"


@pytest.mark.parametrize(
    "bad",
    [
        "<p>{{ title }}</p>",
        '<p title="{% if %}">x</p>',
        "<p id=a></p><p id=a></p>",
        "<p onclick='x()'>x</p>",
        "<p hx-on:click='x()'>x</p>",
        "<p style='color:red'>x</p>",
        "<style>p {}</style>",
        "<script>x()</script>",
        "<img src=x>",
        "<form method=post><button>x</button></form>",
    ],
)
def test_the_strict_client_refuses_what_must_never_be_sent(bad):
    assert problems_of(bad, is_fragment=False)


def test_the_strict_client_lets_a_clean_page_pass():
    page = '<html><p id="a">x</p><script src="x.js"></script><img src="x" alt=""></html>'

    assert problems_of(page, is_fragment=False) == []
    assert problems_of(page, is_fragment=True)


def test_the_strict_client_signs_in_as_django_does_and_by_one_statement(
    db, client, django_assert_num_queries
):
    user = make_user("quill")
    djangos = Client()
    djangos.force_login(user)

    with django_assert_num_queries(1):
        client.force_login(user)

    assert dict(client.session) == dict(djangos.session)
    assert client.get("/").context["user"] == user


@pytest.mark.parametrize(
    ("fragment", "after"),
    [
        ('<p id=note hx-swap-oob="true">new</p>', PAGE.replace("old", "new")),
        ('<li id=a hx-swap-oob="delete"></li>', PAGE.replace("<li id=a>1</li>", "")),
        (
            '<ol hx-swap-oob="beforebegin:#b"><li id=c>3</li></ol>',
            PAGE.replace("<li id=b>", "<li id=c>3</li><li id=b>"),
        ),
        (
            '<ol hx-swap-oob="beforeend:#cards"><li id=c>3</li></ol>',
            PAGE.replace("</ol>", "<li id=c>3</li></ol>"),
        ),
        (
            '<ol hx-swap-oob="afterend:#a"><li id=c>3</li></ol>',
            PAGE.replace("<li id=b>", "<li id=c>3</li><li id=b>"),
        ),
    ],
)
def test_out_of_band_parts_land_where_htmx_puts_them(fragment, after):
    page = parse(PAGE)

    update_page(page, fragment)

    assert_same_page(page, parse(after))


def test_a_part_without_a_place_on_the_page_fails():
    with pytest.raises(AssertionError):
        update_page(parse(PAGE), '<p id=nowhere hx-swap-oob="true">x</p>')


def test_the_target_gets_what_is_not_out_of_band():
    page = parse(PAGE)

    update_page(page, '<p id=note>new</p><li id=a hx-swap-oob="delete"></li>', target="note")

    assert_same_page(page, parse(PAGE.replace("old", "new").replace("<li id=a>1</li>", "")))


@pytest.mark.parametrize(
    "sql", ["INSERT INTO x", "update x set y", "SELECT 1 FOR UPDATE", "DROP x"]
)
def test_a_reading_view_cannot_write(sql):
    with pytest.raises(WroteWhileReading):
        refuse_writes(lambda *args: None, sql, None, False, {})


def test_a_reading_view_can_read():
    assert refuse_writes(lambda *args: "rows", "SELECT 1", None, False, {}) == "rows"


@pytest.mark.django_db
def test_pages_by_key_show_each_row_once_in_both_directions():
    for name in "abcdefg":
        make_source(name, country="de" if name in "bd" else "at")
    keys = [Key("country", descending=True), Key("name"), Key("id")]
    order = ["b", "d", "a", "c", "e", "f", "g"]

    first = page_of(Source.objects.all(), keys, size=3)
    second = page_of(Source.objects.all(), keys, first.next, size=3)
    third = page_of(Source.objects.all(), keys, second.next, size=3)
    back = page_of(Source.objects.all(), keys, third.previous, size=3)

    seen = [row.name for page in (first, second, third) for row in page.rows]
    assert seen == order
    assert [row.name for row in back.rows] == order[3:6]
    assert not first.previous
    assert not third.next
    assert back.previous
    assert back.next


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["nonsense", "eyJ:x", "W10:1abc:zz"])
def test_a_broken_mark_gives_the_first_page(mark):
    make_source("a")

    page = page_of(Source.objects.all(), [Key("name"), Key("id")], mark)

    assert [row.name for row in page.rows] == ["a"]


@pytest.mark.django_db
def test_a_place_has_the_same_mark_a_second_later(monkeypatch):
    for name in "abc":
        make_source(name)
    keys = [Key("name"), Key("id")]

    one = page_of(Source.objects.all(), keys, size=2)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    other = page_of(Source.objects.all(), keys, size=2)

    assert one.next == other.next
