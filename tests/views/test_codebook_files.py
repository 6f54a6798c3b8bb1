import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.models import Tag
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db


def of(name, cast, *more):
    return reverse(name, args=[cast.project.codebook_id, *more])


def table(words="name,short_name\nPlea,appeal\n", name="acts.csv"):
    return {"file": SimpleUploadedFile(name, words.encode())}


def looked(client, cast):
    page = parse(client.post(of("codebook-look", cast), table()).content)
    return page, {"plan": page.xpath("//input[@name='plan']/@value")[0]}


def test_a_file_is_looked_at_and_taken_in(cast, as_, tag):
    client = as_(cast.manager)

    page, plan = looked(client, cast)
    assert page.xpath("//ul[@class='differences']/li/text()") == ["“Plea”, name: Appeal → Plea"]
    assert Tag.objects.get().name == "Appeal"
    response = client.post(of("codebook-take", cast), plan)

    assert response["Location"] == of("codebook-tree", cast)
    assert Tag.objects.get().name == "Plea"


def test_what_was_changed_meanwhile_is_looked_at_again(cast, as_, tag):
    client = as_(cast.manager)
    _, plan = looked(client, cast)
    Tag.objects.update(name="Petition")

    for sent in (plan, {"plan": "forged"}):
        response = client.post(of("codebook-take", cast), sent, follow=True)
        assert "Choose the file once more." in response.content.decode()
    assert Tag.objects.get().name == "Petition"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file first."),
        (table("name,colour\nA,beige\n"), "“A”: colour"),
        (table("nothing", "acts.xlsx"), "cannot be"),
    ],
)
def test_a_file_that_is_none_is_explained(cast, as_, sent, sentence):
    response = as_(cast.manager).post(of("codebook-look", cast), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize("who", ["manager", "owner", "reader"])
def test_members_take_it_out(cast, as_, tag, who):
    client = as_(getattr(cast, who))

    for form, begins in (("csv", b"\xef\xbb\xbfshort_name"), ("xlsx", b"PK"), ("qdc", b"<?xml")):
        response = client.get(of("codebook-file", cast, form))
        assert response.content.startswith(begins)
        assert f"harbour-talks-codebook.{form}" in response["Content-Disposition"]
    assert client.get(of("codebook-file", cast, "doc")).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 403), ("reader", 403), ("stranger", 404), (None, 302)]
)
def test_nobody_else_takes_one_in(cast, as_, tag, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(of("codebook-files", cast)).status_code == status
    for name in ("codebook-look", "codebook-take"):
        assert client.post(of(name, cast), table()).status_code == status
        assert as_(cast.manager).get(of(name, cast)).status_code == 405
    if who in ("stranger", None):
        assert client.get(of("codebook-file", cast, "csv")).status_code == status
