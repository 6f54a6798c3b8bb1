import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.stories.gathering import Gathering
from annotations.domain.stories.words import words_of
from tests.domain.stories.wire import OTHER, PARAGRAPHS, WIRE, cut, joined, twenty_copies


def gathered(texts):
    with Gathering() as gathering:
        return [gathering.add(text) for text in texts]


@pytest.mark.parametrize("seed", range(12))
def test_twenty_copies_are_one_story_in_whatever_order_they_come(seed):
    texts = twenty_copies()
    random.Random(seed).shuffle(texts)

    assert gathered([OTHER, *texts]) == [0, *[1] * 20]


def test_each_article_of_a_digest_keeps_its_story():
    other = "\n\n".join(OTHER.split("\n\n")[1:])
    digest = joined(*PARAGRAPHS[1:], other)

    assert gathered([WIRE, OTHER, digest]) == [0, 1, 0]
    assert gathered([digest, WIRE, OTHER]) == [0, 0, 2]


def test_a_cut_copy_finds_the_whole_one_and_the_other_way_round():
    assert gathered([cut(3), OTHER, WIRE, cut(2)]) == [0, 1, 0, 0]


def test_empty_texts_are_alone_and_tiny_ones_with_their_like():
    assert gathered(["", "No.", "", "no", "No!", "Yes."]) == [0, 1, 2, 1, 1, 5]


def test_a_thousand_that_are_the_same_are_one_story():
    assert set(gathered([WIRE] * 1000)) == {0}


def test_what_all_articles_of_a_house_have_tells_nothing():
    notice = " ".join(f"notice{number}" for number in range(200))
    heads = [" ".join(f"{word}{number}" for word in range(250)) for number in range(200)]

    texts = [f"{head}\n\n{notice}" for head in heads]

    assert gathered(texts) == list(range(200))
    assert gathered([*texts, texts[150]])[-1] == 150


def test_a_very_long_text_and_its_beginning():
    chance = random.Random(2)
    words = [str(chance.randrange(10_000)) for _ in range(170_000)]

    assert gathered([" ".join(words), " ".join(words[:100])]) == [0, 0]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_every_story_is_called_by_its_first_text(texts):
    stories = gathered(texts)

    assert all(story <= place for place, story in enumerate(stories))
    assert all(stories[story] == story for story in stories)
    for place, again in enumerate(gathered(texts + texts)[len(texts) :]):
        assert again == (stories[place] if words_of(texts[place]) else len(texts) + place)
