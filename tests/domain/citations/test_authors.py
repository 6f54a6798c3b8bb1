import pytest

from annotations.domain.citations import Author, authors_of

QUILL = Author("Quill", "Ada")


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("", ()),
        ("Ada Quill", (QUILL,)),
        ("By  Ada Quill", (QUILL,)),
        ("Ada Quill and Ben Ostrow", (QUILL, Author("Ostrow", "Ben"))),
        (
            "Ada Quill, Ben Ostrow, and Mei Tan",
            (QUILL, Author("Ostrow", "Ben"), Author("Tan", "Mei")),
        ),
        ("Ada Quill et Léa Morin", (QUILL, Author("Morin", "Léa"))),
        ("Ada Quill, Jr.", (Author("Quill Jr.", "Ada"),)),
        ("Ursula von der Mark", (Author("von der Mark", "Ursula"),)),
        ("Northern Wire", (Author("Northern Wire"),)),
        ("Ada Quill, Northern Wire", (QUILL, Author("Northern Wire"))),
        ("Redaktion", (Author("Redaktion"),)),
        ("陈小雨", (Author("陈小雨"),)),
        ("Анна Речная и Пётр Лугов", (Author("Речная", "Анна"), Author("Лугов", "Пётр"))),
        # A name that begins with the letter which also means “and” is one name.
        ("وليد نجم", (Author("نجم", "وليد"),)),
    ],
)
def test_who_signed(byline, wanted):
    assert authors_of(byline) == wanted


def test_a_name_in_the_order_of_its_family_stays_in_it():
    [author] = authors_of("Wei Lanying", family_first={"Wei Lanying"})

    assert (author.family, author.given) == ("Wei", "Lanying")
    assert author.as_read == author.as_sorted == "Wei Lanying"


def test_a_name_is_turned_round_to_be_sorted():
    assert QUILL.as_read == "Ada Quill"
    assert QUILL.as_sorted == "Quill, Ada"
