"""In which zone a reader sees times."""

import pytest
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from annotations.models import User
from annotations.web.reader import ReaderMiddleware, zone_of
from tests.factories.users import make_user
from tests.helpers.queries import queries_of


def asking(device=None):
    request = HttpRequest()
    if device is not None:
        request.COOKIES["zone"] = device
    return request


@pytest.mark.parametrize(
    ("chosen", "device", "used"),
    [
        ("Europe/Vienna", "Asia/Tokyo", "Europe/Vienna"),
        ("UTC", "Asia/Tokyo", "UTC"),
        ("", "Asia/Tokyo", "Asia/Tokyo"),
        ("", "Asia/Calcutta", "Asia/Calcutta"),
        ("", None, "UTC"),
        ("Mars/Olympus", "Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_what_the_reader_chose_goes_before_what_the_device_says(chosen, device, used):
    assert zone_of(User(time_zone=chosen), asking(device)).key == used


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "Mars/Olympus",
        "Europe",
        "..",
        "../../etc/passwd",
        "/etc/localtime",
        "\x00",
        "Europe/Vienna\x00",
        "Zürich",
        "\udcff",
        "zone.tab",
        "right/UTC",
        "posix/UTC",
        "posixrules",
        "localtime",
        "x" * 5000,
    ],
)
def test_what_is_no_zone_is_utc(nonsense):
    assert zone_of(User(), asking(nonsense)).key == "UTC"


@pytest.mark.django_db
def test_pages_are_made_in_it_and_what_comes_after_is_not(as_):
    user, seen = make_user("ada"), []

    class Session:
        def reader(self):
            return user

    def page(request):
        seen.append(timezone.get_current_timezone_name())

    for device in ("Asia/Tokyo", None):
        request = asking(device)
        request.session = Session()
        ReaderMiddleware(page)(request)

    assert seen == ["Asia/Tokyo", "UTC"]
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.django_db
def test_the_zone_of_a_device_costs_no_query_and_pages_are_kept_for_nobody_else(as_):
    client, url = as_(make_user("ada")), reverse("home")
    without = queries_of(lambda: client.get(url))
    client.cookies["zone"] = "Asia/Tokyo"

    assert len(queries_of(lambda: client.get(url))) == len(without)
    assert "Cookie" in client.get(url).headers["Vary"]
