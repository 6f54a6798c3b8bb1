import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from annotations.actions.sources import (
    CannotDeleteSource,
    CannotKeepSource,
    change_source,
    create_source,
    delete_source,
    find_or_create_source,
)
from annotations.domain.rights import Extent, Rights
from annotations.models import Source
from tests.factories.articles import make_article, make_source
from tests.factories.users import make_user


@pytest.fixture
def admin(db):
    return make_user("admin", is_staff=True)


def test_a_new_source_is_tidied_and_counts_as_reviewed(admin):
    source = create_source(name="  The \n Harbour  Post ", country="fr", language="FR", by=admin)

    source.refresh_from_db()
    assert source.name == "The Harbour Post"
    assert (source.country, source.language, source.is_reviewed) == ("FR", "fr", True)


def test_it_may_have_more_languages_and_an_owner(admin):
    said = {"owner": "Quay Holding", "control": "interests", "trust_notes": "Corrects its errors."}
    source = create_source(name="A", other_languages=["EN", " ar", "en", ""], by=admin, **said)

    source.refresh_from_db()
    assert source.other_languages == ["en", "ar"]
    assert {name: getattr(source, name) for name in said} == said


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "A", "country": "France"}, "country"),
        ({"name": "A", "country": "7!"}, "country"),
        ({"name": "A", "language": "french language"}, "language"),
        ({"name": "A", "other_languages": ["en", "french"]}, "other_languages"),
        ({"name": "A", "control": "nobody"}, "control"),
        ({"name": "A", "homepage": "no address"}, "homepage"),
        ({"name": "A", "kind": "blog"}, "kind"),
        ({"name": "A", "may_leave": "nothing"}, "may_leave"),
        ({"name": "A", "may_leave": "excerpts"}, ""),
        ({"name": "A", "excerpt_words": 20}, ""),
    ],
)
def test_a_source_that_would_not_be_valid_is_refused_by_field(admin, fields, field):
    with pytest.raises(CannotKeepSource) as refusal:
        create_source(**fields, by=admin)

    assert refusal.value.field == field
    assert str(refusal.value)


def test_a_name_that_is_taken_is_refused_in_a_sentence(admin):
    make_source("Harbour Post")

    with pytest.raises(CannotKeepSource, match="There is a source with this name already"):
        create_source(name="harbour post", by=admin)


def test_a_source_named_during_intake_waits_for_review(admin):
    source = find_or_create_source(name="Northern Wire", by=admin)

    assert not source.is_reviewed


def test_the_same_name_finds_the_same_source_whatever_its_letters(admin):
    source = make_source("Northern Wire")

    found = find_or_create_source(name=" NORTHERN  wire", by=admin)

    assert found == source
    assert Source.objects.count() == 1


def test_a_source_named_by_nothing_is_refused(admin):
    with pytest.raises(CannotKeepSource):
        find_or_create_source(name="  ", by=admin)


def test_a_change_touches_only_what_it_names(admin):
    source = make_source("Northern Wire", country="NO")

    change_source(source=source, kind="agency", by=admin)

    source.refresh_from_db()
    assert (source.name, source.kind, source.country) == ("Northern Wire", "agency", "NO")


def test_a_field_that_is_not_for_changing_is_a_mistake_of_the_caller(admin):
    with pytest.raises(TypeError):
        change_source(source=make_source(), created_at=None, by=admin)


def test_history_says_who_acted(admin):
    source = create_source(name="Northern Wire", by=admin)

    delete_source(source=source, by=admin)

    events = apps.get_model("annotations", "SourceEvent").objects.order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "delete"]
    assert {event.pgh_context.metadata["user"] for event in events} == {str(admin.pk)}


def test_a_source_with_articles_stays(admin):
    source = make_source("Northern Wire")
    make_article(source=source)

    with pytest.raises(CannotDeleteSource, match="“Northern Wire” has articles"):
        delete_source(source=source, by=admin)


def test_its_rights_are_those_of_the_domain(admin):
    source = create_source(name="Post", may_leave="excerpts", excerpt_words=40, by=admin)

    assert source.rights == Rights(Extent.EXCERPTS, 40)
    change_source(source=source, may_leave="offsets", excerpt_words=0, by=admin)
    source.refresh_from_db()
    assert source.rights == Rights(Extent.OFFSETS)


def test_an_excerpt_has_words_whatever_the_code_says(admin):
    for fields in ({"may_leave": "excerpts"}, {"excerpt_words": 9}):
        with pytest.raises(IntegrityError, match="source_excerpts"), transaction.atomic():
            make_source(**fields)
