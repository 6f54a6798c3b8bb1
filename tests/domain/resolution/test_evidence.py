from datetime import date

import pytest

from annotations.domain.resolution.evidence import Known, Sign, is_weak, likeness, signs_of

S2019 = (date(2019, 1, 1), None)
Y2010 = (date(2010, 1, 1), date(2011, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "signs", "weak"),
    [
        (Known(["Wang Qi"]), Known(["wang qi"]), [Sign.NAME], True),
        (Known(["Zelenka"]), Known(["Зеленка"]), [Sign.SPELLING], True),
        (
            Known(["Zelenka"]),
            Known(["Selenka", "Zelenka"]),
            [Sign.NAME],
            True,
        ),
        (
            Known(["A"], wikidata="Q1"),
            Known(["B"], wikidata="Q1"),
            [Sign.WIKIDATA, Sign.SPELLING],
            False,
        ),
        (
            Known(["A"], wikidata="Q1"),
            Known(["A"], wikidata="Q2"),
            [Sign.OTHER_WIKIDATA, Sign.NAME],
            True,
        ),
        (
            Known(["A"], posts=[("ministry", S2019)]),
            Known(["A"], posts=[("ministry", S2019)]),
            [Sign.POST, Sign.NAME],
            False,
        ),
        (
            Known(["A"], posts=[("ministry", S2019)]),
            Known(["A"], posts=[("ministry", Y2010)]),
            [Sign.NAME],
            True,
        ),
        (
            Known(["A"], country="FR", gender="female"),
            Known(["A"], country="FR", gender="male"),
            [Sign.OTHER_GENDER, Sign.NAME, Sign.COUNTRY],
            True,
        ),
        (
            Known(["A"], country="FR"),
            Known(["A"], country="DE"),
            [Sign.OTHER_COUNTRY, Sign.NAME],
            True,
        ),
        # Two coders who entered one person each; one coder who told two apart.
        (
            Known(["A"], seen=[("article", 1)]),
            Known(["A"], seen=[("article", 2)]),
            [Sign.TWO_CODERS, Sign.NAME],
            False,
        ),
        (
            Known(["A"], seen=[("article", 1), ("article", 2)]),
            Known(["A"], seen=[("article", 2)]),
            [Sign.SIDE_BY_SIDE, Sign.NAME],
            True,
        ),
    ],
)
def test_what_speaks_for_two_being_one(one, other, signs, weak):
    assert signs_of(one, other) == signs
    assert signs_of(other, one) == signs
    assert is_weak(signs) is weak


def test_a_post_outweighs_a_name_and_what_speaks_against_it_outweighs_both():
    name, post = likeness([Sign.NAME]), likeness([Sign.POST, Sign.NAME])

    assert 0 < name < post
    assert likeness([Sign.POST, Sign.NAME, Sign.SIDE_BY_SIDE]) <= 0
    assert likeness([Sign.WIKIDATA, Sign.OTHER_COUNTRY]) > post
