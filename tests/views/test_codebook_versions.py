import pytest
from django.urls import reverse

from annotations.actions.codebook_versions import name_version
from annotations.actions.tags import change_tag
from annotations.models import CodebookVersion, Tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

PAGES = ["version-list", "version-detail"]
ACTS = ["version-name", "version-restore"]


def of(name, cast, *more):
    return reverse(name, args=[cast.project.codebook_id, *more])


@pytest.fixture
def changed(cast, tag, other_tag):
    """Two versions: in the second one, a tag has another name."""
    change_tag(tag=tag, name="Plea", is_required=True, by=cast.manager)


def test_a_version_is_named_compared_and_brought_back(cast, as_, changed):
    client = as_(cast.manager)

    named = client.post(of("version-name", cast), {"name": "Pilot"}, follow=True)
    second = words_of(parse(client.get(of("version-detail", cast, 2)).content))
    first = words_of(parse(client.get(of("version-detail", cast, 1)).content))
    back = client.post(of("version-restore", cast, 1), follow=True)

    assert "Pilot" in named.content.decode()
    assert "“Plea”, name: Appeal → Plea" in second
    assert "“Plea”, required: no → yes" in second
    assert "Bring this version back" not in second
    assert "What it began with" in first
    assert "The tags are as they were in version 1." in back.content.decode()
    assert Tag.objects.filter(name="Appeal").exists()
    assert CodebookVersion.objects.count() == 3


def test_a_version_without_a_name_is_asked_for_one(cast, as_, changed):
    response = as_(cast.manager).post(of("version-name", cast), {"name": " "})

    assert response.status_code == 422


def test_before_any_change_it_says_what_will_happen(cast, as_):
    assert b"No versions yet" in as_(cast.manager).get(of("version-list", cast)).content


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404), (None, 302)],
)
def test_nobody_else_gets_there(cast, as_, changed, who, status):
    client = as_(getattr(cast, who) if who else None)

    for name in PAGES + ACTS:
        address = of(name, cast, *([1] if name in ("version-detail", "version-restore") else []))
        send = client.get if name in PAGES else client.post
        assert send(address, {"name": "Mine"}).status_code == status
        wrong = as_(cast.manager).post if name in PAGES else as_(cast.manager).get
        assert wrong(address).status_code == 405
    assert not CodebookVersion.objects.filter(name="Mine").exists()


def test_the_list_costs_as_much_for_many_as_for_few(cast, as_, tag, changed):
    client = as_(cast.manager)
    few = queries_of(lambda: client.get(of("version-list", cast)))
    for number in range(10):
        change_tag(tag=tag, name=f"Plea {number}", by=cast.manager)
        name_version(codebook=cast.project.codebook, name=f"Name {number}", by=cast.manager)

    many = queries_of(lambda: client.get(of("version-list", cast)))

    assert_same_count(few, many, at_most=8)
