import pytest

from annotations.actions.weighing import weigh_names
from annotations.models import Actor, NameWord
from annotations.models.finding import find
from annotations.queries.actors import register
from annotations.queries.looking import people_named
from annotations.queries.search_annotations import Said
from tests.factories.actors import make_actor, make_name
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


def words_of(actor):
    return set(NameWord.objects.filter(actor=actor.pk).values_list("word", flat=True))


@pytest.mark.parametrize("typed", ["Orensky", "orenskyy", "Оренс", "Оренський", "Orenskij", "ore"])
@pytest.mark.parametrize("shown", ["Olena Orensky", "Olena Orenskyy", "Олена Оренська"])
def test_spellings_and_scripts_find_one_another(typed, shown):
    make_actor("Otto Feder")
    actor = make_actor(shown)

    assert find(typed, most=8) == [actor.pk]


@pytest.mark.parametrize("typed", ["tariq", "Tarek al-Madi", "طارق", "Tariq Madi"])
@pytest.mark.parametrize("shown", ["Tariq al-Madi", "طارق المادي"])
def test_arabic_and_latin_find_one_another(typed, shown):
    actor = make_actor(shown)
    make_actor("Otto Feder")

    assert find(typed, most=8) == [actor.pk]


@pytest.mark.parametrize("typed", ["li", "li w", "wen", "李", "liwen", "the arch"])
def test_another_name_finds_its_bearer(typed):
    actor = make_actor("Li Wen", family_first=True)
    make_name(actor, "李文", "native", "zh")
    make_name(actor, "The Archivist", "nickname")

    assert find(typed, most=8) == [actor.pk]


def test_the_likeliest_come_first_and_no_more_than_asked_for(cast):
    for name in ["Bo Wang", "Al Wangari", "Ada Wang", "Mr Wang Bo", "Wang"]:
        make_actor(name)
    quoted = Actor.objects.get(name="Bo Wang")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quoted)

    weigh_names()

    found = [Actor.objects.get(pk=key).name for key in find("wang", most=8)]
    assert found[:2] == ["Wang", "Bo Wang"]
    assert set(found[2:4]) == {"Ada Wang", "Mr Wang Bo"}
    assert found[4:] == ["Al Wangari"]
    assert find("wang", most=2) == [Actor.objects.get(name="Wang").pk, quoted.pk]


def test_kinds_and_those_known_already_are_left_out():
    land, person = make_actor("Norvia", "country"), make_actor("Nora Quill")

    assert find("nor", most=8, kinds=["country"]) == [land.pk]
    assert find("nor", most=8, besides=[land.pk]) == [person.pk]
    assert find("norr", most=8, besides=[land.pk, person.pk]) == []


def test_somebody_of_the_country_is_found_behind_any_number_of_others(cast):
    """The likeliest of all are looked for among those of the country, not the other way round."""
    for number in range(4):
        make_actor(f"Wang {number}", country="CN")
    there = make_actor("Ada Wangari", country="KE")

    assert find("wang", most=2, country="KE") == [there.pk]
    assert find("ngari", most=2, country="KE") == [there.pk]
    assert find("wangary", most=2, country="CN") == []
    assert list(people_named("wang", Said(country="KE"), most=2)) == [there]
    assert list(register(typed="wang", country="KE")) == [there]


def test_inside_names_and_slips_are_for_when_there_is_hardly_anybody():
    harbour, board = make_actor("Harbour Board", "organisation"), make_actor("Bo Aldeen")

    assert find("bour boa", most=8) == [harbour.pk]
    assert find("dee", most=8) == [board.pk]
    assert find("Hasbour Board", most=8) == [harbour.pk]
    assert find("dex", most=8) == []
    assert len(queries_of(lambda: find("harbour", most=1))) == 1
    assert len(queries_of(lambda: find("nothing like it", most=8))) == 4


def test_nothing_that_is_typed_is_a_pattern():
    make_actor("Ada Quill")

    for typed in ["%", "_", "a%l", "\\", "'; --", "{}", "%(rows)s"]:
        assert find(typed, most=8) in ([], [Actor.objects.get().pk]), typed


def test_words_follow_the_names():
    actor = make_actor("Ada Quill")
    nick = make_name(actor, "Eddie")
    assert words_of(actor) >= {"ada quill", "quill", "eddie"}

    actor.name = "Ada Moor"
    actor.save()
    nick.name = "Ada"
    nick.save()
    assert not words_of(actor) & {"quill", "ada quill", "eddie"}
    assert NameWord.objects.get(actor=actor.pk, word="ada").is_whole

    other = make_actor("Otto Feder")
    nick.actor = other
    nick.save()
    assert "ada" in words_of(other)
    assert not NameWord.objects.get(actor=actor.pk, word="ada").is_whole

    actor.delete()
    other.delete()
    assert not NameWord.objects.exists()


def test_how_much_somebody_is_quoted_stays_when_names_change(cast):
    actor = make_actor("Ada Quill")
    coding = make_coding(cast.project_article, cast.owner)
    for words in ("cornered", "Envoys", "Both"):
        make_attribution(coding, words, speaker=actor)

    assert weigh_names() == len(words_of(actor))
    assert weigh_names() == 0
    actor.name = "Bo Moor"
    actor.save()

    assert set(NameWord.objects.values_list("weight", flat=True)) == {2}
