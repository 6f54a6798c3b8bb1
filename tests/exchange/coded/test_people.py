"""People whom a file names and the register lacks: made together, as if made one by one."""

import pytest

from annotations.actions.actors import CannotKeepActor, create_actor, insert_actors, new_actor
from annotations.models import Actor, Affiliation, Attribution, Coding, MadeKind, NameWord
from tests.exchange.coded.test_recording import TEXT, lines
from tests.factories.actors import make_actor
from tests.factories.projects import make_tag
from tests.factories.users import make_user
from tests.helpers.coded import imported
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


def said(speaker: dict, **fields) -> dict:
    statement = {"mode": "direct", "speaker": speaker, **fields}
    return {"places": [{"role": "content", "words": "harbour"}], "statement": statement}


def quoting(*annotations: dict, title: str = "Talks") -> dict:
    coding = {"coder": {"kind": "human", "name": "ada"}, "annotations": list(annotations)}
    source = {"name": "Herald"}
    return {"title": title, "text": f"{title}. {TEXT}", "source": source, "codings": [coding]}


def person(name: str, **fields) -> dict:
    return {"name": name, "kind": "person", **fields}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "kind": "person"},
        {"name": " ", "kind": "person"},
        {"name": "x" * 201, "kind": "person"},
        {"name": "Ada Quill", "kind": "ghost"},
        {"name": "Ada Quill", "kind": "person", "country": "Fra"},
        {"name": "Ada Quill", "kind": "person", "wikidata": "42"},
        {"name": "Ada Quill", "kind": "person", "wikidata": "Q042"},
        {"name": "Ada Quill", "kind": "person", "wikidata": "Q42\nQ43"},
        {"name": "Ada Quill", "kind": "person", "wikidata": "Q" + "4" * 20},
        {"name": "", "kind": "ghost", "wikidata": "none"},
    ],
)
def test_who_is_refused_alone_is_refused_among_many(fields):
    with pytest.raises(CannotKeepActor) as alone:
        create_actor(**fields, by=make_user("analyst"))
    with pytest.raises(CannotKeepActor) as among:
        new_actor(**fields)

    assert (str(among.value), among.value.field) == (str(alone.value), alone.value.field)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " Ada  Quill ", "kind": "person", "country": "fr", "wikidata": " q42 "},
        {"name": "李 文", "kind": "person", "country": "CN"},
        {"name": "Coast Guard", "kind": "organisation"},
    ],
)
def test_who_is_made_among_many_is_as_made_alone(fields):
    alone = create_actor(**fields, by=make_user("analyst"))
    insert_actors(actors=[new_actor(**fields), new_actor(name="Bo", kind="person")], by=None)

    own = {"id", "created_at"}
    columns = [one.attname for one in Actor._meta.concrete_fields if one.attname not in own]
    first, second = Actor.objects.filter(name=alone.name).values(*columns)
    assert first == second
    words = NameWord.objects.filter(actor__in=Actor.objects.filter(name=alone.name).values("pk"))
    assert len(set(words.values_list("word"))) * 2 == words.count() > 0
    made = Actor.pgh_event_model.objects.filter(pgh_label="insert", name=alone.name)
    assert made.count() == 2


def test_many_new_people_take_as_many_statements_as_one(cast):
    def take(count: int, title: str) -> int:
        speakers = [said(person(f"{title} {number}")) for number in range(count)]
        data = lines(quoting(*speakers, title=title))
        asked = queries_of(lambda: imported(data, cast.project))
        return len([one for one in asked if "annotations_actor" in one])

    imported(lines(quoting(said(person("Somebody")), title="First")), cast.project)

    assert take(20, "Many") == take(1, "One")
    assert Actor.objects.filter(name__startswith="Many").count() == 20


def test_each_is_made_once_and_refused_where_the_record_is_no_good(cast):
    make_actor("Otto Feder")
    nowhere = said(person("Never Made"))
    nowhere["places"] = [{"role": "content", "words": "nowhere"}]
    report = imported(
        lines(
            quoting(
                said(person("Ada Quill")),
                said(person("ada quill"), stance="critical"),
                said(person("Otto Feder")),
                said(person("Bad Item", wikidata="none")),
                nowhere,
            ),
            quoting(said(person("Ada Quill")), title="More"),
        ),
        cast.project,
    )

    assert (report.counts["annotations"], report.counts["refused"]) == (4, 2)
    assert [one.why for one in report.told] == [
        "A Wikidata item is a Q and a number, such as Q42.",
        "The text does not say “nowhere”.",
    ]
    assert Actor.objects.filter(name__iexact="ada quill").count() == 1
    assert not Actor.objects.filter(name__in=["Bad Item", "Never Made"]).exists()
    assert Attribution.objects.filter(speaker__name="Ada Quill").count() == 3


def test_a_post_of_somebody_new_and_namesakes_of_no_kind(cast):
    post = {"post": "Envoy", "organisation": {"name": "Coast Guard", "kind": "organisation"}}
    report = imported(
        lines(
            quoting(
                said(person("Ada Quill"), post=post),
                said(person("Bo Lind")),
                said({"name": "Bo Lind", "kind": "organisation"}),
                said({"name": "Bo Lind"}),
            )
        ),
        cast.project,
    )

    assert Affiliation.objects.get().person.name == "Ada Quill"
    assert [one.why for one in report.told] == ["Several actors are called “Bo Lind”."]
    assert report.counts["annotations"] == 3


