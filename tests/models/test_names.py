import pytest
from django.db import IntegrityError, transaction

from annotations.models import Actor
from tests.factories.actors import make_actor, make_affiliation, make_name
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize(
    "fields",
    [
        {"wikidata": "42"},
        {"wikidata": "Q0"},
        {"wikidata": "Q42 "},
        {"gender": "any"},
    ],
)
def test_what_is_known_of_an_actor_makes_sense(fields):
    refused(lambda: make_actor(**fields))


def test_a_post_represents_a_country_by_its_code():
    make_affiliation(make_actor(), "Ambassador", represents="NO")
    refused(lambda: make_affiliation(make_actor(), "Ambassador", represents="no"))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "ADA Q."},
        {"name": "Ada", "kind": "pet"},
        {"name": "Ada", "language": "English"},
    ],
)
def test_another_name_is_a_name_of_a_known_kind_and_there_once(fields):
    actor = make_actor()
    make_name(actor, "Ada Q.", language="zh-hant")
    make_name(make_actor(), "Ada Q.")

    refused(lambda: make_name(actor, **fields))


@pytest.mark.parametrize(
    ("fields", "sorted_as"),
    [
        ({"name": "Ada Quill"}, "Quill, Ada"),
        ({"name": "Li Wen", "family_first": True}, "Li Wen"),
        ({"name": "Harbour Board", "kind": "organisation"}, "Harbour Board"),
        ({"name": "a senior official", "kind": "unnamed"}, "a senior official"),
    ],
)
def test_an_actor_is_sorted_by_the_name_that_it_has_now(fields, sorted_as):
    [actor] = Actor.objects.bulk_create([Actor(**fields)])
    was = Actor.objects.get().sort_name

    actor.name = "Bo"
    actor.save()

    assert (was, Actor.objects.get().sort_name) == (sorted_as, "Bo")


def test_somebody_is_called_by_each_of_their_names():
    quill = make_actor("Ada Quill")
    make_name(quill, "Ада Квилл", "native", "ru")
    make_name(quill, "The Quill", "nickname")
    make_actor("Otto Feder")

    for name in ["ada quill", "АДА КВИЛЛ", "the quill"]:
        assert list(Actor.objects.called(name)) == [quill], name
    assert not Actor.objects.called("quill").exists()
    printed = Actor.objects.printed_as(["the quill", "ada quill", "otto", "ада квилл"])
    assert list(printed) == [quill]


def test_one_that_means_a_name_shown_and_one_that_means_another_are_two():
    make_name(make_actor("Ada Quill"), "Quill")
    make_actor("Quill", "organisation")

    assert Actor.objects.called("Quill").count() == 2


@pytest.mark.parametrize(
    ("mention", "meant"),
    [
        ("Li", "Li Wen"),
        ("Wen", None),
        ("van der Meer", "Jan van der Meer"),
        ("Meer", "Jan van der Meer"),
        ("Квилл", "Ada Quill"),
        ("The Quill", "Ada Quill"),
        ("Norhaven", "Norvia"),
        ("Feder", None),
        ("Otto Feder", "Otto Feder"),
    ],
)
def test_a_text_means_a_speaker_by_surname_and_anybody_by_one_of_their_names(cast, mention, meant):
    coding = make_coding(cast.project_article, cast.owner)
    quill = make_actor("Ada Quill")
    make_name(quill, "Ада Квилл", "native", "ru")
    make_name(quill, "the Quill", "nickname")
    speakers = [quill, make_actor("Li Wen", family_first=True), make_actor("Jan van der Meer")]
    for speaker in speakers:
        make_attribution(coding, "cornered", speaker=speaker)
    make_name(make_actor("Norvia", "country"), "Norhaven", "short")
    make_actor("Otto Feder")

    found: dict[str, Actor] = {}
    queries = queries_of(lambda: found.update(Actor.objects.meant_by([mention], coding.pk)))

    assert {name: actor.name for name, actor in found.items()} == (
        {mention: meant} if meant else {}
    )
    assert len(queries) <= 2
