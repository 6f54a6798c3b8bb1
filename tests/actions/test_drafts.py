from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from annotations.actions import drafts
from annotations.actions.articles import CannotTakeIn, Details
from annotations.actions.drafts import (
    CannotChangeDraft,
    CannotKeepDraft,
    change_draft,
    discard_draft,
    keep_draft,
    read_draft,
    restore_draft,
    save_draft,
)
from annotations.domain.extraction import extract_pasted
from annotations.models import Article, Draft
from tests.actions.test_articles import TEXT, taking_in
from tests.factories.projects import make_project
from tests.factories.users import make_user

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
DETAILS = Details(title="Envoys meet", source_name="Example Herald")


@pytest.fixture
def project(db):
    return make_project()


@pytest.fixture
def analyst(db):
    return make_user("analyst")


def keeping(project, by, text=TEXT, at=AT, **options):
    options.setdefault("read", extract_pasted(text))
    return keep_draft(project=project, by=by, at=at, data=text.encode(), **options)


def test_a_draft_has_the_bytes_and_the_proposals(project, analyst):
    draft = keeping(project, analyst, source_name="Example Herald").draft

    assert draft.data == TEXT.encode()
    assert (draft.title, draft.source_name) == ("Envoys meet again", "Example Herald")
    assert draft.is_complete
    assert not Article.objects.exists()


def test_a_draft_is_read_again_as_it_was_read_first(project, analyst):
    text = "%PDF- is how the files begin\x01\x02\x03\x04\n\n" + TEXT

    draft = keeping(project, analyst, text=text).draft

    assert read_draft(draft) == extract_pasted(text)


def test_the_same_bytes_are_one_draft(project, analyst):
    first = keeping(project, analyst).draft

    assert keeping(project, analyst).draft == first
    assert keeping(project, make_user("second")).draft != first
    assert Draft.objects.count() == 2


def test_what_is_in_the_project_already_makes_no_draft(project, analyst):
    taken = taking_in(project, analyst)

    kept = keeping(project, analyst)

    assert kept.exists == taken.project_article
    assert kept.draft is None
    assert not Draft.objects.exists()


def test_what_is_here_with_another_text_makes_one_that_is_a_revision(project, analyst):
    address = "https://example.org/news/1"
    taken = taking_in(project, analyst, canonical_url=address)
    text = TEXT.replace("six hours", "seven hours")
    read = extract_pasted(text)
    facts = replace(read.facts, canonical_url=address)

    draft = keeping(project, analyst, text=text, read=replace(read, facts=facts)).draft
    saved = save_draft(
        draft=draft, by=analyst, at=AT, details=replace(DETAILS, canonical_url=address)
    )

    assert (saved.status, saved.article) == ("revised", taken.article)


def test_what_is_in_another_project_makes_one(project, analyst):
    taking_in(make_project("Elsewhere"), analyst)

    assert keeping(project, analyst).draft


def test_what_was_typed_is_kept_even_if_it_is_not_complete(project, analyst):
    draft = keeping(project, analyst).draft

    change_draft(draft=draft, by=analyst, details=replace(DETAILS, source_name="", title="T"))

    draft.refresh_from_db()
    assert (draft.title, draft.source_name) == ("T", "")
    assert not draft.is_complete


def test_a_corrected_day_drops_the_moment_that_was_read(project, analyst):
    draft = keeping(project, analyst).draft
    draft.published_at, draft.published_on = AT, AT.date()
    draft.save()

    change_draft(draft=draft, by=analyst, details=replace(DETAILS, published_on=AT.date()))
    draft.refresh_from_db()
    assert draft.published_at == AT

    change_draft(draft=draft, by=analyst, details=replace(DETAILS, published_on=date(2026, 3, 1)))
    draft.refresh_from_db()
    assert draft.published_at is None


def test_saving_makes_the_article_once(project, analyst):
    draft = keeping(project, analyst, source_name="Example Herald").draft

    first = save_draft(draft=draft, by=analyst, at=AT)
    second = save_draft(draft=draft, by=analyst, at=AT)

    assert first.status == "created"
    assert second.status == "exists"
    assert second.project_article == first.project_article
    assert second.revision == first.revision
    assert Article.objects.count() == 1
    assert not Draft.objects.waiting().exists()
    draft.refresh_from_db()
    assert draft.data == b""


def test_a_draft_that_cannot_be_saved_stays_as_it_is(project, analyst):
    draft = keeping(project, analyst).draft

    with pytest.raises(CannotTakeIn):
        save_draft(draft=draft, by=analyst, at=AT)

    draft.refresh_from_db()
    assert draft.closed_at is None
    assert draft.data == TEXT.encode()
    assert not Article.objects.exists()


def test_discarding_can_be_taken_back(project, analyst):
    draft = keeping(project, analyst).draft

    discard_draft(draft=draft, by=analyst, at=AT)
    assert not Draft.objects.waiting().exists()

    restore_draft(draft=draft, by=analyst)
    assert Draft.objects.waiting().get() == draft


def test_the_same_bytes_bring_a_discarded_draft_back(project, analyst):
    draft = keeping(project, analyst).draft
    discard_draft(draft=draft, by=analyst, at=AT)

    assert keeping(project, analyst).draft == draft
    assert Draft.objects.waiting().get() == draft


def test_a_discarded_draft_cannot_be_changed_or_saved(project, analyst):
    draft = keeping(project, analyst, source_name="Example Herald").draft
    discard_draft(draft=draft, by=analyst, at=AT)

    with pytest.raises(CannotChangeDraft):
        change_draft(draft=draft, by=analyst, details=DETAILS)
    with pytest.raises(CannotChangeDraft):
        save_draft(draft=draft, by=analyst, at=AT)


def test_a_saved_draft_stays_saved(project, analyst):
    draft = keeping(project, analyst, source_name="Example Herald").draft
    save_draft(draft=draft, by=analyst, at=AT)

    discard_draft(draft=draft, by=analyst, at=AT)
    restore_draft(draft=draft, by=analyst)

    draft.refresh_from_db()
    assert draft.saved_as
    assert draft.closed_at == AT


def test_closed_drafts_are_forgotten_after_a_week(project, analyst):
    old = keeping(project, analyst).draft
    discard_draft(draft=old, by=analyst, at=AT)

    keeping(project, analyst, text=TEXT + "Other.", at=AT + timedelta(days=8))

    assert old not in Draft.objects.all()
    assert Draft.objects.count() == 1


def test_drafts_may_not_pile_up(project, analyst, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_WAITING", 1)
    keeping(project, analyst)

    with pytest.raises(CannotKeepDraft):
        keeping(project, analyst, text=TEXT + "Other.")

    assert keeping(project, analyst).draft
