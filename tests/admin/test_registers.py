"""Sources, actors and articles in the admin: each write is an action, a refusal a sentence."""

import pytest
from django.urls import reverse

from annotations.models import Actor, Affiliation, Article, Source
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article, make_source
from tests.helpers.admin import add, change, errors_of, inline, remove

SOURCE = {
    "name": "Lantern Wire",
    "kind": "agency",
    "country": "ie",
    "language": "en",
    "may_leave": "all",
    "excerpt_words": 0,
}
PERSON = {"name": "Edda Marrin", "kind": "person"}
NO_NAMES = inline("names", [], 0)
NO_POSTS = inline("affiliations", [], 0)


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

    as_(staff).post(add("actor"), PERSON | NO_NAMES | posts)

    person = Actor.objects.get(name="Edda Marrin")
    held = [(post.post, str(post.valid.lower)) for post in person.affiliations.in_order()]
    assert held == [("Minister", "2026-03-15"), ("Deputy", "None")]


def test_a_post_that_overlaps_itself_is_refused_and_the_person_stays_as_typed(as_, staff):
    posts = inline("affiliations", [{"post": "Deputy"}, {"post": "Deputy"}], 0)

    response = as_(staff).post(add("actor"), PERSON | NO_NAMES | posts)

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
        PERSON | NO_NAMES | inline("affiliations", rows, 2),
    )

    post = Affiliation.objects.get()
    assert (post.post, str(post.valid.lower)) == ("Minister", "2026-03-15")


def test_other_names_are_added_changed_and_removed(as_, staff):
    client = as_(staff)
    rows = [{"name": "Эдда Маррин", "language": "ru", "kind": "native"}]
    rows.append({"name": "Eddie", "kind": "nickname"})

    client.post(add("actor"), PERSON | NO_POSTS | inline("names", rows, 0))
    person = Actor.objects.get()
    nick, native = sorted(person.names.all(), key=lambda row: row.name)
    rows = [
        {"id": nick.pk, "actor": person.pk, "name": "Eddie", "kind": "short"},
        {"id": native.pk, "actor": person.pk, "DELETE": "on"},
    ]
    client.post(change(person), PERSON | NO_POSTS | inline("names", rows, 2))

    assert (nick.language, native.language) == ("", "ru")
    assert list(person.names.values_list("name", "kind")) == [("Eddie", "short")]


def test_a_name_that_is_shown_already_is_refused_in_the_form(as_, staff):
    names = inline("names", [{"name": "edda marrin", "kind": "full"}], 0)

    response = as_(staff).post(add("actor"), PERSON | NO_POSTS | names)

    assert "shown already" in str(errors_of(response))
    assert not Actor.objects.exists()


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
