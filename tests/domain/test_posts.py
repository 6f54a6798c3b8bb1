import pytest

from annotations.domain.posts import post_meant, says_otherwise


@pytest.mark.parametrize(
    ("held", "printed", "meant"),
    [
        ([], "professor", None),
        ([(1, "Dean")], "", 1),
        ([(1, "Dean")], "professor", 1),
        ([(1, "Dean"), (2, "Professor")], "professor of harbour law", 2),
        ([(1, "Dean"), (2, "Professor")], "", None),
        ([(1, "Dean"), (2, "Professor")], "dean and professor", None),
    ],
)
def test_the_post_that_is_meant(held, printed, meant):
    assert post_meant(held, printed) == meant


@pytest.mark.parametrize(
    ("printed", "post", "place", "otherwise"),
    [
        ("", "Minister", "Norvia", False),
        ("the foreign minister", "Minister of foreign affairs", "Norvia", False),
        ("a Norvian official", "Minister", "Norvia", False),
        ("professor of harbour law", "Professor", "", False),
        ("the former minister", "Minister", "Norvia", True),
        ("ex-minister", "Minister", "Norvia", True),
        ("the former minister", "Former minister", "Norvia", False),
        ("an analyst", "Minister", "Norvia", True),
        ("an analyst", "", "", False),
    ],
)
def test_a_text_may_print_another_capacity_than_the_register_has(printed, post, place, otherwise):
    assert says_otherwise(printed, post, place) is otherwise
