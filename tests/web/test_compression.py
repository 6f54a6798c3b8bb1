"""Pages travel compressed: the annotating page has a budget of 15 KB when all else is cached."""

import gzip

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_a_page_is_compressed_for_a_browser_that_asks(cast, as_):
    address = reverse("workbench", args=[cast.project_article.pk])

    plain = as_(cast.owner).get(address)
    packed = as_(cast.owner).get(address, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"Envoys meet again" in gzip.decompress(packed.content)
    assert len(packed.content) < len(plain.content) / 2
