"""What the admin's forms do: each write is an action, and a refusal is a sentence in the form."""

import pytest
from django.urls import reverse

from annotations.models import (
    Actor,
    Affiliation,
    Article,
    Codebook,
    Membership,
    Project,
    Role,
    Source,
    Tag,
    User,
)
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article, make_source
from tests.factories.projects import make_codebook, make_tag

SOURCE = {"name": "Lantern Wire", "kind": "agency", "country": "ie", "language": "en"}


def inline(prefix, rows, initial):
    """The fields of an inline; each row is a dict of them."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def errors_of(response):
    assert response.status_code == 200
    return response.context["errors"]


def add(name):
    return reverse(f"admin:annotations_{name}_add")


def change(row):
    return reverse(f"admin:annotations_{row._meta.model_name}_change", args=[row.pk])


def remove(row):
    return reverse(f"admin:annotations_{row._meta.model_name}_delete", args=[row.pk])


def test_a_source_is_made_changed_and_deleted_in_the_name_of_the_admin(as_, staff, by_history):
    client = as_(staff)

    client.post(add("source"), SOURCE)
    source = Source.objects.get()
    client.post(change(source), SOURCE | {"name": "Lantern  News"})
    source.refresh_from_db()
    named = source.name
    client.post(remove(source), {"post": "yes"})

    assert (named, source.country) == ("Lantern News", "IE")
    assert not Source.objects.exists()
    who = str(staff.pk)
    assert by_history("Source") == [("insert", who), ("update", who), ("delete", who)]


def test_what_an_action_refuses_is_a_sentence_at_its_field_and_nothing_is_lost(as_, staff):
    response = as_(staff).post(add("source"), SOURCE | {"country": "7!", "notes": "Seen in March"})

    assert "A country is a code of two letters" in str(errors_of(response))
    assert "Seen in March" in response.content.decode()
    assert not Source.objects.exists()


def test_a_source_with_articles_is_not_deleted(as_, staff):
    source = make_source()
    make_article(source=source)

    response = as_(staff).post(remove(source), {"post": "yes"}, follow=True)

    assert response.status_code == 200
    assert Source.objects.exists()


def test_several_sources_are_marked_as_reviewed(as_, staff):
    waiting = [make_source(is_reviewed=False) for _ in range(2)]

    response = as_(staff).post(
        reverse("admin:annotations_source_changelist"),
        {"action": "mark_reviewed", "_selected_action": [row.pk for row in waiting]},
        follow=True,
    )

    assert "2 sources are marked as reviewed." in response.content.decode()
    assert not Source.objects.filter(is_reviewed=False).exists()


def test_a_person_is_made_with_posts_that_follow_one_another(as_, staff):
    ministry = make_actor("Ministry", "organisation")
    posts = inline(
        "affiliations",
        [
            {"post": "Deputy", "organisation": ministry.pk, "valid_until": "2026-03-15"},
            {"post": "Minister", "organisation": ministry.pk, "valid_from": "2026-03-15"},
        ],
        0,
    )

    as_(staff).post(add("actor"), {"name": "Edda Marrin", "kind": "person"} | posts)

    person = Actor.objects.get(name="Edda Marrin")
    held = [(post.post, str(post.valid.lower)) for post in person.affiliations.in_order()]
    assert held == [("Minister", "2026-03-15"), ("Deputy", "None")]


def test_a_post_that_overlaps_itself_is_refused_and_the_person_stays_as_typed(as_, staff):
    posts = inline("affiliations", [{"post": "Deputy"}, {"post": "Deputy"}], 0)

    response = as_(staff).post(add("actor"), {"name": "Edda Marrin", "kind": "person"} | posts)

    assert "already held this post" in str(errors_of(response))
    assert not Actor.objects.exists()


def test_a_post_is_changed_and_another_deleted(as_, staff):
    person = make_actor()
    one, two = make_affiliation(person, "Deputy"), make_affiliation(person, "Envoy")
    rows = [
        {"id": one.pk, "person": person.pk, "post": "Minister", "valid_from": "2026-03-15"},
        {"id": two.pk, "person": person.pk, "post": "Envoy", "DELETE": "on"},
    ]

    as_(staff).post(
        change(person),
        {"name": "Ada Quill", "kind": "person"} | inline("affiliations", rows, 2),
    )

    post = Affiliation.objects.get()
    assert (post.post, str(post.valid.lower)) == ("Minister", "2026-03-15")


def test_an_organisation_is_sought_among_those_that_can_be_one(as_, staff):
    make_actor("Harbour, Ann")
    make_actor("Harbour Board", "organisation")

    found = as_(staff).get(
        reverse("admin:autocomplete"),
        {
            "app_label": "annotations",
            "model_name": "affiliation",
            "field_name": "organisation",
            "term": "harb",
        },
    )

    assert [row["text"] for row in found.json()["results"]] == ["Harbour Board"]


def test_staff_finds_members_by_name(as_, staff, cast):
    found = as_(staff).get(
        reverse("admin:autocomplete"),
        {
            "app_label": "annotations",
            "model_name": "membership",
            "field_name": "user",
            "term": "cura",
        },
    )

    assert [row["text"] for row in found.json()["results"]] == ["Curator"]


def test_a_project_is_made_with_its_members(as_, staff, cast, by_history):
    rows = [{"user": cast.owner.pk, "role": "manager"}, {"user": cast.second.pk, "role": "reader"}]

    as_(staff).post(
        add("project"),
        {"name": "Straits", "codebook": make_codebook().pk} | inline("memberships", rows, 0),
    )

    project = Project.objects.get(name="Straits")
    roles = {member.user: member.role for member in project.memberships.all()}
    assert roles == {cast.owner: Role.MANAGER, cast.second: Role.READER}
    assert by_history("Project")[-1] == ("insert", str(staff.pk))


def members(project, change_of):
    """All members as the form shows them, with some fields changed, by user name."""
    rows = [
        {"id": m.pk, "project": project.pk, "user": m.user_id, "role": m.role}
        | change_of.get(m.user.username, {})
        for m in project.memberships.select_related("user").order_by("pk")
    ]
    facts = {"name": project.name, "codebook": project.codebook_id}
    return facts | inline("memberships", rows, len(rows))


def test_the_last_manager_stays(as_, staff, cast):
    response = as_(staff).post(
        change(cast.project), members(cast.project, {"manager": {"DELETE": "on"}})
    )

    assert "A project needs a manager" in str(errors_of(response))
    assert Membership.objects.filter(user=cast.manager).exists()


def test_a_manager_hands_over_in_one_step(as_, staff, cast):
    as_(staff).post(
        change(cast.project),
        members(cast.project, {"manager": {"DELETE": "on"}, "owner": {"role": "manager"}}),
    )

    assert Membership.objects.get(role=Role.MANAGER).user == cast.owner


def test_a_member_makes_room_for_another_person(as_, staff, cast):
    as_(staff).post(
        change(cast.project), members(cast.project, {"reader": {"user": cast.stranger.pk}})
    )

    assert Membership.objects.get(role=Role.READER).user == cast.stranger


def test_an_account_is_made_with_a_password(as_, cast):
    as_(cast.admin).post(
        add("user"),
        {"username": "quill", "name": "Ada Quill", "new_password": "three quiet harbours"},
    )

    user = User.objects.get(username="quill")
    assert user.check_password("three quiet harbours")
    assert user.is_active
    assert not user.is_staff


def test_a_weak_password_is_refused_at_its_field(as_, cast):
    response = as_(cast.admin).post(add("user"), {"username": "quill", "new_password": "demo"})

    assert "too short" in str(errors_of(response))
    assert "new_password" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="quill").exists()


def test_an_account_is_switched_off_and_gets_a_new_password(as_, cast):
    as_(cast.admin).post(
        change(cast.owner),
        {"username": "owner", "name": "Owner", "new_password": "three quiet harbours"},
    )

    cast.owner.refresh_from_db()
    assert not cast.owner.is_active
    assert cast.owner.check_password("three quiet harbours")


def test_an_account_keeps_its_password_where_none_is_typed(as_, cast):
    before = cast.owner.password

    as_(cast.admin).post(
        change(cast.owner), {"username": "owner", "name": "The owner", "is_active": "on"}
    )

    cast.owner.refresh_from_db()
    assert (cast.owner.name, cast.owner.password) == ("The owner", before)


def test_the_last_superuser_cannot_be_locked_out(as_, cast):
    response = as_(cast.admin).post(
        change(cast.admin), {"username": "admin", "name": "Admin", "is_staff": "on"}
    )

    assert "Somebody has to be left" in str(errors_of(response))
    cast.admin.refresh_from_db()
    assert cast.admin.is_active
    assert cast.admin.is_superuser


def test_staff_cannot_make_itself_a_superuser(as_, staff):
    response = as_(staff).post(
        change(staff), {"username": "staff", "is_superuser": "on", "is_active": "on"}
    )

    assert response.status_code == 403
    staff.refresh_from_db()
    assert not staff.is_superuser


def test_an_article_is_corrected_and_its_text_is_not_touched(as_, staff, by_history):
    article = make_article(published_on="2026-03-03")
    source = make_source("Quayside Post")
    text = article.revisions.get().text

    response = as_(staff).post(
        change(article),
        {
            "title": "Envoys meet",
            "byline": "Oonagh  Pell",
            "published_on": "2026-03-04",
            "language": "EN",
            "source": source.pk,
        },
    )

    assert response.status_code == 302, errors_of(response)
    article = Article.objects.get()
    assert (article.title, article.byline, article.language, article.source) == (
        "Envoys meet",
        "Oonagh Pell",
        "en",
        source,
    )
    assert article.revisions.get().text == text
    assert by_history("Article")[-1] == ("update", str(staff.pk))


@pytest.mark.parametrize("at", ["add", "delete"])
def test_articles_are_neither_made_nor_deleted_here(as_, cast, at):
    article = make_article()

    response = as_(cast.admin).post(add("article") if at == "add" else remove(article), {"post": 1})

    assert response.status_code == 403


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
