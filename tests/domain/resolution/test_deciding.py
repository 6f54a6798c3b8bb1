"""Whom accepting names without asking, over invented people."""

import pytest

from annotations.domain.resolution.deciding import sure
from annotations.domain.resolution.people import Held, Somebody


def somebody(*names, **more):
    return Somebody(names[0], names, **more)


SELENSKI = somebody("Oleh Zelenskyy", "Олег Зеленский")
MARIA = somebody("Maria Berg", posts=[Held("Foreign minister", "Valmere")])
KARL = somebody("Karl Berg", posts=[Held("Harbour master")])
WANG_QI = somebody("Wang Qi", family_first=True)
WANG_WU = somebody("Wang Wu", family_first=True, named_at=4)
KELEMEN = somebody("Kelemen Péter", family_first=True)
PRESIDENT = somebody("Lea Sorin", posts=[Held("President", "Valmere")])
CHINA = somebody("China", kind="country", country="CN")
ADA = somebody("Ada Quill", gender="female", named_at=3, sentence=1)


@pytest.mark.parametrize(
    ("mention", "printed", "people", "whom"),
    [
        # Transliterations are one name; what merely sounds so is not.
        ("Oleh Zelensky", "", [SELENSKI], SELENSKI),
        ("Олег Зеленский", "", [SELENSKI], SELENSKI),
        ("Mario Berg", "", [MARIA], None),
        ("Mario Berg", "foreign minister", [MARIA], MARIA),
        ("Mario Berg", "former foreign minister", [MARIA], None),
        ("Péter Kelemen", "", [KELEMEN], KELEMEN),
        # A surname needs more: the article has named them, or prints the post that they hold.
        ("Zelensky", "", [SELENSKI], None),
        ("Berg", "Foreign minister", [MARIA, KARL], MARIA),
        ("Berg", "", [MARIA, KARL], None),
        ("Wang", "", [WANG_QI, WANG_WU], WANG_WU),
        ("Wang", "", [WANG_QI], None),
        ("Wang Qi", "", [WANG_QI, WANG_WU], WANG_QI),
        ("Wang Qi", "", [WANG_QI, somebody("Wang Qi")], None),
        # A post that a place tells from others, and a seat, are held by one at a time.
        ("the Valmere president", "", [PRESIDENT, MARIA], PRESIDENT),
        ("a Valmere president", "", [PRESIDENT], None),
        ("Beijing", "", [CHINA], CHINA),
        ("she", "", [ADA], ADA),
        ("Nobody", "", [ADA, CHINA], None),
    ],
)
def test_accepting_names(mention, printed, people, whom):
    found = sure(mention, people, printed)

    assert (found and found.somebody) == whom
