"""Pages of trouble: a sentence of what happened, and what to do."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error

from tests.factories.users import make_user
from tests.helpers.client import problems_of
from tests.helpers.page import parse


def check(content: bytes) -> str:
    """The headline, once the page has been found clean."""
    assert problems_of(content.decode(), is_fragment=False) == []
    page = parse(content)
    assert page.xpath("//main//a[@href]")
    return page.findtext(".//h1").strip()


def test_500_needs_no_database():
    # Without the mark, pytest-django refuses every query.
    response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert check(response.content) == "Something broke here"


def test_400_is_a_sentence():
    response = bad_request(RequestFactory().get("/"), SuspiciousOperation())

    assert check(response.content) == "That request made no sense"


@pytest.mark.django_db
def test_403_says_who_can_help(rf):
    request = rf.get("/")
    request.user = make_user("ada")

    response = permission_denied(request, PermissionDenied())

    assert check(response.content) == "Not yours to change"
    assert "manager" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [True, False])
def test_404_tells_nothing_about_what_there_is(as_, signed_in):
    response = as_(make_user("ada") if signed_in else None).get("/no/such/page/")

    assert response.status_code == 404
    assert check(response.content) == "Nothing at this address"


@pytest.mark.django_db
def test_405_is_a_page_since_its_address_stands_in_the_browser(as_):
    """Where an answer to a POST is a page, whoever presses Enter in the address bar comes there."""
    response = as_(make_user("ada")).get("/search/act/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert check(response.content) == "Nothing to be opened here"


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ada"})

    assert response.status_code == 403
    assert check(response.content) == "This page is out of date"


def test_429_says_that_it_passes():
    assert check(render_to_string("429.html").encode()) == "Too many tries"
