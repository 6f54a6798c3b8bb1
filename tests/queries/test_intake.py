from datetime import UTC, datetime, timedelta

import pytest

from annotations.actions.drafts import discard_draft, save_draft
from annotations.queries.intake import intake_lists, source_names
from tests.actions.test_articles import TEXT
from tests.actions.test_drafts import keeping
from tests.factories.articles import make_source
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.helpers.queries import queries_of

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_drafts_are_parted_by_what_became_of_them():
    project, analyst = make_project(), make_user("analyst")
    waiting = keeping(project, analyst, at=AT).draft
    complete = keeping(project, analyst, text=TEXT + "2", at=AT, source_name="Herald").draft
    saved = keeping(project, analyst, text=TEXT + "3", at=AT, source_name="Herald").draft
    discarded = keeping(project, analyst, text=TEXT + "4", at=AT).draft
    save_draft(draft=saved, by=analyst, at=AT)
    discard_draft(draft=discarded, by=analyst, at=AT)

    lists = intake_lists(project, analyst, AT + timedelta(hours=1))

    assert lists.waiting == [waiting, complete]
    assert lists.saved == [saved]
    assert lists.discarded == [discarded]
    assert (lists.complete, lists.sourceless) == (1, 1)
    assert len(queries_of(lambda: intake_lists(project, analyst, AT))) == 1


def test_what_was_dealt_with_long_ago_is_not_listed():
    project, analyst = make_project(), make_user("analyst")
    discard_draft(draft=keeping(project, analyst).draft, by=analyst, at=AT)

    lists = intake_lists(project, analyst, AT + timedelta(days=2))

    assert lists.waiting == lists.saved == lists.discarded == []


def test_sources_are_named_in_alphabet():
    for name in ("tide", "Ample", "Ember"):
        make_source(name)

    assert source_names() == ["Ample", "Ember", "tide"]
