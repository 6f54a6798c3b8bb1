"""The pages of saved searches shut nobody out: with what is new, with what was deleted, and empty."""

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.feed_tokens import renew_feed_token
from annotations.actions.following import follow
from annotations.actions.indexing import index_due
from annotations.actions.saved_searches import change_search, delete_search, save_search
from annotations.models import SearchKind, User
from annotations.web.saved_searches import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_saved_searches(walk, demo):
    now = timezone.now()
    analyst, curator = (User.objects.get(username=name) for name in ("analyst", "curator"))
    renew_feed_token(user=curator, by=curator)
    kept, deleted = (
        save_search(by=curator, at=now, name=name, query=query, kind=SearchKind.TEXT, look=look)
        for name, query in (("Harbour", "q=harbour"), ("Pilots", "q=pilots"))
    )
    change_search(saved=kept, by=curator, project_id=demo.pk)
    delete_search(saved=deleted, by=curator, at=now)
    index_due()
    follow(search=kept.pk, look=look, at=now)
    page, found = reverse("saved-search-list"), reverse("saved-search-detail", args=[kept.pk])

    walk(
        curator, {"kept": page, "found": found, "asked otherwise": f"/search/?q=a&saved={kept.pk}"}
    )
    walk(analyst, {"shared": page})
