"""Whom mentions mean, over invented people: each case of one article or of several."""

import pytest

from annotations.domain.resolution.mentions import Why, fits, meant
from annotations.domain.resolution.people import Held, Somebody


def somebody(*names, at=None, sentence=None, **more):
    return Somebody(names[0], names, named_at=at, sentence=sentence, **more)


QI = somebody("Wang Qi", family_first=True, at=10)
WU = somebody("Wang Wu", family_first=True, at=90)
LI = somebody("Li Wen", family_first=True, at=50)
NAGY = somebody("Kelemen Péter", family_first=True, at=20)
BERG = somebody("Anna Berg", at=20, gender="female", sentence=1)
FEDER = somebody("Otto Feder", at=60, gender="male", sentence=3)
MEER = somebody("Ines van der Meer", at=30)
SISI = somebody("Karim al-Nuri", at=30)
ZELENKA = somebody("Oleh Zelenka", at=5)
BOBBY = somebody("Robert Quade", nicknames=["Bobby"], at=5)
FOREIGN = somebody("Ada Quill", at=5, posts=[Held("Foreign minister", "Government of Valmere", "")])
DEFENCE = somebody(
    "Max Rohde", at=40, posts=[Held("Defence minister", "Government of Valmere", "")]
)
PRESIDENT = somebody("Lea Sorin", posts=[Held("President", "Valmere")])
OTHER_PRESIDENT = somebody("Jan Tamm", posts=[Held("President", "Ostland")])
FORMER = somebody("Udo Lenz", posts=[Held("President", "Valmere", is_held=False)])
RUSSIAN = somebody("Pavel Orlin", posts=[Held("President", "", "RU")])
FRENCH = somebody("Luc Morel", posts=[Held("President", "", "FR")])
CHINA = somebody("China", kind="country", country="CN")
RUSSIA = somebody("Russia", kind="country", country="RU")
VALMERE = somebody("Valmere", kind="country")
MINISTRY = somebody("Beijing", kind="organisation")


@pytest.mark.parametrize(
    ("mention", "people", "whom"),
    [
        # Two Wangs in one article: the surname alone means neither, the full name one.
        ("Wang", [QI, WU, LI], None),
        ("Wang Qi", [QI, WU, LI], QI),
        ("Qi", [QI, WU], None),
        ("Li", [QI, WU, LI], LI),
        ("Wang", [QI, LI], QI),
        ("Wang’s", [QI, LI], QI),
        # Of two in the register, the one whom this article names.
        ("Berg", [BERG, somebody("Karl Berg")], BERG),
        ("Berg", [somebody("Anna Berg"), somebody("Karl Berg")], None),
        # Chinese and Hungarian order, as at home and as abroad.
        ("Kelemen", [NAGY, BERG], NAGY),
        ("Péter", [NAGY, BERG], None),
        ("Péter Kelemen", [NAGY, BERG], NAGY),
        ("Qi Wang", [QI, WU], QI),
        ("van der Meer", [MEER], MEER),
        ("Meer", [MEER], MEER),
        ("al-Nuri", [SISI], SISI),
        # Spellings and scripts.
        ("Selenka", [ZELENKA, BERG], ZELENKA),
        ("Зеленка", [ZELENKA, BERG], ZELENKA),
        ("Oleg Zelenka", [ZELENKA], ZELENKA),
        ("Олег Зеленка", [ZELENKA], ZELENKA),
        ("Bobby", [BOBBY, BERG], BOBBY),
        # Titles, by the posts of the day.
        ("the minister", [FOREIGN, BERG], FOREIGN),
        ("the minister", [FOREIGN, DEFENCE], None),
        ("the defence minister", [FOREIGN, DEFENCE], DEFENCE),
        ("the Valmere president", [PRESIDENT, OTHER_PRESIDENT], PRESIDENT),
        ("the Valmerian president", [PRESIDENT, OTHER_PRESIDENT], PRESIDENT),
        ("the president of Ostland", [PRESIDENT, OTHER_PRESIDENT], OTHER_PRESIDENT),
        ("the president", [PRESIDENT, OTHER_PRESIDENT], None),
        ("Valmere’s president", [PRESIDENT, OTHER_PRESIDENT, FORMER], PRESIDENT),
        ("the former president", [PRESIDENT, FORMER], FORMER),
        ("the ex-president", [PRESIDENT, FORMER], FORMER),
        ("the president", [FORMER], None),
        ("the Russian president", [RUSSIAN, FRENCH], RUSSIAN),
        ("the French president", [RUSSIAN, FRENCH], FRENCH),
        ("the French", [RUSSIAN, FRENCH], None),
        # Countries by the seats of their governments.
        ("Beijing", [CHINA, RUSSIA], CHINA),
        ("the Kremlin", [CHINA, RUSSIA], RUSSIA),
        ("the Chinese government", [CHINA, RUSSIA], CHINA),
        ("China’s leadership", [CHINA, RUSSIA], CHINA),
        ("Valmere’s government", [CHINA, VALMERE], VALMERE),
        ("Chinese officials", [CHINA], None),
        ("Beijing", [CHINA, MINISTRY], MINISTRY),
        # Pronouns look back, to one who is alone there.
        ("she", [BERG, FEDER], BERG),
        ("he", [BERG, FEDER], FEDER),
        ("She", [somebody("Lea Sorin", at=70, sentence=4), FEDER], "Lea Sorin"),
        ("she", [BERG, somebody("Lea Sorin", at=30, sentence=1, gender="female")], None),
        ("she", [BERG, somebody("Kim Doe", at=70, sentence=4)], None),
        ("she", [somebody("Anna Berg", gender="female")], None),
        ("", [BERG], None),
        ("Nobody", [BERG, FOREIGN, CHINA], None),
    ],
)
def test_a_mention_means(mention, people, whom):
    found = meant(mention, people)

    assert (found and found.key) == (getattr(whom, "key", whom))


def test_all_whom_it_may_mean_are_there_with_why_the_surest_first():
    people = [somebody("Karl Berg"), BERG, somebody("Berg"), FOREIGN]

    found = [(fit.somebody.key, fit.why) for fit in fits("Berg", people)]

    assert found == [("Berg", Why.NAME), ("Anna Berg", Why.SURNAME), ("Karl Berg", Why.SURNAME)]


@pytest.mark.parametrize("unnamed", ["a senior official", "an official", "the official"])
def test_an_unnamed_speaker_is_nobody_but_one_called_so(unnamed):
    official = somebody("a senior official", kind="unnamed")

    found = meant(unnamed, [BERG, FOREIGN, official])

    assert found == (official if unnamed == "a senior official" else None)
