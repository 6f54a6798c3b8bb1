"""What search finds, in which language, and for whom."""

import pytest
from django.db import connection
from django.utils import timezone

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import Article, CodingState, Findable, Project
from annotations.models.findables import PAIRS, Query
from annotations.models.projects import KEEPER, ONLOOKER, Role
from annotations.queries.asking import understand
from annotations.queries.hits import hits_of
from annotations.queries.search import (
    Where,
    best_first,
    named_projects_of,
    newest,
    passages,
    reached,
)
from annotations.queries.search_annotations import Said, comments, noted, statements, tagged
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.helpers.queries import assert_same_count, queries_of

EVERYWHERE = Where()
ANYTHING = Said()


@pytest.fixture
def found(cast):
    """`found("words", cast.owner)` are the texts of the passages that the words find."""

    def find(typed, user=cast.owner, where=EVERYWHERE):
        index_due()
        understood = understand(asked(typed))
        rows = list(newest(passages(user, where, understood)))
        hits = hits_of(rows, reached(user, where), understood)
        return [
            "".join(
                f"[{piece.text}]" if piece.is_hit else piece.text for piece in hit.context.pieces
            ).strip()
            for hit in hits
        ]

    return find


def put(cast, text, language="en", **fields):
    article = make_article(
        text, language=language, kinds=(), title=fields.pop("title", "Untitled"), **fields
    )
    return add_article(cast.project, article)


@pytest.mark.parametrize(
    ("language", "text", "typed", "marked"),
    [
        ("en", "The negotiations failed.", "negotiate", "The [negotiations] failed."),
        ("en", "The negotiations failed.", "negotiat*", "The [negotiations] failed."),
        ("en", "The foreign minister left.", '"foreign minister"', "The [foreign minister] left."),
        ("en", "A “cease‑fire” held.", "cease-fire", "A “[cease‑fire]” held."),
        ("en", "O’Rourke's plan", "o'rourke", "[O’Rourke]'s plan"),
        ("en", "The U.S. agreed.", "US", "The [U.S]. agreed."),
        ("fr", "Les négociations ont échoué.", "negociation", "Les [négociations] ont échoué."),
        ("fr", "L’accord est signé.", "accord", "L’[accord] est signé."),
        ("de", "Die Verträge gelten.", "vertrage", "Die [Verträge] gelten."),
        ("ru", "Переговоры начались.", "переговоров", "[Переговоры] начались."),
        ("ar", "قال الوزير إن المفاوضات فشلت", "مفاوضات", "قال الوزير إن [المفاوضات] فشلت"),
        ("zh", "中国外交部长昨日表示", "外交部长", "中国[外交部长]昨日表示"),
        ("ja", "外務大臣は会談した", "外務大臣", "[外務大臣]は会談した"),
        ("ko", "외교부 장관은 말했다", "장관", "외교부 [장관]은 말했다"),
        ("tlh", "Qapla’ batlh je", "batlh", "Qapla’ [batlh] je"),
        ("", "Łukasz spoke", "lukasz", "[Łukasz] spoke"),
    ],
)
def test_words_are_found_in_the_manner_of_their_language(
    cast, found, language, text, typed, marked
):
    put(cast, text, language)
    put(cast, "Nothing of the kind, in no tongue at all.", "en")

    assert found(typed) == [marked]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("grain", {"Grain and wheat", "Grain alone"}),
        ("grain wheat", {"Grain and wheat"}),
        ("grain -wheat", {"Grain alone"}),
        ("grain OR wheat", {"Grain and wheat", "Grain alone", "Wheat alone"}),
        ("-grain", {"Wheat alone", "Untitled"}),
        ('"wheat and grain"', set()),
        ('"grain and wheat"', {"Grain and wheat"}),
        ("barley", set()),
    ],
)
def test_words_are_joined_as_they_were_typed(cast, found, typed, texts):
    for text in ("Grain and wheat", "Grain alone", "Wheat alone"):
        put(cast, text)

    assert {one.replace("[", "").replace("]", "") for one in found(typed)} - {
        cast.project_article.article.title
    } >= texts
    if typed != "-grain":
        assert {one.replace("[", "").replace("]", "") for one in found(typed)} == texts


def test_a_word_that_is_left_out_is_left_out_in_the_manner_of_each_language(cast, found):
    put(cast, "Sorrel and its negotiations", "en")
    put(cast, "Sorrel und Frieden", "de")

    assert found("sorrel -negotiation") == ["[Sorrel] und Frieden"]


