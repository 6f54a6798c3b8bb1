"""What benches make without Django's help still fits the tables that they fill."""

import pytest
from django.urls import reverse

from annotations.models import Attribution
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db


def test_search_is_asked_of_articles_and_statements(client):
    from tests.bench import search

    readers = search.fill(400)
    search.annotate(search.by_name(), readers, 40)

    client.force_login(readers["all"])
    answer = client.get(reverse("search"), {"q": search.words_from(0, 1, 1)[0]})
    assert "Measured" in parse(answer.content).text_content()
    assert Attribution.objects.filter(coding__project__name="all").exists()


def test_pronouns_take_the_place_of_surnames_named_nearby():
    from tests.bench import meant

    text = "Anna Berg came. Berg said so. “No,” Berg said. Piet Veen met Lars Veen. Veen said no."
    speakers = [[[at, at + 4]] for at in (5, 16, 36, text.rindex("Veen"))]

    found = [(surname, new) for _at, surname, new in meant.made(text, iter(speakers))]

    assert found == [
        ("Berg", text.replace("Berg said so", "She said so")),
        ("Berg", text.replace("Berg said. P", "she said. P")),
    ]


def test_portraits_are_of_people_who_said_something():
    from tests.bench import portraits

    readers, project = portraits.fill(40)

    for reader in readers.values():
        seen = Attribution.objects.visible_to(reader).filter(coding__project=project)
        assert seen.count() == 40, reader
