"""Taking many in at once does what taking them in one by one would do, in fewer statements."""

import threading

import pytest
from django.db import connection

from annotations.actions import bulk, captures
from annotations.actions.articles import CannotTakeIn, Details, TakenIn
from annotations.actions.bulk import Offer, known, take_in_many
from annotations.domain.extraction import MEDIA_TYPES, Format, extract
from annotations.domain.extraction.rows import bytes_of
from annotations.models import Article, Capture, ProjectArticle, Revision, Source
from annotations.queries.verifying import verify
from tests.actions.test_articles import AT, TEXT, counts, taking_in
from tests.factories.articles import make_source
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.queries import assert_same_count, queries_of

WORDS = "The delegations met for six hours, and nobody would say what was on the table."
ROW = MEDIA_TYPES[Format.ROW]


@pytest.fixture
def project(db):
    forget_jobs()
    return make_project()


@pytest.fixture
def analyst(db):
    return make_user("analyst")


def offer(number, source="Example Herald", **row):
    data = bytes_of({"title": f"Round {number}", "text": f"{WORDS} Round {number}."} | row)
    read = extract(data, media_type=ROW)
    return Offer(data=data, extract=read, details=Details.proposed(read, source))


def taking(project, by, *offers):
    return take_in_many(project=project, by=by, at=AT, offers=offers)


def statuses(outcomes):
    return [each.status if isinstance(each, TakenIn) else str(each) for each in outcomes]


def test_each_is_an_article_with_all_that_belongs_to_it(project, analyst):
    outcomes = taking(project, analyst, *map(offer, range(3)))

    assert statuses(outcomes) == ["created"] * 3
    assert counts() == [1, 3, 3, 3, 3, 3]
    for number, taken in enumerate(outcomes):
        article = Article.objects.get(title=f"Round {number}")
        assert (taken.article, taken.revision) == (article, article.revisions.get())
        assert (article.source.name, article.created_by) == ("Example Herald", analyst)
        assert taken.project_article == article.project_articles.get(project=project)
        capture = article.captures.get()
        assert (capture.media_type, capture.captured_at) == (ROW, AT)


def test_what_is_kept_can_be_read_again_from_its_bytes(project):
    text = "Leave a comment\r\n  “We wait,” said Ada Quill.\r\n"

    (taken,) = taking(project, None, offer(1, text=text))

    assert taken.article.revisions.get().text == text.replace("\r\n", "\n")
    verified = verify(taken.article)
    assert (verified.revisions, verified.unread, verified.problems) == (1, 0, [])


def test_the_history_says_who_did_it(project, analyst):
    taking(project, analyst, offer(1))

    event = Article.pgh_event_model.objects.get()
    assert event.pgh_context.metadata["user"] == str(analyst.pk)


def test_the_same_bytes_are_one_article_here_and_among_themselves(project, analyst):
    taken = taking_in(project, analyst)
    same = Offer(data=TEXT.encode())
    before = counts()

    outcomes = taking(project, analyst, same, offer(1), offer(1), same)

    assert statuses(outcomes) == ["exists", "created", "exists", "exists"]
    assert outcomes[0].article == outcomes[3].article == taken.article
    assert outcomes[0].revision == taken.revision
    assert outcomes[1].article == outcomes[2].article
    assert [after - old for after, old in zip(counts(), before, strict=True)] == [0, 1, 1, 1, 1, 1]


def test_the_same_address_is_one_article_here_and_among_themselves(project, analyst):
    url = "https://example.org/news/1"
    first = taking_in(project, analyst, canonical_url=url)

    outcomes = taking(
        project,
        analyst,
        offer(1, url=url),
        offer(2, url="https://example.org/news/2"),
        offer(3, url="https://example.org/news/2"),
    )

    assert outcomes[0].article == first.article
    assert outcomes[1].article == outcomes[2].article
    assert Article.objects.count() == 2


def test_what_is_here_in_another_project_is_added_to_this_one(project, analyst):
    first = taking_in(make_project("Elsewhere"), analyst)

    (taken,) = taking(project, analyst, Offer(data=TEXT.encode()))

    assert (taken.status, taken.article) == ("exists", first.article)
    assert taken.project_article.project == project


