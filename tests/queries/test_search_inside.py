"""What annotations say it, against a plain question to all of them, read by the worker or not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import Coding, Project, Saying, SayingDue, Span, SpanRole
from annotations.queries import search_inside
from annotations.queries.asking import understand
from annotations.queries.search import Where
from annotations.queries.search_annotations import Said, Whose, codings_of
from annotations.queries.search_inside import how_many_inside, inside_of
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.helpers.queries import assert_same_count, queries_of
from tests.worlds import made_once

TEXT = "Grain is short. “We will sell grain and wheat,” she said.\n\nThe wheats of 2026 ended."
PLAIN = """
    SELECT DISTINCT coalesce(span.attribution_id, span.id)
    FROM annotations_span span
    JOIN annotations_coding coding ON coding.id = span.coding_id AND coding.is_current
    JOIN annotations_projectarticle its ON its.id = coding.project_article_id
    JOIN annotations_article article ON article.id = its.article_id
    CROSS JOIN LATERAL (
        SELECT CASE article.language WHEN 'en' THEN 'english' ELSE 'french' END AS name
    ) AS configuration
    WHERE span.role = %(role)s
        AND array_to_tsvector(ARRAY['=' || name])
            || to_tsvector(name::regconfig, annotations_plain_words(span.words))
            || strip(to_tsvector('simple', annotations_plain_words(span.words)))
            @@ %(query)s::tsquery
"""
ANYWHERE = Where()
ROLES = [SpanRole.CONTENT, SpanRole.PASSAGE]
SAID = [
    "grain",
    "wheat",
    "wheats",
    "whe*",
    "gr* -wheat",
    "-wheat",
    "grain OR 2026",
    '"grain and wheat"',
    '"grain wheat"',
    "rice",
]


@pytest.fixture
@made_once
def annotated(cast):
    """Six articles of two languages, on days that follow one another, the first two on one."""
    rows = []
    for number in range(6):
        article = make_article(
            TEXT,
            title=f"Grain {number}",
            language=["en", "fr"][number % 2],
            published_on=date(2026, 3, 3) + timedelta(days=max(number, 1)) if number < 5 else None,
        )
        row = add_article(cast.project, article)
        coding = make_coding(row, cast.owner)
        make_attribution(coding, "We will sell grain and wheat")
        make_passage(coding, "Grain is short")
        make_passage(coding, "The wheats of 2026")
        rows.append(row)
    index_due()
    return rows


def make_due():
    """As if the worker had read nothing."""
    Saying.objects.all().delete()
    SayingDue.objects.bulk_create(
        SayingDue(coding=key) for key in Coding.objects.values_list("pk", flat=True)
    )


def half_due():
    make_due()
    index_due()
    for coding in Coding.objects.order_by("pk")[:3]:
        Saying.objects.filter(coding=coding.pk, start=0).delete()
        SayingDue.objects.create(coding=coding.pk)


READ = pytest.mark.parametrize("how", [index_due, make_due, half_due])


def plainly(understood, role):
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"query": understood.query, "role": str(role)})
        return {key for (key,) in cursor.fetchall()}


def said(user, words, where=ANYWHERE, roles=ROLES):
    return inside_of(user, where, understand(asked(words)), roles, codings_of(user, Said()))


@READ
@pytest.mark.parametrize("words", SAID)
def test_what_says_it_is_found_whether_it_was_read_or_not(cast, annotated, words, how):
    how()
    understood, codings = understand(asked(words)), codings_of(cast.owner, Said())

    inside = inside_of(cast.owner, ANYWHERE, understood, ROLES, codings)

    assert {*inside.statements} == plainly(understood, SpanRole.CONTENT)
    assert {*inside.passages} == plainly(understood, SpanRole.PASSAGE)
    assert not inside.is_more
    assert inside.looked_through is None


@READ
def test_only_what_is_wanted_is_looked_for(cast, annotated, how):
    how()

    inside = said(cast.owner, "grain", roles=[SpanRole.CONTENT])

    assert len(inside.statements) == 6
    assert inside.passages == []
    assert not inside.is_more


@READ
@pytest.mark.parametrize("most", [1, 2, 5])
def test_of_very_many_the_newest_are_looked_at(cast, annotated, monkeypatch, most, how):
    how()
    monkeypatch.setattr(search_inside, "MOST_SAYING", most)
    spans = [
        row.codings.get().spans.get(role=SpanRole.CONTENT) for row in [*annotated[:5], annotated[5]]
    ]
    days = [row.article.published_on or date.min for row in annotated]
    newest = sorted(zip(days, spans, strict=True), key=lambda one: (one[0], one[1].pk))[::-1]

    inside = said(cast.owner, "grain")

    assert {*inside.statements} == {span.attribution_id for _day, span in newest[:most]}
    assert len(inside.passages) == most
    assert inside.is_more
    assert inside.looked_through == most


def test_as_many_as_are_looked_at_are_all(cast, annotated, monkeypatch):
    monkeypatch.setattr(search_inside, "MOST_SAYING", 6)

    assert not said(cast.owner, "grain").is_more


@READ
def test_what_others_annotate_takes_no_room(cast, annotated, monkeypatch, how):
    """Of the newest are those of the reader's projects."""
    monkeypatch.setattr(search_inside, "MOST_SAYING", 1)
    theirs: Project = make_project("Theirs")
    join(theirs, cast.stranger)
    for row in annotated:
        coding = make_coding(add_article(theirs, row.article), cast.stranger)
        make_attribution(coding, "We will sell grain and wheat")
    how()
    mine = annotated[0].codings.get(analyst=cast.owner)
    for row in annotated[1:]:
        row.codings.filter(project=cast.project).get().spans.all().delete()

    inside = said(cast.owner, "grain")

    assert inside.statements == [mine.attributions.get().pk]
    assert not inside.is_more


