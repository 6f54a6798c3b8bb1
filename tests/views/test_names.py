import pytest
from django.urls import reverse

from annotations.models import ActorName
from tests.factories.actors import make_actor, make_name
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def native(quill):
    return make_name(quill, "Ада Квилл", "native", "ru")


def of(name, *keys):
    return reverse(name, args=[key.pk for key in keys])


def test_a_name_is_added_and_listed_where_the_person_is_edited(cast, as_, quill):
    sent = {"name": " Ада  Квилл", "kind": "native", "language": "ru"}

    page = parse(as_(cast.owner).post(of("name-create", quill), sent, follow=True).content)

    row = ActorName.objects.get()
    assert (row.name, row.kind, row.language) == ("Ада Квилл", "native", "ru")
    assert page.xpath("//section[@id='names']//bdi/text()") == ["Ада Квилл"]
    assert page.xpath("//section[@id='names']//bdi/@lang") == ["ru"]


def test_a_name_is_corrected(cast, as_, quill, native):
    client, address = as_(cast.owner), of("name-update", quill, native)
    form = parse(client.get(address).content)

    response = client.post(address, {"name": "Квилл", "kind": "short", "language": ""})

    native.refresh_from_db()
    assert form.xpath("//input[@name='name']/@value") == ["Ада Квилл"]
    assert form.xpath("//select[@name='language']/option[@selected]/text()") == ["Russian"]
    assert response["Location"] == of("actor-update", quill)
    assert (native.name, native.kind, native.language) == ("Квилл", "short", "")


def test_the_script_of_a_language_stays(cast, as_, quill):
    row = make_name(quill, "李文", "native", "zh-hant")

    form = parse(as_(cast.owner).get(of("name-update", quill, row)).content)

    assert form.xpath("//select[@name='language']/option[@selected]/@value") == ["zh-hant"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "", "kind": "full"}, "This field is required."),
        ({"name": "ada quill", "kind": "full"}, "This is the name that is shown already."),
        ({"name": "ада квилл", "kind": "full"}, "This name is there already."),
        ({"name": "A", "kind": "pet"}, "Select a valid choice."),
    ],
)
def test_what_makes_no_name_comes_back(cast, as_, quill, native, sent, sentence):
    response = as_(cast.owner).post(of("name-create", quill), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ActorName.objects.count() == 1


def test_a_name_that_was_taken_away_can_be_put_back(cast, as_, quill, native):
    client = as_(cast.owner)

    page = parse(client.post(of("name-delete", quill, native), follow=True).content)
    form = parse(client.get(page.xpath("//a[text()='Put it back']/@href")[0]).content)

    assert not ActorName.objects.exists()
    assert form.xpath("//input[@name='name']/@value") == ["Ада Квилл"]
    assert form.xpath("//select/option[@selected]/@value") == ["native", "ru"]


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 403), (None, 302)])
def test_those_who_only_read_change_nothing(cast, as_, quill, native, who, status):
    client = as_(getattr(cast, who) if who else None)

    for name, keys in [
        ("name-create", [quill]),
        ("name-update", [quill, native]),
        ("name-delete", [quill, native]),
    ]:
        assert client.post(of(name, *keys), {"name": "X", "kind": "full"}).status_code == status
    assert ActorName.objects.get() == native


def test_a_name_of_somebody_else_is_out_of_reach(cast, as_, native):
    other, client = make_actor("Somebody else"), as_(cast.owner)

    assert client.get(of("name-update", other, native)).status_code == 404
    assert client.post(of("name-delete", other, native)).status_code == 404


def test_a_name_is_not_taken_away_by_looking(cast, as_, quill, native):
    assert as_(cast.owner).get(of("name-delete", quill, native)).status_code == 405


def test_as_many_queries_with_many_names(cast, as_, quill, native):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(of("actor-update", quill)))
    for number in range(9):
        make_name(quill, f"Quill {number}")

    assert_same_count(few, queries_of(lambda: client.get(of("actor-update", quill))), at_most=8)
