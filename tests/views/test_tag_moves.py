import pytest
from django.urls import reverse

from annotations.models import SpanTag, Tag, TagMove
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_codebook, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def borne(cast, tag, other_tag):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides", tag)
    make_passage(coding, "shared work", tag, other_tag)
    return coding


def of(name, cast, *more):
    return reverse(name, args=[cast.project.codebook_id, *more])


def test_a_merge_is_looked_at_done_and_undone(cast, as_, tag, other_tag, borne):
    client = as_(cast.manager)
    address = of("tag-merge", cast, tag.pk)
    first = parse(client.get(address).content)
    seen = client.get(f"{address}?other={other_tag.pk}").content.decode()

    response = client.post(address, {"other": other_tag.pk}, follow=True)

    assert "2 passages" in words_of(first)
    assert not first.xpath("//main//form[@method='post']")
    assert "1 of them bears both, and keeps one." in seen
    assert "2 annotations or articles that bore “Appeal” bear “Threat” now." in (
        response.content.decode()
    )
    assert SpanTag.objects.filter(tag=other_tag).count() == 2
    move = TagMove.objects.get()
    undone = client.post(of("tag-move-undo", cast, move.pk), follow=True).content.decode()
    assert "It is as it was before." in undone
    assert SpanTag.objects.filter(tag=tag).count() == 2
    again = client.post(of("tag-move-undo", cast, move.pk), follow=True).content.decode()
    assert "This has been undone already." in again


def test_a_split_is_looked_at_and_done(cast, as_, tag, borne):
    client = as_(cast.manager)
    address = of("tag-split", cast, tag.pk)
    seen = parse(client.get(f"{address}?words=shared").content)

    client.post(address, {"words": "shared", "name": "Plea"})

    assert "1 of 2 gets another tag" in words_of(seen)
    assert SpanTag.objects.filter(tag__name="Plea").count() == 1


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("tag-merge", {"other": "foreign"}, "Choose another tag of this codebook."),
        ("tag-merge", {"other": "own"}, "Choose another tag of this codebook."),
        ("tag-split", {}, "Choose a tag, or name a new one."),
        ("tag-split", {"to": "other", "name": "Plea"}, "Choose a tag, or name a new one."),
        (
            "tag-split",
            {"name": "Plea", "words": "zzz"},
            "Nothing that bears this tag is like that.",
        ),
    ],
)
def test_what_cannot_be_done_is_explained(cast, as_, tag, other_tag, borne, name, sent, sentence):
    rows = {
        "foreign": make_tag(make_codebook("Another"), "Foreign").pk,
        "own": tag.pk,
        "other": other_tag.pk,
    }
    sent = {field: rows.get(value, value) for field, value in sent.items()}

    response = as_(cast.manager).post(of(name, cast, tag.pk), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not TagMove.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404), (None, 302)],
)
@pytest.mark.parametrize("name", ["tag-merge", "tag-split", "tag-move-undo"])
def test_nobody_else_moves_anything(cast, as_, tag, name, who, status):
    client = as_(getattr(cast, who) if who else None)
    address = of(name, cast, tag.pk)

    assert client.post(address, {"name": "x"}).status_code == status
    if name == "tag-move-undo":
        assert as_(cast.manager).get(address).status_code == 405
    else:
        assert client.get(address).status_code == status


def test_another_name_says_on_how_many_it_is_read(cast, as_, tag, borne):
    sent = {"name": "Plea", "colour": "teal"}

    response = as_(cast.manager).post(of("tag-update", cast, tag.pk), sent, follow=True)

    assert "“Appeal” is called “Plea” now, on 2 annotations and articles." in (
        response.content.decode()
    )


def test_a_look_costs_as_much_for_many_rows_as_for_few(cast, as_, tag, other_tag, borne):
    client = as_(cast.manager)
    pages = [
        f"{of('tag-merge', cast, tag.pk)}?other={other_tag.pk}",
        f"{of('tag-split', cast, tag.pk)}?words=shared",
    ]
    few = queries_of(lambda: [client.get(page) for page in pages])
    for number in range(10):
        make_passage(borne, "shared", tag, other_tag)
        Tag.objects.create(codebook=tag.codebook, name=f"Tag {number}", key=f"tag-{number}")

    assert_same_count(few, queries_of(lambda: [client.get(page) for page in pages]), at_most=32)
