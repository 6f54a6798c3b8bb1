"""No page shuts anybody out: axe on each, light and dark, wide and on a phone."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from annotations.actions.decisions import reject
from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.imports import start_import
from annotations.actions.rulings import merge_unanimous, nothing_here
from annotations.exchange.demo import load_demo
from annotations.exchange.imports import keep_upload, read_import
from annotations.exchange.register.importing import start
from annotations.exchange.starter import install_starter
from annotations.models import (
    Actor,
    Attribution,
    Draft,
    Link,
    Polling,
    Project,
    ProjectArticle,
    Source,
    Suggestion,
    User,
)
from annotations.models.adjudications import adjudication_of
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_passage
from tests.factories.articles import make_source
from tests.factories.feeds import make_feed, make_item
from tests.helpers.axe import violations_of
from tests.helpers.register_files import kept, planned
from tests.views.test_looks import make_watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1400, "height": 900}
PASTED = (
    "Envoys return to the quay\n\nBy Ines Duarte\n\n" + "They said little and left early. " * 20
)


def complaints(page: Page) -> list[str]:
    """What is wrong with the page as it is: wide and light, and on a phone in the dark."""
    found = [f"light: {each}" for each in violations_of(page)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    found += [f"dark: {each}" for each in violations_of(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("phone: wider than the window")
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found


@pytest.fixture
def walk(visit: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """`walk(user, {name: address})` looks at each page, and at its end says all that is wrong."""
    wrong: dict[str, list[str]] = {}

    def walk(user: User | None, addresses: dict[str, str], quiet: bool = True) -> Page:
        page = visit("/", user, **WIDE, quiet=quiet, reduced_motion="reduce")
        for name, address in addresses.items():
            page.goto(address)
            if found := complaints(page):
                wrong[name] = found
        return page

    yield walk
    assert wrong == {}


@pytest.fixture
def demo(transactional_db: None) -> Project:
    load_demo(at=timezone.now())
    return Project.objects.get()


def of(name: str, row: object) -> str:
    return reverse(name, args=[row.pk])


def test_the_pages_of_members_and_admins(walk, demo):
    analyst, curator, admin = (
        User.objects.get(username=name) for name in ("analyst", "curator", "admin")
    )
    said = Actor.objects.filter(kind="person", attributions__isnull=False).first()
    article = ProjectArticle.objects.filter(codings__analyst=analyst).first()
    suggested = Suggestion.objects.filter(attribution__coding__project_article=article).first()
    number = suggested.attribution.number
    tag = [demo.codebook_id, demo.codebook.tags.first().pk]
    link = Link.objects.get()
    denied = Attribution.objects.get(coding=link.other_coding, number=link.other_number)
    reject(project_article=article, number=number, by=curator, at=timezone.now())
    addresses = {
        "home": "/",
        "projects": reverse("project-list"),
        "project": of("project-detail", demo),
        "codebook": of("codebook-detail", demo),
        "my progress": of("progress-mine", demo),
        "articles": of("article-list", demo),
        "articles, none found": of("article-list", demo) + "?q=nothing",
        "annotation by itself": of("workbench", article) + "annotations/1/",
        "annotations": of("annotation-list", article),
        "statement": of("statement-verify", Attribution.objects.filter(speaker=said).first()),
        "suggestion": of("workbench", article) + f"suggestions/{number}/",
        "why": of("workbench", article) + f"suggestions/{number}/why/",
        "what is left open": of("coding-ask", article),
        "what the machine has read": of("run-detail", demo),
        "people": reverse("actor-list"),
        "person": of("actor-detail", said),
        "history of an annotation": reverse("annotation-trail", args=[article.pk, 1]),
        "organisation": of("actor-detail", Actor.objects.filter(kind="organisation").first()),
        "country": of("actor-detail", Actor.objects.filter(kind="country").first()),
        "who speaks": of("project-balance", demo),
        "who speaks in an outlet": of("source-balance", article.article.source),
        "statement that is denied": of("statement-detail", denied),
        "statement to link": of("link-list", denied),
        "statements of a figure": of("project-balance-statements", demo) + "?by=mode&value=direct",
        "person, edited": of("actor-update", said),
        "post": of("affiliation-create", said),
        "likely the same": reverse("duplicate-actor-list"),
        "whom to merge": of("actor-merge", said),
        "merged": of("actor-merge", said) + f"?other={make_actor('Ada Kwill').pk}",
        "split": of("actor-split", said),
        "sources": reverse("source-list"),
        "source": of("source-detail", Source.objects.first()),
    }

    page = walk(analyst, addresses)

    page.goto(of("intake", demo))
    for words in (PASTED, PASTED.replace("Envoys", "Pilots")):
        page.get_by_label("Text", exact=True).fill(words)
        page.get_by_role("button", name="Look it over").click()
        page.get_by_role("button", name="Keep for later").click()
    draft = Draft.objects.first()
    walk(
        analyst,
        {
            "intake": of("intake", demo),
            "draft": of("draft-detail", draft),
            "bookmark": of("bookmarklet", demo),
        },
    )
    walk(
        curator,
        {
            "articles with analysts": of("article-list", demo),
            "decisions": of("decision-list", article),
            "suggestions": of("run-detail", demo),
            "agreement": of("agreement-detail", demo) + "?machine=on",
            "progress": of("progress-detail", demo),
            "where coders differ": of("difference-list", demo) + "?machine=on",
        },
    )
    walk(
        admin,
        {
            "members": of("member-list", demo),
            "what was done": of("deed-list", demo),
            "assignments": of("assignment-list", demo),
            "filling up": of("assignment-preview", demo) + f"?analyst={analyst.pk}&turn=added",
            "codebooks": reverse("codebook-list"),
            "new codebook": reverse("codebook-create"),
            "versions of a codebook": of("version-list", demo.codebook),
            "version of a codebook": reverse("version-detail", args=[demo.codebook_id, 1]),
            "crosswalks": of("crosswalk-list", demo.codebook),
            "crosswalk": reverse(
                "crosswalk-detail",
                args=[demo.codebook_id, install_starter(which="events", by=None).pk],
            ),
            "files of a codebook": of("codebook-files", demo.codebook),
            "codebook, edited": of("codebook-tree", demo.codebook),
            "tag, merged": reverse("tag-merge", args=tag),
            "tag, split": reverse("tag-split", args=tag),
            "tag": reverse("tag-update", args=tag),
            "project, edited": of("project-update", demo),
            "guidelines": of("guidelines-detail", demo),
            "guidelines, edited": of("guidelines-update", demo),
            "guidelines, versions": of("guidelines-versions", demo),
            "articles to add": of("article-add", demo),
            "new project": reverse("project-create"),
            "no feeds": reverse("feed-list"),
            "no failed looks": reverse("look-list"),
            "queue": reverse("queue-detail"),
        },
    )


def test_feeds_well_and_failing(walk, cast):
    well, failing = make_feed(cast.project), make_feed(cast.project)
    now = timezone.now()
    Polling.objects.filter(feed=well).update(polled_at=now, newest_at=now, found=3)
    failure = {"of": "fetching", "code": "missing", "params": {"host": "quay.test", "status": 404}}
    Polling.objects.filter(feed=failing).update(polled_at=now, failures=2, failure=failure)
    for _ in range(3):
        make_item(well, found_at=now)
    make_item(failing, found_at=now, state="failed", failure=failure, title="Gone")
    make_watch()

    walk(
        cast.admin,
        {
            "feeds": reverse("feed-list"),
            "failed looks": reverse("look-list"),
            "feed": of("feed-detail", well),
            "failing feed": of("feed-detail", failing),
            "finding feeds": of("feed-find", well.source),
        },
    )


def admin_addresses() -> dict[str, str]:
    """Every page of every model that the admin keeps; of a model with kinds, a form of each kind."""
    addresses = {"index": reverse("admin:index")}
    for model, keeper in admin.site._registry.items():
        name = model._meta.model_name
        page = f"admin:annotations_{name}_"
        addresses[f"{name}, list"] = reverse(f"{page}changelist")
        if keeper.search_fields:
            addresses[f"{name}, none found"] = reverse(f"{page}changelist") + "?q=nothing"
        addresses[f"{name}, new"] = reverse(f"{page}add")
        for kind, row in {getattr(row, "kind", ""): row for row in model.objects.all()}.items():
            addresses[f"{name}, {kind}"] = of(f"{page}change", row)
        addresses[f"{name}, history"] = of(f"{page}history", row)
        addresses[f"{name}, deletion"] = of(f"{page}delete", row)
    return addresses


def test_every_page_of_the_admin(walk, demo):
    keeper = User.objects.get(username="admin")
    addresses = admin_addresses()
    addresses["source, free to go"] = of("admin:annotations_source_delete", make_source())
    forbidden = {"article, new", "article, deletion", "user, deletion"}

    assert forbidden < addresses.keys()
    page = walk(keeper, {name: each for name, each in addresses.items() if name not in forbidden})

    wrong = {}
    for name in [name for name in addresses if name.endswith(", new") and name not in forbidden]:
        page.goto(addresses[name])
        page.locator("main form").first.evaluate("form => form.noValidate = true")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".errornote")).to_be_visible()
        wrong[f"{name}, refused"] = complaints(page)
    page.goto(addresses["actor, person"])
    page.get_by_role("combobox", name="Organisation").last.click()
    expect(page.get_by_role("listbox", name="Organisation")).to_be_visible()
    wrong["organisation, sought"] = complaints(page)

    assert {name: found for name, found in wrong.items() if found} == {}


def test_the_pages_of_an_import(walk, cast):
    table = (
        "title,text,date\nRound 1,They said little and left early.,2026-03-18\n"
        "Round 2,They said nothing at all and left.,soon\n"
    )
    waiting, begun = (
        keep_upload(
            SimpleUploadedFile("Lists.csv", table.encode()),
            project=cast.project,
            by=cast.owner,
            at=timezone.now(),
        )
        for _ in range(2)
    )
    start_import(upload=begun, by=cast.owner, at=timezone.now(), meanings={}, source_name="Herald")
    of_import = {"look": of("import-detail", waiting), "running": of("import-detail", begun)}
    walk(cast.owner, {"imports": of("import-list", cast.project)} | of_import)

    read_import(upload=begun.pk, at=timezone.now())
    walk(
        cast.owner,
        {"refused": of_import["running"], "new": of_import["running"] + "?show=created"},
    )


def test_the_pages_of_the_registers_files(walk, cast):
    quill = make_actor("Ada Quill", description="Consul")
    table = (
        f"id,kind,name,description,age\n{quill.pk},person,Ada Quill,Envoy,40\n"
        ",organisation,Coast Guard,,\n,robot,Nobody,,\n"
    )
    files = {"files, none so far": reverse("register-files")}
    walk(cast.owner, files)
    waiting, other = planned(table, cast.owner), kept(table, cast.owner)
    plan = of("register-import-detail", waiting)
    addresses = {
        "files": reverse("register-files"),
        "new": f"{plan}?show=create",
        "changed": f"{plan}?show=change",
        "refused": f"{plan}?show=refused",
        "being planned": of("register-import-detail", other),
    }
    walk(cast.owner, addresses)

    start(waiting, by=cast.owner, at=timezone.now())
    walk(cast.owner, {"applied": plan})


def test_the_pages_of_adjudication(walk, cast):
    row = cast.project_article
    for coding, stance in zip(
        make_done(row, cast.owner, cast.second), ("critical", "neutral"), strict=True
    ):
        make_passage(coding, "Envoys meet again")
        make_attribution(coding, "shared work", stance=stance)
    make_passage(coding, "Nobody knows")
    deciding = {"project_article": row, "by": cast.curator, "at": timezone.now()}
    before = {"not begun": of("adjudication-detail", row)}
    walk(cast.curator, before)

    begin_adjudication(**deciding)
    merge_unanimous(**deciding)
    places = [one.key for one in adjudication_of(row.pk).matters]
    nothing_here(**deciding, place=places[1])
    walk(
        cast.curator,
        {
            "in work": of("adjudication-detail", row),
            "edited": reverse("ruling-edit", args=[row.pk, places[1]]),
            "history": reverse("ruling-list", args=[row.pk, places[1]]),
            "queue": of("adjudication-list", cast.project),
        },
    )
    nothing_here(**deciding, place=places[2])
    finish_adjudication(**deciding)
    walk(
        cast.manager,
        {
            "agreed": before["not begun"],
            "reasons": of("reason-list", cast.project),
            "feedback": of("feedback-list", cast.project) + f"?coder={cast.owner.pk}",
        },
    )


def test_pages_that_say_no(walk, cast):
    addresses = {
        "404": "/articles/none/",
        "403": of("intake", cast.project),
        "no projects": "/projects/",
    }

    walk(cast.reader, addresses, quiet=False)
    walk(cast.stranger, {"home of a stranger": "/"})


def test_the_annotating_page_in_each_of_its_states(visit, demo):
    analyst = User.objects.get(username="analyst")
    rows = ProjectArticle.objects.filter(codings__analyst=analyst, codings__state="open")
    full = rows.filter(article__language="en").order_by("-codings__annotation_count").first()
    arabic = rows.get(article__language="ar")
    empty = ProjectArticle.objects.exclude(codings__analyst=analyst).first()
    page = visit(of("workbench", empty), analyst, **WIDE, reduced_motion="reduce")
    wrong = {"empty": complaints(opened(page))}

    page.goto(of("workbench", arabic))
    wrong["from right to left"] = complaints(opened(page))
    page.goto(of("workbench", full))
    wrong["annotated"] = complaints(opened(page))
    page.keyboard.press("?")
    expect(page.locator("#keys-sheet")).to_be_visible()
    wrong["keys"] = complaints(page)
    page.keyboard.press("Escape")
    page.keyboard.press(";")
    page.keyboard.press(":")
    expect(page.locator(".card-why")).to_contain_text("in 100")
    wrong["at a suggestion, and why"] = complaints(page)
    page.locator("#suggestions-menu summary").click()
    wrong["how many suggestions"] = complaints(page)
    page.get_by_role("link", name="Last decisions").click()
    expect(page.locator("#decisions-sheet")).to_be_visible()
    wrong["last decisions"] = complaints(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".card.attribution .card-words").first.click()
    page.keyboard.press("e")
    page.wait_for_selector("#annotation-form")
    wrong["pop-up"] = complaints(page)
    page.get_by_role("combobox", name="Who says it?").fill("Ne")
    expect(page.get_by_role("option", name="as person")).to_be_visible()
    wrong["pop-up with a list"] = complaints(page)

    assert {name: found for name, found in wrong.items() if found} == {}


def opened(page: Page) -> Page:
    page.wait_for_selector("#workbench[data-ready]")
    return page
