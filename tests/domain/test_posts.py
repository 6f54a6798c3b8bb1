import pytest

from annotations.domain.posts import post_meant


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