@READ
@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"language": "en"}, [0, 2, 4]),
        ({"since": date(2026, 3, 6)}, [3, 4]),
        ({"until": date(2026, 3, 4)}, [0, 1, 5]),
        ({"source": 2}, [2]),
    ],
)
def test_it_is_looked_for_in_some_articles(cast, annotated, where, expected, how):
    """What is undated was before everything else."""
    how()
    if "source" in where:
        where = {"source": annotated[where["source"]].article.source_id}
        expected = [
            number
            for number, row in enumerate(annotated)
            if row.article.source_id == where["source"]
        ]

    inside = said(cast.owner, "grain", Where(**where))

    codings = [annotated[number].codings.get() for number in expected]
    assert {*inside.statements} == {coding.attributions.get().pk for coding in codings}
    assert len(inside.passages) == len(expected)


def test_a_passage_that_became_another_one_says_what_it_says_now(cast, annotated):
    coding = annotated[0].codings.get()
    span = coding.spans.get(words="Grain is short")
    span.start, span.end, span.words = 9, 14, "short"
    span.save()

    for how in (lambda: None, index_due):
        how()
        assert span.pk not in said(cast.owner, "grain").passages
        assert span.pk in said(cast.owner, "short").passages
        assert len(said(cast.owner, "grain").passages) == 5


@pytest.mark.parametrize("words", ["hea*", "heats*", "heats", "sh*"])
def test_words_that_an_annotation_cuts_are_found_as_it_has_them(cast, annotated, words):
    """No passage has them, so that no beginning is looked up by them."""
    make_passage(annotated[0].codings.get(), "heats of 2026 end")
    understood, codings = understand(asked(words)), codings_of(cast.owner, Said())

    for how in (lambda: None, index_due):
        how()
        inside = inside_of(cast.owner, ANYWHERE, understood, ROLES, codings)
        assert {*inside.passages} == plainly(understood, SpanRole.PASSAGE)
        assert inside.passages


def test_a_statement_that_is_another_ones_is_found_as_that(cast, annotated):
    coding = annotated[0].codings.get()
    first = coding.attributions.get()
    other = make_attribution(coding, "wheats of 2026")
    index_due()
    other.spans.update(attribution=first)

    for how in (lambda: None, index_due):
        how()
        assert said(cast.owner, '"wheats of 2026"').statements == [first.pk]


def test_what_was_taken_away_is_not_found_nor_kept(cast, annotated):
    coding = annotated[0].codings.get()
    coding.spans.filter(role=SpanRole.PASSAGE).delete()

    assert len(said(cast.owner, "grain").passages) == 5
    index_due()
    assert not Saying.objects.filter(coding=coding.pk, attribution=None).exists()
    assert Saying.objects.filter(coding=coding.pk).exists()


def test_codings_of_earlier_texts_say_nothing(cast, annotated):
    coding = annotated[0].codings.get()
    Coding.objects.filter(pk=coding.pk).update(is_current=False)
    index_due()

    assert not Saying.objects.filter(coding=coding.pk).exists()
    assert len(said(cast.owner, "grain").statements) == 5
    Coding.every.filter(pk=coding.pk).update(is_current=True)
    assert len(said(cast.owner, "grain").statements) == 6
    index_due()
    assert Saying.objects.filter(coding=coding.pk).count() == 3


