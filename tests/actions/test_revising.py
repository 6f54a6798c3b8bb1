import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions.acts import CannotUndo, undo
from annotations.actions.codings import finish_coding
from annotations.actions.comments import start_thread
from annotations.actions.decisions import accept, reject
from annotations.actions.excerpts import Range
from annotations.actions.flags import put_flag
from annotations.actions.machine import suggest_quotations
from annotations.actions.spans import create_passage
from annotations.models import (
    Capture,
    Carry,
    Coding,
    CodingKind,
    CodingState,
    Decision,
    Flag,
    ProjectArticle,
    Span,
    Thread,
    Verdict,
)
from annotations.queries.verifying import verify
from tests.actions.conftest import NOW, WINTER
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.revisions import revise_to

SOFTER = WINTER.replace("Nobody signs", "Somebody signs")
UPDATED = "Updated at noon.\n\n" + WINTER


def revised(desk, text, remark=""):
    return revise_to(desk.project_article.article, text, remark)


def current(desk):
    """The analyst's coding as it is now, which need not be of the first revision."""
    return Coding.objects.get(project_article=desk.project_article, analyst=desk.by)


def words_in(coding):
    return [span.words for span in Span.objects.filter(coding=coding).in_reading_order()]


class TestTheText:
    def test_that_was_there_already_changes_nothing(self, winter):
        first = revised(winter, WINTER, "<!-- 1 -->")
        again = revised(winter, WINTER, "<!-- 1 -->")

        assert (first.status, again.status) == ("unchanged", "known")
        assert first.revision == again.revision
        assert Capture.objects.filter(article=winter.project_article.article).count() == 2

    def test_that_differs_is_a_new_revision(self, winter):
        made = revised(winter, SOFTER)

        assert (made.status, made.revision.number) == ("revised", 2)
        assert made.revision.text == SOFTER
        assert "".join(p.text for p in made.revision.paragraphs.order_by("index")) == SOFTER
        assert revised(winter, SOFTER).status == "known"

    def test_that_was_taken_back_is_a_third_one_of_the_bytes_that_are_kept(self, winter):
        revised(winter, UPDATED)
        second = revised(winter, SOFTER)
        third = revised(winter, UPDATED)

        assert (third.status, third.revision.number) == ("revised", 4)
        assert third.revision.capture != second.revision.capture
        assert Capture.objects.filter(article=winter.project_article.article).count() == 3


class TestACoding:
    def test_is_followed_by_one_with_all_that_is_the_same(self, winter):
        act = winter.mark("“It will thaw,”", winter.tag)
        earlier = current(winter)
        before = list(Span.objects.filter(coding=earlier).values())

        made = revised(winter, UPDATED)

        coding = current(winter)
        assert (coding.revision, coding.next_number) == (made.revision, earlier.next_number)
        assert words_in(coding) == ["“It will thaw,”"]
        (span,) = Span.objects.filter(coding=coding)
        assert made.revision.text[span.start : span.end] == span.words
        assert span.number == act.annotation
        assert [one.tag for one in span.span_tags.all()] == [winter.tag]
        assert coding.annotation_count == 1
        # What was made in the old text stays as it was.
        assert list(Span.objects.filter(coding=earlier).values()) == before
        earlier.refresh_from_db()
        assert not earlier.is_current
        (carry,) = Carry.objects.filter(coding=coding)
        assert (carry.origin, carry.annotation, carry.outcome) == (earlier, span.number, "same")

    def test_keeps_attributions_with_everything_in_them(self, winter):
        suggestion = machine_of(winter).attributions.order_by("number").first()
        accept(number=suggestion.number, **winter.here)
        (was,) = current(winter).attributions.all()

        revised(winter, UPDATED)

        (now,) = current(winter).attributions.all()
        assert now.pk != was.pk
        for name in ("number", "mode", "speaker", "affiliation", "stance", "note", "created_at"):
            assert getattr(now, name) == getattr(was, name)
        assert [span.words for span in now.spans.order_by("number")] == [
            span.words for span in was.spans.order_by("number")
        ]

    def test_lets_wait_what_changed(self, winter):
        act = winter.mark("Nobody signs in winter")
        winter.mark("It will thaw")

        revised(winter, SOFTER)

        coding = current(winter)
        assert words_in(coding) == ["It will thaw"]
        (carry,) = Carry.objects.waiting().filter(coding=coding)
        assert (carry.annotation, carry.outcome) == (act.annotation, "changed")
        (place,) = carry.places
        assert SOFTER[place["start"] : place["end"]] == "Somebody signs in winter"

    def test_that_is_done_is_open_again_only_where_something_waits(self, winter):
        winter.mark("Nobody signs in winter")
        finish_coding(**winter.here)

        revised(winter, UPDATED)
        assert current(winter).state == CodingState.DONE
        revised(winter, SOFTER)
        assert current(winter).state == CodingState.OPEN

    def test_finds_again_what_was_taken_back(self, winter):
        winter.mark("Nobody signs in winter")
        revised(winter, SOFTER)

        revised(winter, UPDATED)

        assert words_in(current(winter)) == ["Nobody signs in winter"]
        assert not Carry.objects.waiting().filter(coding=current(winter)).exists()

    def test_takes_comments_and_flags_with_it(self, winter, cast):
        act = winter.mark("It will thaw")
        thread = start_thread(
            coding=current(winter), annotation=act.annotation, text="Sure?", by=cast.owner, at=NOW
        ).thread
        put_flag(
            project_article=winter.project_article, by=cast.owner, at=NOW, annotation=act.annotation
        )

        revised(winter, UPDATED)

        assert Thread.objects.get(pk=thread.pk).coding == current(winter)
        assert Flag.objects.standing().filter(annotation=act.annotation).exists()

    def test_has_nothing_to_undo_that_was_done_in_another_text(self, winter):
        winter.mark("It will thaw")
        revised(winter, UPDATED)

        with pytest.raises(CannotUndo, match="nothing to undo"):
            undo(**winter.here)

    def test_of_each_analyst_and_project_is_carried(self, winter, cast, project_of_others):
        article = winter.project_article.article
        rows = [
            (winter.project_article, cast.owner),
            (winter.project_article, cast.second),
            (add_article(project_of_others, article), cast.owner),
        ]
        for row, analyst in rows:
            winter.project_article, winter.by = row, analyst
            winter.mark("It will thaw")

        revised(winter, UPDATED)

        found = Coding.objects.by_people().filter(revision__number=2)
        assert {(one.project_article, one.analyst) for one in found} == set(rows)

    def test_counts_once(self, winter, cast):
        winter.mark("It will thaw")
        revised(winter, UPDATED)

        (row,) = ProjectArticle.objects.filter(pk=winter.project_article.pk).with_coding_of(
            cast.owner
        )
        assert (row.my_state, row.my_annotations) == ("open", 1)


