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


def test_portraits_are_of_people_who_said_something():
    from tests.bench import portraits

    readers, project = portraits.fill(40)

    for reader in readers.values():
        seen = Attribution.objects.visible_to(reader).filter(coding__project=project)
        assert seen.count() == 40, reader
