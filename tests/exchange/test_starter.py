from collections import Counter

import pytest

from annotations.domain.shortcuts import is_allowed
from annotations.exchange.starter import STARTERS, install_starter, read_starter
from annotations.models import Codebook, Colour

TAGS = read_starter()["tags"]
FILES = [read_starter(which)["tags"] for which in STARTERS]
EVERY = [tag for tags in FILES for tag in tags]
both = pytest.mark.parametrize("tags", FILES, ids=list(STARTERS))


@pytest.mark.parametrize("tag", EVERY, ids=lambda tag: tag.key)
def test_every_tag_says_what_it_means(tag):
    assert tag.name
    assert tag.definition
    assert tag.example
    assert tag.when_not
    assert tag.colour in Colour.values


@both
def test_short_names_and_names_are_there_once(tags):
    assert not [key for key, count in Counter(tag.key for tag in tags).items() if count > 1]
    assert not [name for name, count in Counter(tag.name for tag in tags).items() if count > 1]


@both
def test_no_key_is_taken_twice_or_belongs_to_the_page(tags):
    keys = [tag.shortcut for tag in tags if tag.shortcut]

    assert len(keys) == len(set(keys))
    assert [key for key in keys if not is_allowed(key)] == []


def test_there_are_two_trees():
    parents = Counter(tag.parent for tag in TAGS)

    assert parents.keys() == {"", "speech-act", "topic"}
    assert parents[""] == 2


@pytest.mark.django_db
def test_it_is_installed_as_it_stands_in_the_file():
    codebook = install_starter(by=None)

    again = install_starter(name="Another study", by=None)

    assert Codebook.objects.count() == 2
    assert codebook.name == read_starter()["name"]
    assert again.name == "Another study"
    assert codebook.tags.count() == again.tags.count() == len(TAGS)
    assert codebook.tags.get(key="threat").parent.key == "speech-act"


@pytest.mark.django_db
def test_of_events_a_passage_has_one_kind():
    codebook = install_starter(which="events", by=None)

    event = codebook.tags.get(parent=None)
    assert (event.is_single, event.applies_to) == (True, [])
    assert codebook.tags.filter(parent=event).count() == 15
