"""The demo's files by themselves, without a database: what they quote is there."""

from datetime import date

import pytest

from annotations.domain.demo import DEMO_LOGINS
from annotations.domain.extraction import extract
from annotations.exchange.demo.files import Words, read_articles, read_study
from annotations.exchange.demo.places import WordsNotFound, nearest, place_of
from annotations.exchange.starter import read_starter
from annotations.models import AffiliationKind, Certainty, Mode, Role, Stance

STUDY = read_study()
ARTICLES = read_articles()
ACTORS = {actor["name"]: actor for actor in STUDY["actors"]}
TAGS = {tag.key for tag in read_starter()["tags"]}
ALL = [
    pytest.param(article, one, id=f"{article.filename[0]}-{one.content[0].words[:30]}")
    for article in ARTICLES
    for one in article.attributions
]


def text_of(article):
    return extract(article.data, filename=article.filename).text


def test_there_are_eight_articles_of_300_to_900_words_in_three_languages():
    assert len(ARTICLES) == 8
    assert {article.language for article in ARTICLES} == {"en", "fr", "ar"}
    for article in ARTICLES:
        assert 300 <= len(text_of(article).split()) <= 900, article.filename


def test_one_is_a_near_copy_of_another_with_one_word_changed_that_matters():
    first, copy = (text_of(article) for article in ARTICLES[:2])

    assert "not to share it" in first
    assert "not to surrender it" in copy
    shared = set(first.split("\n")) & set(copy.split("\n"))
    assert sum(map(len, shared)) > len(copy) / 2
    assert ARTICLES[0].source != ARTICLES[1].source


def test_two_analysts_annotated_and_something_is_left_to_do():
    makers = {name for article in ARTICLES for one in article.attributions for name in one.by}
    finished = [article for article in ARTICLES if "analyst" in article.done_by]

    assert makers == {"analyst", "second"}
    assert 0 < len(finished) < len(ARTICLES)
    assert any(not any("analyst" in a.by for a in article.attributions) for article in ARTICLES)


@pytest.mark.parametrize(("article", "one"), ALL)
def test_every_word_of_an_attribution_is_found(article, one):
    text = text_of(article)

    contents = [place_of(text, words) for words in one.content]

    for words in filter(None, [one.cue, one.mention]):
        place = nearest(text, words, contents)
        gap = min(abs(place[0] - end) for _start, end in contents)
        near = min(gap, *(abs(start - place[1]) for start, _end in contents))
        assert near < 330, words


@pytest.mark.parametrize(("article", "one"), ALL)
def test_every_name_and_value_of_an_attribution_is_known(article, one):
    assert one.mode in Mode.values
    assert one.stance in {*Stance.values, ""}
    assert one.certainty in Certainty.values
    assert set(one.tags) <= TAGS
    assert {one.speaker, one.target, one.relayer} - {""} <= ACTORS.keys()
    if one.post:
        posts = [post for post in ACTORS[one.speaker]["posts"] if post["post"] == one.post]
        assert any(
            post.get("from", date.min) <= article.published_on < post.get("until", date.max)
            for post in posts
        )


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.filename)
def test_passages_are_found_and_tagged(article):
    text = text_of(article)

    for passage in article.passages:
        assert place_of(text, passage.words)
        assert set(passage.tags) <= TAGS


def test_some_annotations_overlap():
    text = text_of(ARTICLES[0])
    contents = [place_of(text, words) for one in ARTICLES[0].attributions for words in one.content]

    crossing = [
        passage
        for passage in ARTICLES[0].passages
        for start, end in contents
        for at in [place_of(text, passage.words)]
        if at[0] < end and start < at[1]
    ]

    assert crossing


def test_the_people_are_those_whom_the_launcher_tells_of():
    users = {user["username"]: user for user in STUDY["users"]}

    assert tuple(users) == DEMO_LOGINS
    assert users["admin"]["is_superuser"]
    assert {user["role"] for user in users.values()} <= set(Role.values)


def test_posts_are_at_organisations_that_are_there():
    posts = [post for actor in ACTORS.values() for post in actor.get("posts", [])]

    assert all(post["at"] in ACTORS for post in posts if "at" in post)
    assert all(post["kind"] in AffiliationKind.values for post in posts)
    assert {article.source for article in ARTICLES} <= {row["name"] for row in STUDY["sources"]}


def test_words_are_found_once_or_not_at_all():
    text = "He said it. She said it, too."

    assert place_of(text, Words("too")) == (25, 28)
    assert place_of(text, Words("said", after="She ")) == (16, 20)
    for wrong in [Words("said"), Words("says"), Words("said", after="They ")]:
        with pytest.raises(WordsNotFound):
            place_of(text, wrong)


def test_the_nearest_whole_word_outside_is_taken():
    text = "He said: “he said hello”, she said. Others heard."

    assert nearest(text, Words("said"), [(9, 24)]) == (3, 7)
    assert nearest(text, Words("she"), [(9, 24)]) == (26, 29)
    assert nearest(text, Words("he"), [(0, 2)]) == (10, 12)
    assert nearest(text, Words("said", after="she "), [(9, 24)]) == (30, 34)
    with pytest.raises(WordsNotFound):
        nearest(text, Words("hello"), [(9, 24)])