@pytest.mark.parametrize(
    "typed",
    [
        "negotiations",
        "negotiation -sorrel",
        "sorrel OR negotiate",
        '"its negotiations"',
        '"sorrel and its negotiations"',
        '"sorrel und negotiations" -rest',
        '"négociations sorrel" OR rest',
        "sorrel-negotiations",
        "negotia*",
        "-sorrel",
        "the sorrel",
    ],
)
@pytest.mark.parametrize("language", ["", "en", "de", "fr", "ru"])
def test_what_is_looked_up_is_asked_the_whole_query(cast, typed, language):
    put(cast, "Sorrel and its negotiations", "en")
    put(cast, "Negotiation alone; the rest", "en")
    put(cast, "Sorrel und negotiations, negotiate", "de")
    put(cast, "Les sorrel, négociations", "fr")
    index_due()
    understood = understand(asked(typed))

    found = passages(cast.owner, Where(language=language), understood)

    rows = Findable.objects.visible_to(cast.owner).filter(words=Query(understood.query))
    rows = rows.filter(language=language) if language else rows
    assert sorted(row.pk for row in found) == sorted(row.pk for row in rows)


@pytest.fixture
def all_pairs_alike(db, monkeypatch):
    """The index then finds too much: all that has one pair of words has every other one, too."""
    monkeypatch.setattr("annotations.queries.asking.PAIRS", "|| ARRAY[7 + 0 * length(%s)]")
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX findable_pairs")
        cursor.execute(PAIRS.replace("hashtext(one.lexeme || ' ' || other.lexeme)", "7"))


@pytest.mark.usefixtures("all_pairs_alike")
def test_what_has_the_number_of_a_pair_is_asked_the_phrase(cast, found):
    put(cast, "Grain alone wheat")
    put(cast, "Wheat grain alone")

    assert found('"alone wheat"') == ["Grain [alone wheat]"]


def test_a_phrase_is_looked_up_by_its_pairs(cast):
    put(cast, "The ministers of foreign affairs left", "en")
    put(cast, "Les ministres sont partis", "fr")
    index_due()

    understood = understand(asked('"foreign affairs left" grain'))

    assert {name: len(pairs) for name, pairs in understood.pairs.items()} == {
        "english": 2,
        "french": 2,
    }
    said = str(passages(cast.owner, EVERYWHERE, understood).query)
    assert "annotations_pairs(" in said
    # Between these two stands a word that stands everywhere, so that they are no pair.
    assert understand(asked('"ministers of affairs"')).pairs["english"] == ()


def test_words_that_stand_everywhere_ask_for_nothing(cast):
    put(cast, "The one of them")
    index_due()
    Article.objects.update(language="en")

    understood = understand(asked("the of"))

    assert understood.is_everywhere


@pytest.mark.parametrize("who", ["owner", "second", "manager", "curator", "reader", "admin"])
def test_whoever_belongs_to_the_project_finds_its_articles(cast, found, who):
    put(cast, "Grain alone")

    assert found("grain", getattr(cast, who)) == ["[Grain] alone"]


def test_a_stranger_finds_nothing_of_a_project(cast, found):
    put(cast, "Grain alone")

    assert found("grain", cast.stranger) == []
    assert found("-wheat", cast.stranger) == []
    assert found("grain", cast.stranger, Where(project=cast.project.pk)) == []


def test_what_is_in_no_project_is_found_by_nobody(cast, found):
    make_article("Grain alone", kinds=())

    assert found("grain", cast.owner) == []
    assert found("grain", cast.admin) == []


def test_another_project_of_the_reader_is_left_out_when_one_is_asked_for(cast, found):
    put(cast, "Grain alone")
    other = make_project("Other")

    assert found("grain", cast.admin, Where(project=other.pk)) == []
    assert found("grain", cast.admin, Where(project=cast.project.pk)) == ["[Grain] alone"]


def test_as_many_queries_with_many_passages_as_with_one(cast, found):
    put(cast, "Grain alone")
    found("grain")
    one = queries_of(lambda: found("grain"))
    for _ in range(5):
        put(cast, "Grain and wheat")
    found("grain")

    assert_same_count(one, queries_of(lambda: found("grain")), at_most=10)


def test_the_best_match_says_it_most_densely(cast):
    put(cast, "Grain here and far away from it, after many other things, wheat")
    put(cast, "Grain wheat grain wheat")
    index_due()
    understood = understand(asked("grain wheat"))

    rows = best_first(list(passages(cast.owner, EVERYWHERE, understood)), understood, 20)

    assert len(rows) == 2
    assert rows[0].end == len("Grain wheat grain wheat")


def looked(look, user, typed, said=ANYTHING, where=EVERYWHERE):
    index_due()
    return list(look(user, where, said, understand(asked(typed))))


@pytest.fixture
def row(cast):
    text = "Grain is short. “We will sell wheat,” she said, in “good time”."
    return put(cast, text)


def test_statements_are_found_by_their_own_words(cast, row):
    coding = make_coding(row, cast.owner)
    said = make_attribution(coding, "We will sell wheat")

    assert [one.attribution for one in looked(statements, cast.owner, "wheat")] == [said]
    assert looked(statements, cast.owner, "grain") == []
    assert looked(tagged, cast.owner, "wheat") == []


