from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html

from annotations.models import Stance
from annotations.templatetags.ui import icon, stance_glyph, stance_word
from tests.factories.users import make_user


class Form(forms.Form):
    title = forms.CharField(help_text="As it is printed")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, required=False)
    sure = forms.BooleanField(required=False)


def render(template, **context):
    return html.fragment_fromstring(render_to_string(template, context), create_parent=True)


def test_an_icon_is_decoration():
    drawn = html.fragment_fromstring(icon("home"))

    assert drawn.get("aria-hidden") == "true"
    assert drawn[0].get("href").endswith("icons.svg#home")


@pytest.mark.parametrize("value", Stance.values)
def test_a_stance_is_a_glyph_and_a_word(value):
    shown = render("ui/_stance.html", value=value)

    assert shown.xpath(f"//use[contains(@href, '#stance-{value}')]")
    assert shown.text_content().strip() == str(Stance(value).label)


def test_no_stance_shows_nothing():
    assert stance_glyph("nonsense") == stance_word("nonsense") == ""
    assert render("ui/_stance.html", value="").text_content().strip() == ""


def test_a_field_ties_label_help_and_error_to_its_control():
    page = html.fragment_fromstring(str(Form({"title": ""})), create_parent=True)

    (control,) = page.xpath("//input[@name='title']")
    assert page.xpath("//label[@for=$id]", id=control.get("id"))
    assert control.get("aria-invalid") == "true"
    described = control.get("aria-describedby").split()
    assert [
        page.xpath("//*[@id=$id]", id=name)[0].text_content().strip() for name in described
    ] == [
        "As it is printed",
        "This field is required.",
    ]


def test_a_group_of_choices_has_a_legend_and_says_that_it_is_optional():
    page = html.fragment_fromstring(str(Form()), create_parent=True)

    assert page.xpath("//fieldset/legend")[0].text_content() == "Kind (optional)"
    assert page.xpath("//fieldset//label[input]")
    assert page.xpath("//label[contains(@class, 'check')]/input[@name='sure']")


def test_paging_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/articles/", {"q": "strait", "page": "old"})
    page = SimpleNamespace(previous="", next="new")

    shown = html.fragment_fromstring(
        render_to_string("ui/_paging.html", {"page": page}, request=request), create_parent=True
    )

    (link,) = shown.xpath("//a")
    assert link.get("href") == "?q=strait&page=new"


def test_messages_for_htmx_go_into_the_region_that_is_there():
    shown = render("ui/_messages.html", messages=[], oob=True)

    assert shown[0].get("hx-swap-oob") == "innerHTML"
    assert shown[0].get("aria-live") == "polite"


@pytest.mark.django_db
@pytest.mark.parametrize(("staff", "count"), [(False, 0), (True, 1)])
def test_only_staff_finds_the_way_to_the_admin(rf, staff, count):
    request = rf.get("/preferences/")
    request.user = make_user("ada", is_staff=staff)

    page = html.document_fromstring(render_to_string("base.html", request=request))

    assert len(page.xpath("//nav[@id='rail']//a[starts-with(@href, '/admin')]")) == count
    assert page.xpath("//nav[@id='rail']//a[@aria-current='page']/@href") == ["/preferences/"]
