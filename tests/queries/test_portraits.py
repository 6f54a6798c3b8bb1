from datetime import date

import pytest

from annotations.models import Stance
from annotations.queries.portraits import portrait_of
from annotations.queries.speaking import Side
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project, make_tag
from tests.factories.stories import make_appearance
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def coding(cast):
    return make_coding(cast.project_article, cast.owner)


def names(pairs):
    return [(row.name, n) for row, n in pairs]


def test_somebody_without_statements_has_no_portrait(cast, quill):
    portrait = portrait_of(quill, cast.owner, Side.SAID)

    assert (portrait.courses, portrait.outlets, portrait.company) == ([], [], [])


def test_stances_are_told_for_each_target_by_day(cast, quill, coding):
    valmere, kostara = make_actor("Valmere", "country"), make_actor("Kostara", "country")
    undated = add_article(cast.project, make_article(published_on=None))
    elsewhen = make_coding(undated, cast.owner)
    for where, target, stance in [
        (coding, valmere, Stance.CRITICAL),
        (coding, valmere, Stance.CRITICAL),
        (elsewhen, valmere, Stance.ENDORSE),
        (coding, kostara, Stance.MIXED),
        (coding, None, Stance.NEUTRAL),
        (coding, kostara, ""),
    ]:
        make_attribution(where, "cornered", speaker=quill, target=target, stance=stance)

    found = portrait_of(quill, cast.owner, Side.SAID)

    assert [
        (course.other and course.other.name, course.counts, course.undated)
        for course in found.courses
    ] == [
        ("Valmere", {("critical", DAY): 2}, {"endorse": 1}),
        ("Kostara", {("mixed", DAY): 1}, {}),
        (None, {("neutral", DAY): 1}, {}),
    ]
    assert names(found.targets) == [("Valmere", 3), ("Kostara", 2)]


def test_what_is_said_about_somebody_is_told_by_speaker(cast, quill, coding):
    roe = make_actor("Max Roe")
    make_attribution(coding, "cornered", speaker=roe, target=quill, stance=Stance.REJECT)

    (course,) = portrait_of(quill, cast.owner, Side.ABOUT).courses

    assert (course.other, course.total) == (roe, 1)


def test_who_relays_and_what_about(cast, quill, coding):
    herald = make_actor("Herald", "organisation")
    appeal = make_tag(cast.project.codebook, "Appeal")
    make_attribution(coding, "cornered", appeal, speaker=quill, relayer=herald)
    make_attribution(coding, "Envoys", appeal, speaker=quill)

    found = portrait_of(quill, cast.owner, Side.SAID)

    assert names(found.relayers) == [("Herald", 1)]
    assert names(found.topics) == [("Appeal", 2)]
    assert names(found.projects) == [(cast.project.name, 2)]


def test_a_reprint_is_no_second_statement(cast, quill, coding):
    said = make_attribution(coding, "cornered", speaker=quill)
    copy = add_article(cast.project, make_article(source=make_source("Copying Post")))
    make_appearance(said, copy)

    found = portrait_of(quill, cast.owner, Side.SAID)

    own = cast.project_article.article.source.name
    assert [(one.source.name, one.count, one.copies) for one in found.outlets] == [
        (own, 1, 0),
        ("Copying Post", 0, 1),
    ]
    assert portrait_of(quill, cast.stranger, Side.SAID).outlets == []


def test_company_is_who_else_is_quoted_in_the_same_articles(cast, quill, coding):
    roe, tarn = make_actor("Max Roe"), make_actor("Ida Tarn")
    second = make_coding(add_article(cast.project, make_article()), cast.owner)
    for where, speaker in [
        (coding, quill), (coding, roe), (coding, roe), (second, quill), (second, roe),
        (second, tarn), (second, None),
    ]:  # fmt: skip
        make_attribution(where, "cornered", speaker=speaker)
    apart = make_coding(add_article(cast.project, make_article()), cast.owner)
    make_attribution(apart, "cornered", speaker=make_actor("Elsewhere"))

    found = portrait_of(quill, cast.owner, Side.SAID).company

    assert [(one.actor.name, one.count, one.articles) for one in found] == [
        ("Max Roe", 3, 2),
        ("Ida Tarn", 1, 1),
    ]


def test_who_speaks_for_an_organisation(cast, coding, quill):
    office = make_actor("Harbour Office", "organisation")
    post = make_affiliation(quill, "pilot", office)
    make_attribution(coding, "cornered", speaker=quill, affiliation=post)
    make_attribution(coding, "Envoys", speaker=quill)
    make_attribution(coding, "Envoys", speaker=office)

    assert names(portrait_of(office, cast.owner, Side.SAID).speakers) == [
        ("Ada Quill", 1),
        ("Harbour Office", 1),
    ]


def test_only_what_the_reader_may_see_is_in_it(cast, quill, coding):
    make_attribution(coding, "cornered", speaker=quill, target=make_actor("Valmere"))
    other = add_article(make_project("Elsewhere"), make_article())
    make_attribution(make_coding(other, cast.stranger), "cornered", speaker=quill)

    assert names(portrait_of(quill, cast.curator, Side.SAID).targets) == [("Valmere", 1)]
    assert portrait_of(quill, cast.second, Side.SAID).targets == []


def test_as_many_queries_for_much_as_for_little(cast, quill, coding):
    make_attribution(coding, "cornered", speaker=quill)
    few = queries_of(lambda: portrait_of(quill, cast.owner, Side.SAID))
    for number in range(5):
        make_attribution(
            coding, "cornered", make_tag(cast.project.codebook, f"Tag {number}"),
            speaker=quill, target=make_actor(f"Target {number}"), relayer=make_actor(f"R {number}"),
        )  # fmt: skip
        make_attribution(coding, "cornered", speaker=make_actor(f"Other {number}"))

    many = queries_of(lambda: portrait_of(quill, cast.owner, Side.SAID))

    assert len(few) <= len(many) <= 9