def test_a_statement_in_two_parts_is_there_once(cast, row):
    coding = make_coding(row, cast.owner)
    make_attribution(coding, ["We will sell wheat", "good time"])

    assert len(looked(statements, cast.owner, "time OR wheat")) == 1


def test_tagged_passages_are_found_with_the_tags_below(cast, row):
    parent = make_tag(cast.project.codebook, "Food")
    child = make_tag(cast.project.codebook, "Cereals", parent=parent)
    other = make_tag(cast.project.codebook, "Other")
    passage = make_passage(make_coding(row, cast.owner), "Grain is short", child)

    assert looked(tagged, cast.owner, "grain", Said(tag=parent.pk)) == [passage]
    assert looked(tagged, cast.owner, "", Said(tag=child.pk)) == [passage]
    assert looked(tagged, cast.owner, "grain", Said(tag=other.pk)) == []


def test_statements_are_found_by_what_they_say(cast, row):
    quill, feder = make_actor("Ada Quill", country="AT"), make_actor("Otto Feder")
    coding = make_coding(row, cast.owner)
    make_attribution(coding, "We will sell wheat", speaker=quill, target=feder, stance="critical")

    for said in (
        Said(speaker=quill.pk),
        Said(target=feder.pk),
        Said(stance="critical"),
        Said(mode="direct"),
        Said(country="AT"),
        Said(speaker_kind="person"),
        Said(coder=cast.owner.pk),
        Said(whose="mine"),
    ):
        assert len(looked(statements, cast.owner, "", said)) == 1, said
        assert len(looked(statements, cast.owner, "wheat", said)) == 1, said
    for said in (
        Said(speaker=feder.pk),
        Said(target=quill.pk),
        Said(stance="endorse"),
        Said(mode="indirect"),
        Said(country="FR"),
        Said(post_kind="press"),
        Said(speaker_kind="country"),
        Said(coder=cast.second.pk),
    ):
        assert looked(statements, cast.owner, "", said) == [], said


def test_blind_analysts_find_nothing_of_one_another(cast, row):
    coding = make_coding(row, cast.owner)
    said = make_attribution(coding, "We will sell wheat", note="barley")
    make_passage(coding, "Grain is short", note="barley")
    make_comment(make_thread(coding, said.number), cast.owner, text="barley")
    index_due()
    wheat, barley = understand(asked("wheat")), understand(asked("barley"), {"simple"})

    def seen_by(user):
        return (
            len(statements(user, EVERYWHERE, ANYTHING, wheat)),
            len(statements(user, EVERYWHERE, Said(coder=cast.owner.pk), wheat)),
            len(tagged(user, EVERYWHERE, ANYTHING, understand(asked("grain")))),
            len(noted(user, EVERYWHERE, ANYTHING, barley)),
            len(comments(user, EVERYWHERE, barley)),
        )

    assert seen_by(cast.owner) == (1, 1, 1, 2, 1)
    assert seen_by(cast.curator) == (1, 1, 1, 2, 1)
    assert seen_by(cast.second) == (0, 0, 0, 0, 0)
    assert seen_by(cast.stranger) == (0, 0, 0, 0, 0)


def test_what_was_agreed_is_found_alone(cast, row):
    make_attribution(make_coding(row, cast.owner), "We will sell wheat")
    gold = make_coding(row, None, kind="gold", state=CodingState.DONE)
    agreed = make_attribution(gold, "We will sell wheat")

    found = looked(statements, cast.curator, "wheat")

    assert [one.attribution for one in found] == [agreed]
    mine = looked(statements, cast.owner, "wheat", Said(whose="mine"))
    assert [one.coding.analyst for one in mine] == [cast.owner]


def test_what_the_machine_suggests_is_not_found(cast, row):
    make_attribution(make_coding(row, None), "We will sell wheat")

    assert looked(statements, cast.curator, "wheat") == []


def test_an_archived_project_is_still_found(cast, row):
    Project.objects.update(archived_at="2026-03-03T00:00Z")
    make_attribution(make_coding(row, cast.owner), "We will sell wheat")

    assert len(looked(statements, cast.owner, "wheat")) == 1


def test_projects_come_with_their_names_and_the_role_of_who_asks(cast):
    old = make_project("An earlier study")
    Project.objects.filter(pk=old.pk).update(archived_at=timezone.now())
    join(old, cast.owner)
    join(old, cast.manager, Role.MANAGER)
    first, second = (old.pk, old.name), (cast.project.pk, cast.project.name)

    def named(user):
        assert len(queries_of(lambda: named_projects_of(user))) == 1
        return [(one.pk, one.name, one.my_role) for one in named_projects_of(user)]

    assert named(cast.owner) == [(*first, ONLOOKER), (*second, Role.ANALYST)]
    assert named(cast.manager) == [(*first, KEEPER), (*second, Role.MANAGER)]
    assert named(cast.reader) == [(*second, Role.READER)]
    assert named(cast.admin) == [(*first, KEEPER), (*second, Role.MANAGER)]
    assert named(cast.stranger) == []
