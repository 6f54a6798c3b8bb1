"""Imports of annotations taken back: what nobody has changed or built on goes, all else stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.actions import coded_taking_back
from annotations.actions.coded_taking_back import (
    CannotTakeCodedBack,
    fail_taking_coded_back,
    go_on_taking_coded_back,
    look_at_taking_coded_back,
    start_taking_coded_back,
)
from annotations.models import (
    Actor,
    Affiliation,
    ArticleTag,
    Attribution,
    Back,
    CodedImport,
    CodedTakingBack,
    Coding,
    Keeps,
    Link,
    ProjectArticle,
    Span,
    Tag,
    User,
)
from tests.exchange.coded.test_recording import lines
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.helpers.coded import NOW, imported
from tests.helpers.jobs import forget_jobs

LATER = NOW + timedelta(hours=1)
ID = "0199aaaa-0000-7000-8000-000000000001"
HUMAN = {"kind": "human", "name": "ada"}


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def said(number, words, **fields):
    statement = {"mode": "direct", "speaker": {"kind": "person", "name": "Otto Feder"}, **fields}
    places = [{"role": "content", "words": words, "number": number + 10}]
    return {"number": number, "places": places, "tags": ["Appeal"], "statement": statement}


def a_line(**fields):
    """A new article with a passage, two statements that are linked, a post and a tag."""
    link = {"kind": "repeats", "article": ID, "coder": HUMAN, "number": 2}
    post = {"post": "Envoy", "organisation": {"kind": "organisation", "name": "Coast Guard"}}
    passage = {"number": 1, "places": [{"role": "passage", "words": "harbour", "number": 1}]}
    annotations = [passage, said(2, "envoy", post=post), said(3, "Nobody", links=[link])]
    coding = {"coder": HUMAN, "annotations": annotations, "tags": ["Appeal"]}
    found = {
        "id": ID,
        "title": "Talks",
        "text": "The envoy spoke of the harbour.\nNobody answered.",
        "source": {"name": "Herald"},
        "codings": [coding],
    }
    return found | fields


def take(cast, *given, **terms):
    report = imported(lines(*(given or [a_line()])), cast.project, new_tags=True, **terms)
    assert report.counts["refused"] == 0, report.told
    return CodedImport.objects.latest("pk")


def look(upload, cast):
    return look_at_taking_coded_back(upload=upload, by=cast.manager, at=LATER)


def take_back(upload, cast):
    return start_taking_coded_back(taking=look(upload, cast), by=cast.manager, at=LATER)


def reasons(upload):
    kept = {why for keeps in upload.entries.values_list("keeps", flat=True) for _n, why in keeps}
    return kept | set(upload.things.exclude(why="").values_list("why", flat=True))


def test_all_that_it_made_goes_and_the_same_file_brings_it_again(cast):
    upload = take(cast)
    made = (Attribution, Span, Link, Tag, Affiliation, Actor, ArticleTag)
    counts = [model.objects.count() for model in made]
    assert counts == [2, 3, 1, 1, 1, 2, 1]

    taking = look(upload, cast)
    assert taking.is_waiting
    assert [model.objects.count() for model in made] == counts
    assert set(upload.entries.values_list("back", "going", "is_whole")) == {(Back.GOES, 3, True)}
    assert reasons(upload) == {Keeps.ACCOUNT}

    taking = start_taking_coded_back(taking=taking, by=cast.manager, at=LATER)
    assert (taking.finished_at, taking.failure) == (LATER, "")
    assert [model.objects.count() for model in made] == [0] * 7
    assert not Coding.objects.exists()
    assert not ProjectArticle.objects.filter(article__title="Talks").exists()
    gone = Attribution.pgh_event_model.objects.filter(pgh_label="delete")
    assert gone.count() == 2
    assert {event.pgh_context.metadata["user"] for event in gone} == {str(cast.manager.pk)}

    with pytest.raises(CannotTakeCodedBack, match="Nothing of it is left"):
        look(upload, cast)
    take(cast)
    assert [model.objects.count() for model in made] == counts
    assert User.objects.filter(username="ada").count() == 1


def test_what_was_there_before_and_what_others_made_is_not_touched(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "cornered")
    place = {"places": [{"role": "passage", "words": "professor"}]}
    article = {"id": str(cast.project_article.article_id), "title": "x"}
    codings = [{"coder": {"kind": "human", "name": "owner"}, "annotations": [place]}]
    upload = take(cast, {**article, "codings": codings})
    assert coding.spans.count() == 2

    take_back(upload, cast)

    assert coding.spans.get().words == "cornered"
    assert Coding.objects.get() == coding
    assert upload.entries.get().back == Back.DONE


def test_what_somebody_built_on_stays_and_says_why(cast):
    upload = take(cast)
    coding = Coding.objects.get()
    make_comment(make_thread(coding, 1), cast.owner)

    taking = take_back(upload, cast)

    assert taking.finished_at
    assert Span.objects.get().words == "harbour"
    assert upload.entries.get().keeps == [[1, Keeps.SAID]]
    # The article holds what stays, and nothing else holds the people.
    assert {Keeps.SAID, Keeps.WORKED, Keeps.ACCOUNT} == reasons(upload)
    assert ProjectArticle.objects.filter(article__title="Talks").exists()
    assert not Actor.objects.exists()


def test_people_whom_others_name_stay_with_their_posts(cast):
    upload = take(cast)
    speaker = Actor.objects.get(name="Otto Feder")
    other = make_coding(cast.project_article, cast.owner)
    make_attribution(other, "shared work", Tag.objects.get(), speaker=speaker)

    take_back(upload, cast)

    assert Attribution.objects.get().coding == other
    assert Actor.objects.get() == speaker
    assert Tag.objects.get().name == "Appeal"
    assert {Keeps.USED, Keeps.ACCOUNT} == reasons(upload)


def test_what_is_built_on_between_look_and_deed_stays(cast):
    upload = take(cast)
    taking = look(upload, cast)
    make_comment(make_thread(Coding.objects.get(), 2), cast.owner)

    start_taking_coded_back(taking=taking, by=cast.manager, at=LATER)

    assert Attribution.objects.get().number == 2
    assert {Keeps.SAID, Keeps.WORKED, Keeps.USED} <= reasons(upload)
    assert Actor.objects.filter(name="Otto Feder").exists()


def test_a_link_of_somebody_else_keeps_both_ends(cast):
    upload = take(cast)
    other = make_coding(cast.project_article, cast.owner)
    theirs = make_attribution(other, "shared work", speaker=make_actor("Ada Quill"))
    Link.objects.create(
        project=cast.project,
        kind="denies",
        coding=other,
        number=theirs.number,
        other_coding=Coding.objects.exclude(pk=other.pk).get(),
        other_number=3,
        linked_by=cast.owner,
        linked_at=NOW + timedelta(minutes=1),
    )

    take_back(upload, cast)

    assert upload.entries.get().keeps == [[3, Keeps.LINKED]]
    # The file's own link goes with the statement that it led to.
    assert Link.objects.get().kind == "denies"


def test_the_worker_does_it_in_parts_and_goes_on_after_a_break(cast, monkeypatch):
    for name, value in (("AT_ONCE", 1), ("WITHOUT_WORKER", 0)):
        monkeypatch.setattr(coded_taking_back, name, value)
    given = [a_line(id="", title=f"Talks {n}", text=f"{n}. {a_line()['text']}") for n in range(3)]
    for each in given:
        each["codings"] = [{"coder": HUMAN, "annotations": [each["codings"][0]["annotations"][0]]}]
    upload = take(cast, *given)
    taking = look(upload, cast)
    assert taking.is_looking

    go_on_taking_coded_back(taking=taking.pk, at=LATER, parts=2)
    taking.refresh_from_db()
    assert (taking.position, taking.total) == (2, 7)
    go_on_taking_coded_back(taking=taking.pk, at=LATER, parts=20)
    taking.refresh_from_db()
    taking = start_taking_coded_back(taking=taking, by=cast.manager, at=LATER)
    with pytest.raises(CannotTakeCodedBack, match="already"):
        look(upload, cast)
    with pytest.raises(CannotTakeCodedBack, match="already"):
        start_taking_coded_back(taking=taking, by=cast.manager, at=LATER)
    go_on_taking_coded_back(taking=taking.pk, at=LATER, parts=1)
    assert Span.objects.count() == 2
    fail_taking_coded_back(taking=taking.pk, at=LATER, why="Gone away")

    second = look(upload, cast)
    go_on_taking_coded_back(taking=second.pk, at=LATER, parts=20)
    second.refresh_from_db()
    second = start_taking_coded_back(taking=second, by=cast.manager, at=LATER)
    go_on_taking_coded_back(taking=second.pk, at=LATER, parts=20)
    second.refresh_from_db()
    assert second.finished_at
    assert not Span.objects.exists()
    assert cast.project.project_articles.count() == 1


def test_an_archived_project_keeps_what_it_has(cast):
    upload = take(cast)
    taking = look(upload, cast)
    cast.project.archived_at = NOW
    cast.project.save()

    with pytest.raises(CannotTakeCodedBack, match="archived"):
        look(upload, cast)
    with pytest.raises(CannotTakeCodedBack, match="archived"):
        start_taking_coded_back(taking=taking, by=cast.manager, at=LATER)
    assert Span.objects.count() == 3


def test_what_is_still_coming_in_is_not_taken_back(cast):
    upload = take(cast)
    upload.finished_at = None
    upload.save()

    with pytest.raises(CannotTakeCodedBack, match="Call it off first"):
        look(upload, cast)


def test_constraints(cast):
    upload = take(cast)
    common = {"upload": upload, "by": cast.manager, "at": LATER, "total": 1}
    for wrong in ({"position": 2}, {"started_at": LATER}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CodedTakingBack.objects.create(**common, **wrong)
    CodedTakingBack.objects.create(**common)
    with pytest.raises(IntegrityError), transaction.atomic():
        CodedTakingBack.objects.create(**common)
    for wrong in ({"back": Back.STAYS}, {"back": Back.GOES, "why": Keeps.USED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            upload.things.update(**wrong)
