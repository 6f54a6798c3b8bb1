"""A manager switches suggestions off for a project, and on again."""

import pytest
from playwright.sync_api import expect

from annotations.actions.switching import switch_suggestions
from annotations.models import Decision, Project, Role, Suggestion
from tests.browser.suggested import NOW, open_suggested
from tests.factories.projects import join
from tests.factories.users import make_user
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bench(transactional_db, visit):
    return open_suggested(visit)


@pytest.fixture
def manager(bench):
    manager = make_user("manager")
    join(bench.project_article.project, manager, Role.MANAGER)
    return manager


def open_anew(bench) -> None:
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")


def test_a_manager_switches_them_off_and_on_again(bench, visit, manager):
    shown = len(bench.open())
    page = visit(f"/projects/{bench.project_article.project_id}/edit/", manager)

    page.get_by_role("button", name="Switch suggestions off").click()
    expect(page.get_by_text("Suggestions are off. What was made is kept")).to_be_visible()
    open_anew(bench)
    expect(bench.page.locator(".suggestion, #text .suggested")).to_have_count(0)

    page.get_by_role("button", name="Switch suggestions on").click()
    expect(page.get_by_text("Suggestions are on.")).to_be_visible()
    open_anew(bench)
    expect(bench.page.locator(".suggestion")).to_have_count(shown)


def test_their_keys_do_nothing_and_are_not_in_the_line(bench, manager):
    project = Project.objects.get()
    switch_suggestions(project=project, is_on=False, by=manager, at=NOW)
    open_anew(bench)

    bench.press(";", "x", "a", "Backspace", ":")
    bench.settle()

    expect(bench.page.locator("dialog[open]")).to_have_count(0)
    expect(bench.page.locator("#keys")).not_to_contain_text("suggestion")
    bench.press("?")
    sheet = bench.page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("At an annotation")
    expect(sheet).not_to_contain_text("uggestion")
    bench.press("Escape")
    # Everything else works as ever.
    bench.select("The quay was empty")
    bench.press("d")
    bench.saved()
    assert not Decision.objects.exists()
    assert Suggestion.objects.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("is_on", [True, False])
def test_it_shuts_nobody_out(bench, visit, manager, is_on, scheme, width):
    project = Project.objects.get()
    switch_suggestions(project=project, is_on=is_on, by=manager, at=NOW)
    options = {"width": width, "color_scheme": scheme, "reduced_motion": "reduce"}
    page = visit(f"/projects/{project.pk}/edit/", manager, **options)

    for rest in ("edit/", "suggestions/", ""):
        page.goto(f"/projects/{project.pk}/{rest}")
        assert violations_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