def test_one_that_is_refused_stops_no_other(project):
    outcomes = taking(project, None, offer(1), offer(2, source=""), offer(3), offer(4, "x" * 201))

    assert [isinstance(each, TakenIn) for each in outcomes] == [True, False, True, False]
    assert isinstance(outcomes[1], CannotTakeIn)
    assert outcomes[1].field == "source_name"
    assert str(outcomes[3]).endswith(".")
    assert Article.objects.count() == 2


def test_sources_are_found_or_made_once(project):
    herald = make_source("Example Herald")

    taking(
        project, None, offer(1, "example HERALD"), offer(2, "Second Quay"), offer(3, "SECOND quay")
    )

    assert list(Article.objects.filter(source=herald).values_list("title", flat=True)) == [
        "Round 1"
    ]
    assert Source.objects.get(name__iexact="second quay").is_reviewed is False


def test_a_source_whose_small_letters_are_a_matter_of_opinion(project):
    outcomes = taking(project, None, offer(1, "İzmir Postası"), offer(2, "İzmir Postası"))

    assert statuses(outcomes) == ["created", "created"]
    assert Source.objects.count() == 1


def test_the_machine_reads_what_is_new_to_the_project_when_it_has_time(project, analyst):
    taking_in(project, analyst)
    forget_jobs()

    outcomes = taking(project, analyst, Offer(data=TEXT.encode()), offer(1), offer(2))

    asked = jobs().values_list("task_name", "args", "priority")
    assert list(asked) == [
        *(
            ("suggest_article", {"project_article": str(each.project_article.pk)}, -10)
            for each in outcomes[1:]
        ),
        *(("gather_article", {"article": str(each.article.pk)}, -10) for each in outcomes[1:]),
    ]


def test_but_not_where_the_project_wants_no_suggestions(project):
    project.has_suggestions = False

    taking(project, None, offer(1))

    assert not jobs().filter(task_name="suggest_article").exists()


def test_many_cost_as_much_as_few(project, analyst):
    def act(*offers):
        taking(project, analyst, *offers)

    taking(project, analyst, offer(0))
    here = Offer(data=offer(0).data)
    few = queries_of(lambda: act(here, offer(1, "A Quay", url="https://example.org/1")))
    numbers = range(2, 40)
    offers = [offer(n, f"{n % 7} Quay", url=f"https://example.org/{n}") for n in numbers]
    many = queries_of(lambda: act(here, *offers, *offers))

    assert_same_count(few, many, at_most=19)


def test_what_is_here_already_costs_few_queries(project, analyst):
    offers = [Offer(data=offer(n).data) for n in range(30)]
    taking(project, analyst, *map(offer, range(30)))

    again = queries_of(lambda: taking(project, analyst, *offers))

    assert len(again) <= 8
    assert not any(sql.startswith("INSERT") for sql in again)


def test_where_the_database_refuses_a_batch_each_is_tried_by_itself(project, monkeypatch):
    """Somebody takes one of them in between our look and our insertion."""

    def meanwhile(hashes):
        monkeypatch.setattr(bulk, "known", known)
        taking(project, None, offer(2))
        return {}

    monkeypatch.setattr(bulk, "known", meanwhile)

    outcomes = taking(project, None, *map(offer, range(4)), offer(3))

    assert statuses(outcomes) == ["created", "created", "exists", "created", "exists"]
    assert Article.objects.count() == Capture.objects.count() == 4


def test_a_failure_half_way_leaves_nothing(project, monkeypatch):
    before = counts()
    monkeypatch.setattr(captures.PARAGRAPHS, "copy_in", lambda rows: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        taking(project, None, offer(1))

    assert counts() == before


def test_none_is_no_matter(project):
    assert taking(project, None) == []


def test_hashes_that_some_capture_has(project, analyst):
    taken = taking_in(project, analyst)
    sha256 = Capture.objects.get().sha256

    assert known([sha256, "0" * 64]) == {sha256: taken.article.pk}


@pytest.mark.django_db(transaction=True)
def test_two_who_take_in_the_same_at_once_end_with_one_of_each():
    project = make_project("At once")
    together = threading.Barrier(2)
    found, failures = [], []

    def act(order):
        try:
            offers = [offer(n) for n in order]
            together.wait()
            found.extend(statuses(taking(project, None, *offers)))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[range(20)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(found) == ["created"] * 20 + ["exists"] * 20
    assert Revision.objects.count() == ProjectArticle.objects.count() == 20
