"""Codebooks and their tags in the admin."""

from django.urls import reverse

from annotations.models import Codebook, Source, Tag
from tests.factories.projects import make_codebook, make_tag
from tests.helpers.admin import add, change, errors_of, remove

SOURCE = {"name": "Lantern Wire", "kind": "agency", "country": "ie", "language": "en"}


def test_a_codebook_is_made_copied_and_deleted(as_, staff):
    client = as_(staff)
    client.post(add("codebook"), {"name": "Statements"})
    codebook = Codebook.objects.get()
    make_tag(codebook, "Threat", parent=make_tag(codebook, "Act"))

    client.post(reverse("admin:codebook-copy", args=[codebook.pk]))
    copy = Codebook.objects.exclude(pk=codebook.pk).get()
    client.post(remove(codebook), {"post": "yes"})

    assert (copy.name, copy.tags.count()) == ("Statements (copy)", 2)
    assert list(Codebook.objects.all()) == [copy]


def test_the_starter_codebook_is_installed_with_one_press(as_, staff):
    response = as_(staff).post(reverse("admin:codebook-starter"), follow=True)

    assert "Declining to comment" in response.content.decode()
    assert Codebook.objects.get().tags.count() > 20


def test_the_page_of_a_codebook_shows_its_tree(as_, staff):
    codebook = make_codebook()
    act = make_tag(codebook, "Act")
    make_tag(codebook, "Topic")
    make_tag(codebook, "Threat", parent=act, shortcut="h", colour="red")

    page = as_(staff).get(change(codebook)).content.decode()

    assert page.index("Act</a>") < page.index("Threat</a>") < page.index("Topic</a>")
    assert "<kbd>h</kbd>" in page
    assert "c-red" in page
    assert "depth-1" in page


def test_tags_change_places(as_, staff):
    codebook = make_codebook()
    one, two = make_tag(codebook, "One"), make_tag(codebook, "Two")
    client = as_(staff)

    client.post(reverse("admin:codebook-shift", args=[codebook.pk]), {"tag": f"up {two.pk}"})

    assert list(codebook.tags.in_order()) == [two, one]
    for wrong in ["", "up", "sideways x", f"left {one.pk}", f"up {make_tag(make_codebook()).pk}"]:
        address = reverse("admin:codebook-shift", args=[codebook.pk])
        assert client.post(address, {"tag": wrong}).status_code == 404, wrong


TAG = {"name": "Threat", "colour": "red", "shortcut": "h", "definition": "Harm to come"}


def test_a_tag_is_made_below_another_and_leads_back_to_its_codebook(as_, staff):
    codebook = make_codebook()
    act = make_tag(codebook, "Act")

    response = as_(staff).post(add("tag"), TAG | {"codebook": codebook.pk, "parent": act.pk})

    tag = Tag.objects.get(name="Threat")
    assert (tag.key, tag.parent, tag.shortcut) == ("threat", act, "h")
    assert response.url == change(codebook)


def test_a_tag_moves_and_changes(as_, staff):
    codebook = make_codebook()
    act, topic = make_tag(codebook, "Act"), make_tag(codebook, "Topic")
    tag = make_tag(codebook, "Threat", parent=act)

    as_(staff).post(change(tag), TAG | {"key": "threat", "name": "Menace", "parent": topic.pk})

    tag.refresh_from_db()
    assert (tag.name, tag.parent, tag.definition) == ("Menace", topic, "Harm to come")


def test_a_key_of_the_annotating_page_is_refused_at_its_field(as_, staff):
    codebook = make_codebook()

    response = as_(staff).post(
        add("tag"), TAG | {"codebook": codebook.pk, "shortcut": "j", "colour": "teal"}
    )

    assert "cannot be a tag" in str(errors_of(response))
    assert "shortcut" in response.context["adminform"].form.errors
    assert not Tag.objects.exists()


def test_a_tag_cannot_go_below_itself_or_into_another_codebook(as_, staff):
    codebook = make_codebook()
    act = make_tag(codebook, "Act")
    below = make_tag(codebook, "Below", parent=act)
    foreign = make_tag(make_codebook("Another"), "Foreign")
    client = as_(staff)

    for parent in [act, below, foreign]:
        response = client.post(change(act), TAG | {"key": "act", "parent": parent.pk})
        assert errors_of(response), parent

    act.refresh_from_db()
    assert act.parent is None


def test_an_address_with_a_codebook_that_is_none_opens_all_the_same(as_, staff):
    assert as_(staff).get(add("tag") + "?codebook=nonsense").status_code == 200


def test_a_stranger_to_the_admin_cannot_post(as_, cast):
    codebook = cast.project.codebook
    client = as_(cast.manager)

    for address in [
        add("source"),
        reverse("admin:codebook-starter"),
        reverse("admin:codebook-copy", args=[codebook.pk]),
    ]:
        assert client.post(address, SOURCE, follow=True).status_code == 403, address
    assert not Source.objects.filter(name="Lantern Wire").exists()
    assert Codebook.objects.count() == 1


def test_what_only_acts_is_not_to_be_had_by_get(as_, staff):
    address = reverse("admin:codebook-starter")

    assert as_(staff).get(address).status_code == 405