def test_an_article_of_another_language_or_day_is_read_anew(cast, annotated):
    article = annotated[0].article
    article.language, article.published_on = "fr", date(2020, 1, 1)
    article.save()
    index_due()

    assert plainly(understand(asked("wheat")), SpanRole.PASSAGE) == {
        *said(cast.owner, "wheat").passages
    }
    rows = Saying.objects.filter(coding=annotated[0].codings.get().pk)
    assert {*rows.values_list("language", "day")} == {("fr", date(2020, 1, 1))}
    assert all("'=french'" in row.words for row in rows)


def test_only_what_changes_what_is_said_is_due(cast, annotated):
    coding = annotated[0].codings.get()
    coding.spans.update(lane=2, note="Well")
    coding.save()

    assert not SayingDue.objects.exists()
    assert Saying.objects.count() == 18


def test_what_was_read_is_not_read_again(cast, annotated):
    coding = annotated[0].codings.get()
    before = [row.span for row in Saying.objects.all()]
    Saying.objects.update(words="grain")
    make_passage(coding, "Grain")
    index_due()

    after = {row.span: row.words for row in Saying.objects.all()}
    assert {after[span] for span in before} == {"'grain'"}
    assert len(after) == 19


def test_a_search_reads_so_much_itself_and_no_more(cast, annotated, monkeypatch):
    monkeypatch.setattr(search_inside, "MOST_READ", 4)
    make_due()

    inside = said(cast.owner, "grain OR 2026")
    assert len(inside.passages) + len(inside.statements) == 4


@pytest.mark.parametrize("words", ["grain", "wheat -rice", '"grain and wheat"'])
def test_it_takes_as_many_queries_with_many_as_with_one(cast, annotated, words):
    understood, codings = understand(asked(words)), codings_of(cast.owner, Said())
    few = queries_of(
        lambda: inside_of(cast.owner, Where(language="fr"), understood, ROLES, codings)
    )
    make_due()
    many = queries_of(lambda: inside_of(cast.owner, ANYWHERE, understood, ROLES, codings))

    assert_same_count(few, many, at_most=2)


@pytest.fixture
@made_once
def shared(cast, annotated):
    """Codings of two analysts, agreed ones and the machine's; one article was opened."""
    for number, row in enumerate(annotated):
        other = make_coding(row, cast.second, state="done" if number % 2 else "open")
        make_attribution(other, "Grain is short")
        machine = make_coding(row, None, kind="machine")
        make_attribution(machine, "grain and wheat")
        if number % 3 == 0:
            gold = make_coding(row, None, kind="gold", state="done" if number else "open")
            make_attribution(gold, "sell grain")
            make_passage(gold, "wheat")
    annotated[4].opened_at = timezone.now()
    annotated[4].save()
    return annotated


@READ
@pytest.mark.parametrize("whose", ["", *Whose])
@pytest.mark.parametrize("who", ["owner", "second", "curator", "reader", "stranger", "admin"])
def test_only_what_the_reader_may_see_says_it(cast, shared, who, whose, how):
    """And as much is counted as is found."""
    how()
    user, understood = getattr(cast, who), understand(asked("grain OR wheat"))
    codings = Coding.objects.visible_to(user)
    codings = {
        "": codings.that_count(),
        Whose.MINE: codings.filter(analyst=user),
        Whose.GOLD: codings.that_count().filter(kind="gold"),
        Whose.EACH: codings.by_people(),
    }[whose]
    seen = Span.objects.filter(coding__in=codings)
    wanted = codings_of(user, Said(whose=whose))

    inside = inside_of(user, ANYWHERE, understood, ROLES, wanted)

    said_by = {*seen.filter(role=SpanRole.CONTENT).values_list("attribution", flat=True)}
    assert {*inside.statements} == plainly(understood, SpanRole.CONTENT) & said_by
    assert {*inside.passages} == plainly(understood, SpanRole.PASSAGE) & {
        *seen.values_list("pk", flat=True)
    }
    total = how_many_inside(user, ANYWHERE, understood, ROLES, wanted)
    assert total == (len(inside.statements), len(inside.passages))


def test_of_one_coder_only_theirs_are_found(cast, shared):
    understood, said_ = understand(asked("grain")), Said(coder=cast.second.pk)
    inside = inside_of(cast.reader, ANYWHERE, understood, ROLES, codings_of(cast.reader, said_))

    theirs = Coding.objects.filter(analyst=cast.second, counts=True)
    assert {*inside.statements} == {coding.attributions.get().pk for coding in theirs}
    assert inside.passages == []
