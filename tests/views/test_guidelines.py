"""Guidelines: read by members, written by managers, with pictures that are theirs alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.actions.guidelines import add_image
from annotations.actions.projects import change_project
from annotations.models import GuidelineImage, Project
from tests.actions.conftest import NOW
from tests.helpers.page import parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

PNG = b"\x89PNG\r\n\x1a\n and more"
LADDER = [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404)]
TEXT = "# What counts\n\nSee ![](fig.png)\n\n## In doubt\n\nAsk <b>Ruth</b>."


@pytest.fixture
def image(cast) -> GuidelineImage:
    return add_image(
        project=cast.project, filename="fig.png", data=PNG, alt="A mark", by=cast.manager, at=NOW
    )


@pytest.fixture
def written(cast, image) -> Project:
    return change_project(project=cast.project, guidelines=TEXT, by=cast.manager)


def of(name, cast, *more):
    return reverse(name, args=[cast.project.pk, *more])


@pytest.mark.parametrize("name", ["manager", "owner", "reader"])
def test_members_read_them_with_contents_and_pictures(cast, as_, image, written, name):
    page = parse(as_(getattr(cast, name)).get(of("guidelines-detail", cast)).content)

    assert page.xpath("//nav[@class='contents']//a/@href") == ["#section-1", "#section-2"]
    assert page.xpath("//*[@class='reading guidelines']//img/@src") == [
        of("guideline-image", cast, image.pk)
    ]
    assert "Ask <b>Ruth</b>." in words_of(page.xpath("//main")[0])
    assert bool(page.xpath("//a[@href=$at]", at=of("guidelines-update", cast))) is (
        name == "manager"
    )


def test_the_projects_page_and_the_annotating_page_lead_there(cast, as_, written):
    client = as_(cast.owner)
    address = of("guidelines-detail", cast)

    for name, pk in [("project-detail", cast.project.pk), ("workbench", cast.project_article.pk)]:
        page = parse(client.get(reverse(name, args=[pk])).content)
        assert page.xpath("//a[@href=$at]", at=address), name


def test_where_there_are_none_it_says_what_to_do(cast, as_):
    address = of("guidelines-detail", cast)

    assert b"Write guidelines" in as_(cast.manager).get(address).content
    assert b"have written none yet" in as_(cast.owner).get(address).content


def test_a_manager_writes_them(cast, as_):
    address = of("guidelines-update", cast)
    client = as_(cast.manager)

    response = client.post(address, {"guidelines": "# Rules"})

    assert response["Location"] == of("guidelines-detail", cast)
    assert Project.objects.get(pk=cast.project.pk).guidelines == "# Rules"
    assert "# Rules" in client.get(address).content.decode()


def test_a_preview_saves_nothing_and_a_swap_equals_a_fresh_page(cast, as_, image):
    client = as_(cast.manager)
    sent = {"guidelines": TEXT + " ![](gone.png)"}
    page = parse(client.get(of("guidelines-update", cast)).content)

    fresh = parse(client.post(of("guidelines-preview", cast), sent).content)
    fragment = client.post(of("guidelines-preview", cast), sent, htmx=True).content
    update_page(page, fragment, "preview")

    shown = [words_of(one.xpath("//*[@id='preview']")[0]) for one in (page, fresh)]
    assert shown[0] == shown[1]
    assert "There is no image “gone.png” here." in shown[0]
    assert Project.objects.get(pk=cast.project.pk).guidelines == ""


def test_more_than_a_book_is_refused(cast, as_):
    sent = {"guidelines": "x" * 400_001}

    for name in ("guidelines-update", "guidelines-preview"):
        response = as_(cast.manager).post(of(name, cast), sent)
        assert response.status_code == 422


def test_a_manager_uploads_an_image_removes_it_and_undoes_that(cast, as_):
    client = as_(cast.manager)
    file = SimpleUploadedFile("Fig 1.png", PNG)

    added = client.post(
        of("guideline-image-create", cast), {"file": file, "alt": "A mark"}, follow=True
    )
    image = GuidelineImage.objects.get()
    assert "![](Fig-1.png)" in parse(added.content).xpath("//*[@id='messages']//code/text()")

    removed = client.post(of("guideline-image-remove", cast, image.pk), follow=True)
    page = parse(removed.content)
    [undo] = page.xpath("//*[@id='messages']//button[text()='Undo']")
    [form] = page.xpath("//form[@id=$id]", id=undo.get("form"))
    assert not GuidelineImage.objects.standing().exists()
    client.post(form.get("action"))
    assert GuidelineImage.objects.standing().exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"alt": "A mark"}, "Choose a file first."),
        ({"file": (b"<svg/>", "a.svg"), "alt": "A mark"}, "This is no picture"),
        ({"file": (PNG, "a.png"), "alt": ""}, "This field is required."),
    ],
)
def test_an_image_that_cannot_be_taken_says_why(cast, as_, sent, sentence):
    if "file" in sent:
        data, name = sent["file"]
        sent = sent | {"file": SimpleUploadedFile(name, data)}

    response = as_(cast.manager).post(of("guideline-image-create", cast), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_an_image_is_sent_as_what_it_is_and_runs_nothing(cast, as_, image):
    response = as_(cast.reader).get(of("guideline-image", cast, image.pk))

    assert response.content == PNG
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"].startswith("private")


def test_earlier_wordings_can_be_read_with_what_changed(cast, as_, written):
    change_project(project=written, guidelines=TEXT.replace("Ask", "Always ask"), by=cast.manager)
    client = as_(cast.reader)

    listed = parse(client.get(of("guidelines-versions", cast)).content)
    newest, first = listed.xpath("//main//a[@class='title']/@href")
    changed = parse(client.get(newest).content)

    assert "Manager" in words_of(listed.xpath("//main")[0])
    assert changed.xpath("//*[@id='difference']//ins/text()") == ["Always ask"]
    assert not parse(client.get(first).content).xpath("//*[@id='difference']")


@pytest.mark.parametrize(("name", "status"), LADDER)
def test_only_managers_write(cast, as_, image, name, status):
    client = as_(getattr(cast, name))
    for address in [
        of("guidelines-update", cast),
        of("guidelines-preview", cast),
        of("guideline-image-create", cast),
        of("guideline-image-remove", cast, image.pk),
        of("guideline-image-put-back", cast, image.pk),
    ]:
        assert client.post(address).status_code == status, address
    assert client.get(of("guidelines-update", cast)).status_code == status


def test_strangers_read_nothing_and_nobody_is_sent_to_sign_in(cast, as_, image, written):
    version = Project.pgh_event_model.objects.latest("pgh_id").pgh_id
    for address in [
        of("guidelines-detail", cast),
        of("guidelines-versions", cast),
        of("guidelines-version", cast, version),
        of("guideline-image", cast, image.pk),
    ]:
        assert as_(cast.stranger).get(address).status_code == 404, address
        assert "login" in as_(None).get(address)["Location"], address
        assert as_(cast.owner).post(address).status_code == 405, address


def test_as_many_queries_with_many_images_and_versions_as_with_one(cast, as_, image, written):
    client = as_(cast.manager)
    pages = [
        of(name, cast) for name in ("guidelines-detail", "guidelines-update", "guidelines-versions")
    ]
    few = [queries_of(lambda page=page: client.get(page)) for page in pages]
    for n in range(8):
        add_image(
            project=cast.project, filename=f"{n}.png", data=PNG, alt="x", by=cast.manager, at=NOW
        )
        change_project(project=written, guidelines=f"{TEXT} {n} ![]({n}.png)", by=cast.manager)

    for page, before in zip(pages, few, strict=True):
        assert_same_count(before, queries_of(lambda page=page: client.get(page)), at_most=8)