@pytest.fixture
def project_of_others(cast):
    project = make_project(name="Another study")
    join(project, cast.owner, "analyst")
    return project


def machine_of(desk):
    return Coding.objects.get(project_article=desk.project_article, kind=CodingKind.MACHINE)


class TestTheMachine:
    def test_reads_the_new_text_into_a_coding_of_its_own(self, winter):
        earlier = machine_of(winter)
        made = revised(winter, SOFTER)

        coding = suggest_quotations(project_article=winter.project_article, at=NOW)

        assert coding != earlier
        assert coding.revision == made.revision
        assert earlier.attributions.exists()
        assert machine_of(winter) == coding

    def test_does_not_offer_again_what_was_rejected(self, winter, cast):
        numbers = (
            machine_of(winter).attributions.order_by("number").values_list("number", flat=True)
        )
        kept, changed = numbers[1], numbers[0]
        reject(number=kept, **winter.here)
        reject(number=changed, **winter.here)
        revised(winter, "Updated at noon.\n\n" + SOFTER)

        suggest_quotations(project_article=winter.project_article, at=NOW)

        (decision,) = Decision.objects.filter(coding=current(winter))
        assert decision.verdict == Verdict.REJECTED
        spans = decision.suggestion.attribution.spans.filter(role="content")
        assert [span.words for span in spans] == ["“It will thaw,”"]


def test_what_is_kept_can_still_be_verified(winter):
    winter.mark("Nobody signs in winter")
    revised(winter, SOFTER)
    suggest_quotations(project_article=winter.project_article, at=NOW)

    verified = verify(winter.project_article.article)
    assert verified.revisions == 2
    assert verified.spans > 1
    assert [problem for problem in verified.problems if "span" in problem] == []


def test_a_number_of_annotations_costs_no_more_queries(cast):
    counts = []
    for number in (1, 12):
        text = "\n\n".join(f"This is line number {n} of it all." for n in range(12))
        row = add_article(cast.project, make_article(f"{number}\n\n{text}"))
        for n in range(number):
            words = f"line number {n} of"
            start = f"{number}\n\n{text}".index(words)
            create_passage(
                project_article=row,
                by=cast.owner,
                at=NOW,
                where=Range(start, start + len(words), words),
                tags=[],
            )
        with CaptureQueriesContext(connection) as queries:
            revise_to(row.article, f"{number}\n\nA line before.\n\n{text}")
        counts.append(len(queries))
        assert (
            Span.objects.filter(coding__is_current=True, coding__project_article=row).count()
            == number
        )

    assert counts[0] == counts[1]


class TestTheTitle:
    """Of an article that its outlet called something already."""

    @pytest.fixture
    def article(self, winter):
        article = winter.project_article.article
        revise_to(article, WINTER, "<!-- 1 -->", title=article.title)
        return article

    def titled(self, article, title, remark=""):
        made = revise_to(article, WINTER, remark or f"<!-- {title} -->", title=title)
        article.refresh_from_db()
        return made.status, article.title

    def test_follows_the_outlets_and_the_old_one_stays_on_record(self, article):
        old = article.title

        assert self.titled(article, "Nobody signs at all") == ("retitled", "Nobody signs at all")

        assert article.revisions.count() == 1
        captured = article.captures.order_by("pk").values_list("title", flat=True)
        assert list(captured)[-2:] == [old, "Nobody signs at all"]

    def test_that_comes_back_is_taken_back(self, article):
        old = article.title
        self.titled(article, "Nobody signs at all")

        assert self.titled(article, old, "<!-- 1 -->") == ("retitled", old)
        assert self.titled(article, old, "<!-- 1 -->") == ("known", old)
        assert self.titled(article, "Nobody signs at all") == ("retitled", "Nobody signs at all")

    def test_that_somebody_wrote_stays(self, article):
        article.title = "The winter round"
        article.save()

        assert self.titled(article, "Nobody signs at all") == ("unchanged", "The winter round")

    def test_of_a_changed_text_follows_as_well(self, article):
        made = revise_to(article, SOFTER, title="Somebody signs")
        article.refresh_from_db()

        assert (made.status, article.title) == ("revised", "Somebody signs")
        assert made.revision.capture.title == "Somebody signs"

    def test_that_a_page_does_not_say_changes_nothing(self, article):
        old = article.title

        assert self.titled(article, " ") == ("unchanged", old)
