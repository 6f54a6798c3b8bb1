"""Nothing is deleted without a trail: every table is tracked, or says here why it is not."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection, transaction
from pghistory.models import Context

from annotations.actions.history import written_by
from annotations.actions.tokens import make_token
from annotations.actions.webhooks import create_webhook
from annotations.models import (
    ArticleTag,
    Assignment,
    Counterpart,
    Decision,
    Distinct,
    LearnedModel,
    Link,
    RejectionReason,
    Relay,
    Suggestion,
    TagWay,
)
from tests.actions.conftest import NOW
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.feeds import make_feed
from tests.factories.learning import make_learned
from tests.factories.projects import make_codebook, make_tag
from tests.factories.translations import make_pair

MADE_AGAIN = "made out of other rows, and made again"
NEVER_CHANGED = "never changed and never deleted while anything needs it"
PRIVATE = "somebody's own, which others never see"
ON_ITS_WAY = "on its way in; what came of it has a history"
ITS_OWN = "is itself a history"
# The models that have no history, and why not.
UNTRACKED = {
    "Act": ITS_OWN,
    "ActorMove": ITS_OWN,
    "Addition": ITS_OWN,
    "BulkAct": ITS_OWN,
    "BulkPart": ITS_OWN,
    "CodebookVersion": ITS_OWN,
    "Ruling": ITS_OWN,
    "TagMove": ITS_OWN,
    "TakingOut": ITS_OWN,
    "Moved": ITS_OWN,
    "StoryMove": ITS_OWN,
    "RegisterTakingBack": ITS_OWN,
    "CodedTakingBack": ITS_OWN,
    "Appearance": MADE_AGAIN,
    "Batch": MADE_AGAIN,
    "Findable": MADE_AGAIN,
    "FindableDue": MADE_AGAIN,
    "Fingerprint": MADE_AGAIN,
    "Lexeme": MADE_AGAIN,
    "Mention": MADE_AGAIN,
    "NameWord": MADE_AGAIN,
    "Polling": MADE_AGAIN,
    "Run": MADE_AGAIN,
    "Saying": MADE_AGAIN,
    "SayingDue": MADE_AGAIN,
    "Story": MADE_AGAIN,
    "StoryArticle": MADE_AGAIN,
    "Suggestion": MADE_AGAIN,
    "TagsState": MADE_AGAIN,
    "Watch": MADE_AGAIN,
    "Sitting": "measured, not made; nobody changes it",
    "Capture": NEVER_CHANGED,
    "GuidelineImage": "the guidelines that show it have a history",
    "ActorPicture": "one that was removed or replaced stays",
    "Carry": NEVER_CHANGED,
    "Paragraph": NEVER_CHANGED,
    "Revision": NEVER_CHANGED,
    "Draft": ON_ITS_WAY,
    "FeedItem": ON_ITS_WAY,
    "Import": ON_ITS_WAY,
    "ImportEntry": ON_ITS_WAY,
    "ImportPiece": ON_ITS_WAY,
    "CodedImport": ON_ITS_WAY,
    "CodedImportEntry": ON_ITS_WAY,
    "CodedImportLine": ON_ITS_WAY,
    "CodedImportMade": ON_ITS_WAY,
    "CodedImportPiece": ON_ITS_WAY,
    "RegisterImport": ON_ITS_WAY,
    "RegisterImportPiece": ON_ITS_WAY,
    "RegisterImportRow": ON_ITS_WAY,
    "Delivery": ITS_OWN,
    "Restoration": ON_ITS_WAY,
    "RestorationPiece": ON_ITS_WAY,
    "Retrieval": ON_ITS_WAY,
    "Digest": ITS_OWN,
    "Flag": PRIVATE,
    "Presence": "of interest for a minute",
    "ReadMark": PRIVATE,
    "Reply": "of interest for a day, to whoever asks again",
    "ReadingPosition": PRIVATE,
    "Find": PRIVATE,
    "SavedSearch": PRIVATE,
    "Session": PRIVATE,
    "User": "accounts are never deleted, and a name that was taken away must be nowhere",
}
MODELS = {
    model.__name__: model
    for model in apps.get_app_config("annotations").get_models()
    if not hasattr(model, "pgh_tracked_model")
}
TRACKED = sorted(name for name, model in MODELS.items() if hasattr(model, "pgh_event_model"))


def test_every_table_is_tracked_or_says_why_not():
    assert MODELS.keys() - set(TRACKED) == UNTRACKED.keys()


@pytest.fixture
def world(cast):
    """A row of everything that is tracked."""
    pair = make_pair(cast.project_article, cast.owner)
    quill, feder = make_actor("Ada Quill"), make_actor("Otto Feder")
    make_affiliation(quill, "Envoy", None, date(2020, 1, 1))
    quill.names.create(name="A. Quill")
    tag = make_tag(cast.project.codebook, "Appeal")
    make_passage(pair.coding, "what comes next", tag)
    TagWay.objects.create(tag=tag, codebook=make_codebook("Other"), relation="none")
    ArticleTag.objects.create(coding=pair.coding, tag=tag)
    said = make_attribution(pair.coding, "shared work", tag, speaker=quill)
    Relay.objects.create(attribution=said, actor=feder, position=2)
    make_comment(make_thread(pair.coding, said.number), cast.owner)
    one, other = sorted([quill, feder], key=lambda actor: actor.pk)
    Distinct.objects.create(one=one, other=other, at=NOW, by=cast.owner)
    numbers = {"number": 1, "other_number": 1, "linked_by": cast.owner, "linked_at": NOW}
    lines = {"coding": pair.coding, "other_coding": pair.other}
    Counterpart.objects.create(project=cast.project, **lines, **numbers)
    Link.objects.create(
        project=cast.project,
        kind="repeats",
        coding=pair.coding,
        number=3,
        other_coding=pair.coding,
        other_number=1,
        linked_by=cast.owner,
        linked_at=NOW,
    )
    make_feed(cast.project)
    create_webhook(
        project=cast.project,
        address="https://hook.example/",
        tells=["coding.done"],
        by=cast.manager,
        at=NOW,
    )
    make_token(user=cast.owner, name="Script", scope="read", expires_at=None, by=cast.owner, at=NOW)
    Assignment.objects.create(
        project=cast.project,
        project_article=cast.project_article,
        analyst=cast.owner,
        assigned_at=NOW,
    )
    RejectionReason.objects.create(project=cast.project, name="Not said", position=99)
    make_learned(cast.project)
    machine = make_coding(cast.project_article, None, engine="rules 1")
    suggested = make_attribution(machine, "always sticks")
    suggestion = Suggestion.objects.create(
        attribution=suggested, project=cast.project, engine="rules 1", confidence=0.9, reason="cue"
    )
    Decision.objects.create(
        project=cast.project,
        coding=pair.coding,
        suggestion=suggestion,
        verdict="rejected",
        at=NOW,
    )


def test_whatever_is_deleted_by_whatever_statement_leaves_a_row(world):
    """Plain SQL, so that no code of ours can help; each deletion is rolled back."""
    silent = []
    for name in TRACKED:
        model = MODELS[name]
        row = model._default_manager.first()
        assert row is not None, f"the test has no {name}"
        gone = model.pgh_event_model.objects.filter(pgh_obj_id=row.pk, pgh_label="delete")
        with transaction.atomic():
            with connection.cursor() as cursor:
                table, column = model._meta.db_table, model._meta.pk.column
                cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [row.pk])
            if gone.count() != 1:
                silent.append(name)
            transaction.set_rollback(True)

    assert silent == []


def test_each_of_many_rows_of_one_statement_leaves_a_row_of_its_own(cast):
    """With who did it; a statement that put nothing in leaves nothing."""
    coding = make_coding(cast.project_article, cast.owner)
    tags = [make_tag(cast.project.codebook, f"Tag {number}") for number in range(3)]
    rows = [ArticleTag(coding=coding, tag=tag) for tag in tags]
    known = Context.objects.count()

    with written_by(cast.owner):
        ArticleTag.objects.bulk_create(rows)
    with written_by(cast.manager):
        ArticleTag.objects.bulk_create(rows, ignore_conflicts=True)

    events = ArticleTag.pgh_event_model.objects.filter(coding=coding, pgh_label="insert")
    assert sorted(events.values_list("tag_id", flat=True)) == sorted(tag.pk for tag in tags)
    assert {event.pgh_context.metadata["user"] for event in events} == {str(cast.owner.pk)}
    assert Context.objects.count() == known + 1


def test_history_says_what_was_deleted_for_good(world):
    """And nobody can take that back."""
    learned = LearnedModel.objects.get()
    event = LearnedModel.pgh_event_model.objects.get(pgh_obj_id=learned.pk)

    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        event.delete()
