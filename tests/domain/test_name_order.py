import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.domain.name_order import (
    Parts,
    family_comes_first,
    forms_of,
    parts_of,
    sort_name,
)

GIVEN_FIRST = [
    ("Ada Quill", "Quill, Ada"),
    ("Frank N. Pieke", "Pieke, Frank N."),
    ("Pelle", "Pelle"),
    ("Jan van der Meer", "Meer, Jan van der"),
    ("Ursula von der Aue", "Aue, Ursula von der"),
    ("Charles de Valmont", "Valmont, Charles de"),
    ("Marine Le Brun", "Le Brun, Marine"),
    ("Piet Van den Berg", "Van den Berg, Piet"),
    ("Luis da Silva", "Silva, Luis da"),
    ("Tarek al-Madi", "Madi, Tarek al-"),
    ("Tarek Al-Madi", "Madi, Tarek al-"),
    ("Nour el-Din", "Din, Nour el-"),
    ("Omar bin Salim", "bin Salim, Omar"),
    ("Omar Ben Youssef", "Ben Youssef, Omar"),
    ("Walter Quill Jr.", "Quill, Walter, Jr."),
    ("Walter Quill, Jr.", "Quill, Walter, Jr."),
    ("Walter Quill III", "Quill, Walter, III"),
    ("Quill, Walter", "Quill, Walter"),
    ("Łucja Łaś-Órska", "Łaś-Órska, Łucja"),
    ("Олена Коваль", "Коваль, Олена"),
    ("طارق المادي", "المادي, طارق"),
    ("al-Madi", "al-Madi"),
    ("Jr.", "Jr."),
    ("van", "van"),
]
FAMILY_FIRST = [
    ("Li Wen", "Li Wen"),
    ("Kim Do-yun", "Kim Do-yun"),
    ("Varga Ilona", "Varga Ilona"),
    ("Trần Văn Minh", "Trần Văn Minh"),
    ("Li", "Li"),
]
BY_SCRIPT = [
    ("李文", "李文"),
    ("欧阳文", "欧阳文"),
    ("김도윤", "김도윤"),
    ("奥列娜·科瓦尔", "科瓦尔, 奥列娜"),
    ("オレーナ・コワル", "コワル, オレーナ"),
]


@pytest.mark.parametrize(("name", "sorted_as"), GIVEN_FIRST + BY_SCRIPT)
def test_a_name_is_sorted_by_the_family(name, sorted_as):
    assert sort_name(name) == sorted_as


@pytest.mark.parametrize(("name", "sorted_as"), FAMILY_FIRST + BY_SCRIPT)
def test_a_name_that_begins_with_the_family_stays_as_it_is(name, sorted_as):
    assert sort_name(name, family_first=True) == sorted_as


@pytest.mark.parametrize(
    ("name", "family_first", "forms"),
    [
        ("Ada Quill", False, {"quill"}),
        ("Li Wen", True, {"li"}),
        ("Jan van der Meer", False, {"van der meer", "meer"}),
        ("Marine Le Brun", False, {"le brun", "brun"}),
        ("Tarek al-Madi", False, {"al-madi", "madi"}),
        ("Omar bin Salim", False, {"bin salim", "salim"}),
        ("Walter Quill, Jr.", False, {"quill"}),
        ("李文", False, {"李"}),
        ("欧阳文", False, {"欧阳"}),
        ("山田太郎", False, {"山田"}),
        ("김도윤", False, {"김"}),
        ("やまだ", False, {"やまだ"}),
        ("", False, set()),
    ],
)
def test_later_mentions_are_by_the_family_name(name, family_first, forms):
    assert forms_of(parts_of(name, family_first=family_first)) == forms


@pytest.mark.parametrize(
    ("name", "country", "language", "proposed"),
    [
        ("李文", "", "", True),
        ("奥列娜·科瓦尔", "", "", False),
        ("Li Wen", "", "", False),
        ("Li Wen", "cn", "", True),
        ("Li", "CN", "", False),
        ("Varga Ilona", "HU", "", False),
        ("Varga Ilona", "", "hu", True),
        ("Ada Quill", "IE", "en", False),
    ],
)
def test_script_country_and_language_propose_an_order(name, country, language, proposed):
    assert family_comes_first(name, country, language) is proposed


@given(st.text(max_size=40) | st.text("a0,. jr男", max_size=12), st.booleans())
@example(", 0", False)
def test_any_text_has_parts_and_a_place(name, family_first):
    name = " ".join(name.split())
    parts = parts_of(name, family_first=family_first)

    assert isinstance(parts, Parts)
    assert bool(parts.family) == bool(name)
    assert bool(sort_name(name, family_first=family_first)) == bool(name)
