import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.domain.name_keys import (
    FEWEST_BONES,
    bones,
    folded,
    how_like,
    keys_of,
    loose,
    name_meant,
    ways_typed,
    words_of,
)
from annotations.domain.names import tidy


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ada Quill", "ada quill"),
        ("O’Rourke-Łaś", "orourke las"),
        ("J. D. Quill, Jr.", "j d quill jr"),
        ("Ðorđe Ærø Weiß", "dorde aero weiss"),
        ("Олена Коваль", "olena koval"),
        ("Григорій Пилип", "hryhoriy pylyp"),
        ("Алёна Щукина", "alena shchukina"),
        ("Ελένη Μπουκου", "eleni boukou"),
        ("طارق المادي", "tarq mady"),
        ("أُسامة", "asam"),
        ("李文", "liwen"),
        ("김도윤", "gimdoyun"),
        ("100% _", "100"),
        ("!", ""),
    ],
)
def test_a_name_in_plain_letters(name, plain):
    assert folded(name) == plain


@pytest.mark.parametrize(
    "spellings",
    [
        ["Orensky", "Orenskyy", "Orenskiy", "Orenskii", "Orenskij", "Оренский", "Оренський"],
        ["Wolodymyr", "Volodymyr", "Володимир"],
        ["Zelenka", "Selenka", "Зеленка"],
        ["Aleksander", "Alexander"],
        ["Müller", "Mueller", "Muller"],
        ["Yevgeny", "Evgeniy", "Jewgeni", "Евгений"],
        ["Yulia", "Julia", "Iulia", "Юлия"],
        ["Boutros", "Butros"],
        ["Saeed", "Said"],
    ],
)
def test_spellings_of_one_name_are_loosely_one(spellings):
    assert len({loose(folded(name)) for name in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ["Mohammed", "Muhamed", "Mohamad", "محمد"],
        ["Ahmed", "Ahmad", "أحمد"],
        ["Youssef", "Yusuf", "يوسف"],
        ["Khaled", "Khalid", "خالد"],
        ["Tarek", "Tariq", "طارق"],
        ["Fatimah", "Fatima", "فاطمة"],
        ["Abdullah", "عبدالله"],
    ],
)
def test_arabic_leaves_the_bones_of_a_name(spellings):
    assert len({bones(folded(name)) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jean-Luc O’Hara", ["jean", "luc", "ohara", "jeanluc"]),
        ("李文秀", ["li", "wenxiu", "liwenxiu"]),
        # Rare ones, which have no spelling in the table.
        ("李𮧶", ["li", "u2e9f6", "liu2e9f6"]),
        ("奥列娜·科瓦尔", ["aoliena", "kewaer", "aolienakewaer"]),
        ("", []),
    ],
)
def test_the_words_that_are_typed_of_a_name(name, words):
    assert words_of(name) == words


def test_the_keys_of_a_name_begin_with_the_whole():
    assert keys_of("Ada Orenskyy") == ("ada orenskyy", "ada", "orenskyy", "orenski", "~arnsk")
    assert keys_of("!") == ()


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("Ore", [("ore",)]),
        ("Orenskyy o", [("orenskyy", "orenski", "~arnsk"), ("o",)]),
        ("علي", [("aly", "ali")]),
        ("李文", [("liwen", "liven")]),
        ("%", []),
    ],
)
def test_the_keys_that_may_begin_with_what_is_typed(typed, ways):
    assert ways_typed(typed) == ways


@pytest.mark.parametrize(
    ("typed", "names", "like"),
    [
        ("", ["Ada Quill"], 0),
        ("ada q", ["Ada Quill"], 0),
        ("qui", ["Ada Quill"], 1),
        ("quill ada", ["Ada Quill"], 1),
        ("uil", ["Ada Quill"], 2),
        ("ui", ["Ada Quill"], None),
        ("квил", ["Ada Quill", "Ада Квилл"], 1),
        ("Оренский", ["Olena Orensky"], 1),
        ("feder", ["Ada Quill"], None),
        ("𮧶", ["𮧶文"], 0),
        ("𮧶", ["李𮧶"], 1),
        ("𮧶", ["李文"], None),
        ("𮧶", ["㧝文"], None),
        ("%", ["Ada Quill"], 0),
    ],
)
def test_how_like_what_is_typed_somebodys_names_are(typed, names, like):
    assert how_like(typed, names) == like


def test_the_name_that_is_meant_is_the_first_that_is_like_it():
    names = ["Li Wen", "李文", "The Archivist"]

    assert name_meant("arch", names) == "The Archivist"
    assert name_meant("wen", names) == "Li Wen"
    assert name_meant("nobody", names) == "Li Wen"


@given(st.text(max_size=60))
@example("0:1 一")
@example("𮧶")
def test_any_name_is_found_by_itself(name):
    name = tidy(name)
    keys = keys_of(name)

    assert all(key and key.isascii() and '"' not in key and "%" not in key for key in keys)
    for ways in ways_typed(name):
        assert any(key.startswith(ways) for key in keys)
        assert all(len(way) > FEWEST_BONES for way in ways if way.startswith("~"))
