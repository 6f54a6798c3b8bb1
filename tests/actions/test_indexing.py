"""Articles become findable, in their own language, and stay so when they change."""

from datetime import date

import pytest
from django.db import connection

from annotations.actions.indexing import index_due
from annotations.domain.search.tokens import tokens
from annotations.models import Findable, FindableDue, Lexeme
from tests.factories.articles import make_article, make_revision

pytestmark = pytest.mark.django_db


def plain(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT annotations_plain_words(%s)", [text])
        return cursor.fetchone()[0].split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Envoys MEET, again.", "envoys meet again"),
        ("The U.S. and the U.N.C.T.A.D. said so", "the us and the unctad said so"),
        ("“The U.S.” said Łukasz Müller-Öz, naïve", "the us said lukasz muller oz naive"),
        (
            "O’Rourke's O'Rourke‘s cease‑fire cease-fire",
            "o rourke s o rourke s cease fire cease fire",
        ),
        ("Straße, cœur, ﬁne", "strasse coeur fine"),
        ("外交部长 said", "外 交 部 长 said"),
        ("قَالَ الوزيرُ،", "قال الوزير"),
        ("ёлка Сергей", "елка сергей"),
        ("Αθήνα — ‘νέα’", "αθηνα νεα"),
        ("", ""),
    ],
)
def test_texts_are_made_of_plain_words(text, words):
    assert plain(text) == words.split()


@pytest.mark.parametrize(
    "text",
    [
        "“Both sides feel they are being cornered,” says Ada Quill (U.S.), 1,200 of 30%.",
        "外交部长说：「我们」U.N. said é",
        "Ð x_y a--b … O’Rourke's № 5 ½ ² ª",
        "قَالَ الوزيرُ، نعم؟ 3٫5",
    ],
)
def test_the_nth_word_of_the_index_is_the_nth_token_of_the_text(text):
    assert len(plain(text)) == len(list(tokens(text)))


def words_of(article):
    rows = Findable.objects.filter(article=article).order_by("place")
    return [(row.place, row.start, row.end, row.words) for row in rows]


def test_every_paragraph_and_the_title_become_findable():
    article = make_article("Envoys meet\n\nThe negotiations failed.\n\nAgain.", title="Talks")

    assert index_due() == 1

    found = words_of(article)
    assert [row[:3] for row in found] == [(0, 0, 0), (1, 0, 13), (2, 13, 39), (3, 39, 45)]
    assert "'=english'" in found[2][3]
    assert "'negoti':2" in found[2][3]
    assert "'negotiations'" in found[2][3]
    assert not FindableDue.objects.exists()


def test_all_words_that_passages_have_are_kept_by_themselves():
    make_article("Envoys meet\n\nThe negotiations failed.", title="Talks")
    make_article("会谈\n\nEnvoys again, in 2026.", title="O'Rourke", language="zh")
    index_due()

    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM ts_stat('SELECT words FROM annotations_findable')")
        words = {word for (word,) in cursor.fetchall() if not word.startswith("=")}
    kept = set(Lexeme.objects.values_list("lexeme", flat=True))
    assert kept == words
    assert {"negoti", "negotiations", "会", "2026"} <= kept
    # What was read before is no reason to fail.
    article = make_article("Envoys meet anew")
    index_due()
    assert set(Lexeme.objects.values_list("lexeme", flat=True)) == words | {"anew"}
    assert words_of(article)


def test_a_paragraph_that_is_the_title_is_there_once():
    article = make_article("Envoys meet\n\nThe negotiations failed.")
    index_due()

    assert [row[0] for row in words_of(article)] == [0, 2]


def test_another_revision_takes_the_place_of_the_one_before():
    article = make_article("Envoys meet\n\nThe negotiations failed.")
    index_due()
    newest = make_revision(article, article.captures.get(), "Envoys meet\n\nThey agreed.", number=2)

    assert index_due() == 1
    rows = Findable.objects.filter(article=article)
    assert {row.revision for row in rows} == {newest.pk}
    assert not any("negoti" in row.words for row in rows)


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"language": "fr"}, {"published_on": date(2020, 1, 1)}],
    ids=lambda change: next(iter(change)),
)
def test_what_search_knows_of_an_article_is_due_when_it_is_changed(change):
    article = make_article()
    index_due()
    for name, value in change.items():
        setattr(article, name, value)
    article.save()

    assert index_due() == 1
    row = Findable.objects.get(article=article, place=0)
    assert row.language == article.language
    assert row.day == article.published_on


def test_what_search_does_not_know_makes_nothing_due():
    article = make_article()
    index_due()
    article.byline = "Somebody"
    article.save()

    assert index_due() == 0
