from datetime import date

from annotations.models import Counterpart, ProjectArticle
from annotations.queries.translations import could_be_linked, linked_with, side_by_side
from tests.factories.annotations import make_attribution
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.translations import AT, make_pair, make_translation
from tests.helpers.queries import assert_same_count, queries_of


def seen(cast, place, user=None):
    rows = ProjectArticle.objects.with_role_of(user or cast.owner).select_related("article")
    return rows.get(pk=place.pk)


def beside(cast, pair, user=None):
    user = user or cast.owner
    (linked,) = linked_with(seen(cast, pair.original, user), user)
    return side_by_side(linked, user)


def words(match):
    return [card and card.main[0].words for card in (match.ours, match.theirs)]


def test_all_translations_of_a_text_are_linked_with_each(cast):
    first = make_translation(cast.project_article, cast.project)
    second = make_translation(cast.project_article, cast.project)
    places = [
        cast.project_article,
        *(one.article.project_articles.get() for one in (first, second)),
    ]

    for place in places:
        found = linked_with(seen(cast, place), cast.owner)
        assert [one.translation for one in found] == [first, second]


def test_what_is_not_in_the_project_is_not_shown(cast):
    elsewhere = make_project("Elsewhere")
    join(elsewhere, cast.owner)
    make_translation(cast.project_article, elsewhere)

    assert linked_with(seen(cast, cast.project_article), cast.owner) == []


def test_articles_in_other_languages_are_offered_the_nearest_day_first(cast):
    far, near, same = (
        add_article(cast.project, make_article(language=language, published_on=day))
        for language, day in (
            ("fr", date(2025, 3, 1)),
            ("ar", date(2026, 3, 4)),
            ("en", date(2026, 3, 3)),
        )
    )

    found = list(could_be_linked(seen(cast, cast.project_article), cast.owner))

    assert found == [near, far]
    assert same not in found


def test_paragraphs_stand_beside_their_translations(cast):
    pair = make_pair(cast.project_article, cast.owner)

    rows = beside(cast, pair).rows

    assert [([b.index for b in row.ours], [b.index for b in row.theirs]) for row in rows] == [
        ([0], [0]),
        ([1], [1]),
        ([2], [2]),
    ]


def test_the_same_speaker_in_paragraphs_that_say_the_same_is_proposed(cast):
    pair = make_pair(cast.project_article, cast.owner)
    make_attribution(pair.other, "s’en tient toujours", speaker=None)

    matches = beside(cast, pair).matches

    assert [words(match) for match in matches] == [
        ["“Both sides feel they are being cornered,”", "« Les deux parties se sentent acculées »"],
        ["Nobody knows", None],
        [None, "s’en tient toujours"],
    ]
    assert not any(match.is_linked for match in matches)


def test_what_somebody_linked_goes_before_what_is_proposed(cast):
    pair = make_pair(cast.project_article, cast.owner)
    second = pair.coding.attributions.order_by("number").last().number
    there = pair.other.attributions.get().number
    Counterpart.objects.create(
        project=cast.project,
        coding=pair.coding,
        number=second,
        other_coding=pair.other,
        other_number=there,
        linked_at=AT,
    )

    page = beside(cast, pair)

    assert [(words(match)[1], match.is_linked) for match in page.matches] == [
        (None, False),
        ("« Les deux parties se sentent acculées »", True),
    ]
    assert page.unlinked == []


def test_only_ones_own_codings_are_linked(cast):
    pair = make_pair(cast.project_article, cast.owner)

    assert beside(cast, pair).is_editable
    assert not beside(cast, pair, cast.reader).is_editable
    assert not beside(cast, pair, cast.second).is_editable


def test_as_many_queries_for_one_statement_as_for_many(cast):
    pair = make_pair(cast.project_article, cast.owner)
    few = queries_of(lambda: beside(cast, pair))
    for quote in ("always sticks to", "professor", "comes next"):
        make_attribution(pair.coding, quote)

    assert_same_count(few, queries_of(lambda: beside(cast, pair)), at_most=24)