def test_who_passes_on_without_a_name_is_the_same_when_the_file_comes_again(cast):
    chain = [person("Bo Lind"), {"name": "a wire", "kind": "unnamed"}]
    data = lines(quoting(said(person("Ada Quill"), relayers=chain)))

    imported(data, cast.project)
    again = imported(data, cast.project)

    assert again.counts["there"] == 1
    assert not again.named[MadeKind.ACTOR]
    assert Actor.objects.filter(name="a wire").count() == 1


def test_who_passes_on_without_a_name_is_of_one_article_alone(cast):
    chain = [person("Bo Lind"), {"name": "a wire", "kind": "unnamed"}]
    imported(lines(quoting(said(person("Ada Quill"), relayers=chain))), cast.project)

    assert not Actor.objects.filter(name="a wire").unspoken().exists()


def by(name: str, words: str) -> dict:
    annotation = {"places": [{"role": "passage", "words": words}]}
    return {"coder": {"kind": "human", "name": name}, "annotations": [annotation]}


def test_two_coders_of_a_file_are_never_made_one(cast):
    codings = [by("desk/1", "harbour"), by("desk=1", "envoy"), by("DESK/1", "envoy")]
    data = lines({**quoting(), "text": "The envoy left the harbour.", "codings": codings})

    report = imported(data, cast.project)

    [told] = report.told
    assert told.why == "“desk/1” and “desk=1” have one user name here, “desk.1”."
    coded = Coding.objects.filter(analyst__username="desk.1")
    assert [coding.annotation_count for coding in coded] == [2]


def test_a_name_that_several_tags_have_is_not_guessed(cast):
    book = cast.project.codebook
    parents = [make_tag(book, name) for name in ("Trade", "Law")]
    for at, parent in enumerate(parents):
        make_tag(book, "Dispute", key=f"dispute-{at}", parent=parent)
    tagged = by("ada", "harbour")
    tagged["annotations"][0]["tags"] = ["Dispute"]
    exact = by("ada", "harbour")
    exact["annotations"][0]["tags"] = ["dispute-1"]
    data = lines({**quoting(), "codings": [tagged, exact]})

    report = imported(data, cast.project, new_tags=True)

    [told] = report.told
    assert told.why == "Several tags are called “Dispute”: say which one by its short name."
    assert (report.counts["annotations"], report.counts["unknown_tags"]) == (1, 0)


def test_a_post_that_ends_before_it_begins_costs_its_statement_only(cast):
    post = {"post": "Envoy", "since": "2026-02-01", "until": "2026-01-01"}
    good = said(person("Bo Lund"), post=post | {"until": "2026-03-01"})
    data = lines(quoting(said(person("Ada Quill"), post=post), good))

    report = imported(data, cast.project)

    assert [one.why for one in report.told] == [
        "A post ends after it begins: 2026-02-01, 2026-01-01."
    ]
    assert Attribution.objects.get().affiliation.post == "Envoy"


THEIRS = "0199bbbb-0000-7000-8000-000000000001"


def twice(cast, *people: dict) -> tuple[list[str], int]:
    """What is told of a file that says so of each, and how many annotations are there then: no
    more when it comes again, which tells the same."""
    data = lines(
        quoting(*(said(one, stance=stance) for one, stance in zip(people, STANCES, strict=False)))
    )
    first = imported(data, cast.project)
    count = Attribution.objects.count(), Actor.objects.count()
    again = imported(data, cast.project)

    assert (Attribution.objects.count(), Actor.objects.count()) == count
    assert again.counts["annotations"] == 0
    assert [one.why for one in again.told] == [one.why for one in first.told]
    return [one.why for one in first.told], first.counts["annotations"]


STANCES = ("critical", "neutral", "supportive")


def test_whom_the_register_has_twice_is_made_by_the_key_of_the_file(cast):
    for country in ("FR", "DE"):
        make_actor("Ada Quill", country=country)

    assert twice(cast, person("Ada Quill", id=THEIRS)) == ([], 1)
    assert str(Attribution.objects.get().speaker_id) == THEIRS


def test_whom_the_register_has_twice_is_refused_where_nothing_tells_who_it_is(cast):
    for country in ("FR", "DE"):
        make_actor("Ada Quill", country=country)

    assert twice(cast, person("Ada Quill")) == (["Several actors are called “Ada Quill”."], 0)


def test_of_several_the_one_that_is_as_the_file_has_it_is_meant(cast):
    people = person("Ada Quill", country="FR"), person("Ada Quill"), {"name": "Ada Quill"}
    told, made = twice(cast, *people[:2])
    assert (told, made) == ([], 2)

    assert twice(cast, people[2], people[1]) == ([], 1)
    assert Actor.objects.called("Ada Quill").count() == 2


def test_a_key_that_is_somebody_elses_here_is_no_key_of_a_new_one(cast):
    other = make_actor("Ben Quill")

    assert twice(cast, person("Ada Quill", id=str(other.pk))) == ([], 1)
    assert Actor.objects.called("Ada Quill").count() == 1


@pytest.mark.parametrize("fields", [{"country": "fr"}, {"country": "Fenmoor"}, {"kind": "PERSON"}])
def test_who_is_entered_otherwise_than_the_file_has_it_is_found_again(cast, fields):
    twice(cast, person("Ada Quill") | fields)

    assert Actor.objects.called("Ada Quill").count() == 1
