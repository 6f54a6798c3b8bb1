import pytest

from annotations.domain.stories.words import folded, words_of

SAME = [
    ("“We won’t,” he said — twice", '"We won\'t", he said – twice'),
    ("the co-operation", "the cooperation"),
    ("a soft\u00adhyphen", "a softhyphen"),
    ("US–China talks", "US-China talks"),
    ("1,000 tonnes", "1000 tonnes"),
    ("Élysée", "Elysee"),
    ("Straße", "STRASSE"),
    ("وقّع الوزيـر الاتفاق", "وقع الوزير الاتفاق"),
    ("سنة ٢٠٢٦", "سنة 2026"),
    ("大使　表示：「不接受」。", "大使表示“不接受”"),
    ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_what_houses_print_differently_is_the_same(ours, theirs):
    assert words_of(ours) == words_of(theirs)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisations", "organizations"),
        ("recognised", "recognized"),
        ("analyse", "analyze"),
        ("harbour", "harbor"),
        ("theatre", "theater"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("dialogue", "dialog"),
    ],
)
def test_english_spellings_are_the_same(british, american):
    assert folded(british) == folded(american)


def test_a_script_without_spaces_has_a_word_for_each_letter():
    assert len(words_of("大使表示")) == 4
    assert len(words_of("ทูตกล่าว")) > 1
    assert len(words_of("the envoy said so")) == 4


@pytest.mark.parametrize("text", ["", "  \n ", "— “ ” …", "\u0301"])
def test_nothing_but_marks_has_no_words(text):
    assert not words_of(text)


def test_words_that_matter_differ():
    assert words_of("China will accept") != words_of("China will not accept")
    assert words_of("3 ships") != words_of("4 ships")
