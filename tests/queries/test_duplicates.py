from datetime import UTC, date, datetime

from annotations.actions.telling_apart import take_apart_back, tell_apart
from annotations.domain.resolution.evidence import Sign
from annotations.models import ActorName
from annotations.queries import duplicates
from annotations.queries.duplicates import likely_duplicates, reasons_for
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def found(user):
    return [({pair.one.name, pair.other.name}, pair.signs) for pair in likely_duplicates(user)]


def test_another_spelling_or_script_is_found_by_any_of_the_names(cast):
    make_actor("Oleh Zelenka")
    make_actor("Олег Зеленка")
    known = make_actor("Wang Li", family_first=True)
    ActorName.objects.create(actor=known, name="王丽", kind="native")
    make_actor("王丽")
    make_actor("Ada Quill")

    assert found(cast.owner) == [
        ({"Oleh Zelenka", "Олег Зеленка"}, [Sign.SPELLING]),
        ({"Wang Li", "王丽"}, [Sign.NAME]),
    ]


def test_namesakes_rank_low_and_say_so(cast):
    one, two = make_actor("Wang Qi"), make_actor("Wang Qi")
    ada, other = make_actor("Ada Quill"), make_actor("A. Quill")
    institute = make_actor("Harbour Institute", "organisation")
    make_affiliation(ada, "Director", institute, date(2019, 1, 1))
    make_affiliation(other, "Professor", institute, date(2020, 1, 1))

    first, second = likely_duplicates(cast.owner)

    assert {first.one, first.other} == {ada, other}
    assert not first.is_weak
    assert {second.one, second.other} == {one, two}
    assert second.is_weak
    assert "at the same place at the same time" in reasons_for(ada, other, cast.owner)


def test_the_same_place_at_another_time_or_for_another_given_name_says_nothing(cast):
    institute = make_actor("Harbour Institute", "organisation")
    make_affiliation(
        make_actor("Ada Quill"), "Director", institute, date(2019, 1, 1), date(2020, 1, 1)
    )
    make_affiliation(make_actor("A. Quill"), "Director", institute, date(2020, 1, 1))
    make_affiliation(make_actor("Otto Quill"), "Director", institute, date(2020, 1, 1))

    assert found(cast.owner) == []


def test_many_at_one_place_whose_names_begin_alike_say_nothing_about_each_other(cast):
    """Nor do they cost a look at every two of them."""
    institute = make_actor("Harbour Institute", "organisation")
    for number in range(duplicates.HOT + 1):
        make_affiliation(make_actor(f"A{number} Quill"), "Clerk", institute, date(2020, 1, 1))
    assert duplicates._pairs(duplicates.SAME_POST) == []
    other = make_actor("Other Institute", "organisation")
    for name in ("Ada Quill", "A. Quill"):
        make_affiliation(make_actor(name), "Clerk", other, date(2020, 1, 1))

    assert len(duplicates._pairs(duplicates.SAME_POST)) == 1


def test_one_item_of_wikidata_is_one_whatever_it_is_called(cast):
    make_actor("Burma", "country", wikidata="Q1")
    make_actor("Myanmar", "country", wikidata="Q1")
    make_actor("Wang Qi", wikidata="Q3")
    make_actor("Wang Qi", wikidata="Q4")

    assert found(cast.owner) == [({"Burma", "Myanmar"}, [Sign.WIKIDATA, Sign.SPELLING])]


def test_whom_one_analyst_told_apart_in_one_article_is_not_proposed(cast):
    one, two = make_actor("Wang Qi", country="CN"), make_actor("Wang Qi", country="CN")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "Envoys", speaker=one)
    assert len(likely_duplicates(cast.curator)) == 1

    make_attribution(coding, "shared", speaker=two)

    assert likely_duplicates(cast.curator) == []
    # Who does not see that coding does not get to know of it.
    assert len(likely_duplicates(cast.second)) == 1


def test_two_coders_who_entered_one_person_each_speak_for_it(cast):
    one, two = make_actor("Wang Qi"), make_actor("Wang Qi")
    for user, actor in ((cast.owner, one), (cast.second, two)):
        make_attribution(make_coding(cast.project_article, user), "Envoys", speaker=actor)

    assert found(cast.curator) == [({"Wang Qi"}, [Sign.TWO_CODERS, Sign.NAME])]


def test_neither_the_unnamed_nor_a_person_and_a_place_are_proposed(cast):
    make_actor("a senior official", "unnamed")
    make_actor("a senior official", "unnamed")
    make_actor("Georgia")
    make_actor("Georgia", "country")

    assert found(cast.owner) == []


def test_what_is_different_is_never_proposed_again_until_that_is_taken_back(cast):
    one, two = make_actor("Wang Qi"), make_actor("Wang Qi")

    for _ in range(2):
        tell_apart(one=two, other=one, by=cast.owner, at=NOW)
    assert found(cast.second) == []

    take_apart_back(one=one.pk, other=two.pk, by=cast.owner)
    assert len(found(cast.second)) == 1


def test_a_name_that_half_the_register_has_is_no_key(cast, monkeypatch):
    monkeypatch.setattr(duplicates, "HOT", 3)
    for _ in range(4):
        make_actor("Wang Qi")

    assert found(cast.owner) == []


def test_as_many_queries_for_many_pairs_as_for_one(cast):
    make_actor("Ada Quill")
    make_actor("Quill, Ada")
    few = queries_of(lambda: likely_duplicates(cast.owner))
    for name in ("Wang Qi", "Otto Feder", "Lea Sorin"):
        for _ in range(3):
            make_affiliation(make_actor(name), "Director")

    assert_same_count(few, queries_of(lambda: likely_duplicates(cast.owner)), at_most=7)
