"""Deciding about places by programs: the same rulings as on the page, in the state that they read."""

import pytest

from annotations.models import Attribution, Coding, Ruling, Span
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_passage
from tests.factories.projects import make_tag
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast, program):
    return program(cast.curator, "write")


@pytest.fixture
def codings(cast):
    """They agree on a passage, differ in a statement, and one has another alone."""
    mine, theirs = make_done(cast.project_article, cast.owner, cast.second)
    for coding in (mine, theirs):
        make_passage(coding, "Envoys meet again")
    make_attribution(mine, "shared work", speaker=make_actor("Ada Quill"), stance="critical")
    make_attribution(theirs, "shared work", stance="neutral")
    make_attribution(theirs, "always sticks")
    return mine, theirs


@pytest.fixture
def where(cast, codings):
    return f"/articles/{cast.project_article.pk}/adjudication"


@pytest.fixture
def begun(asking, where):
    made = asking.ask("POST", where)
    assert made.status_code == 201
    return made.json()


@pytest.fixture
def place(cast, begun):
    """The address of the place where they differ."""
    [key] = [one["key"] for one in begun["places"] if one["state"] == "differing"]
    return f"/articles/{cast.project_article.pk}/places/{key}"


def decide(asking, place, finding, **facts):
    match = asking.get(place)["ETag"]
    return asking.ask("POST", f"{place}/rulings", {"finding": finding, **facts}, match=match)


def test_what_all_have_is_merged_where_it_begins(begun, asking, where):
    assert (begun["gold_state"], begun["left"]) == ("open", 2)
    [merged] = [one for one in begun["places"] if one["state"] == "decided"]
    assert (merged["ruling"]["finding"], merged["ruling"]["stands"]) == ("unanimous", True)
    assert len(set(merged["prints"].values())) == 1
    assert asking.ask("POST", where).json() == begun


def test_a_version_is_taken_over_and_taken_back(asking, place, codings, where):
    made = decide(asking, place, "taken", coding=str(codings[0].pk), note="As it stands")

    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["finding"], told["note"], told["stands"]) == ("taken", "As it stands", True)
    assert told["taken_from"] == str(codings[0].analyst_id)
    gold = Attribution.objects.get(coding__kind="gold", number=told["number"])
    assert gold.stance == "critical"
    now = asking.get(where)
    assert now.json()["left"] == 1
    undone = asking.ask("POST", f"{where}/undo", match=now["ETag"])
    assert undone.json()["left"] == 2
    assert not Attribution.objects.filter(coding__kind="gold").exists()
    assert is_problem(asking.ask("POST", f"{where}/redo", match=now["ETag"]), 412)
    assert is_problem(asking.ask("POST", f"{where}/redo"), 428)
    assert asking.ask("POST", f"{where}/redo", match=undone["ETag"]).json() == now.json()


def test_a_later_decision_takes_the_place_of_an_earlier_one(cast, asking, place):
    decide(asking, place, "nothing")
    reason = cast.project.rejection_reasons.first()
    decide(asking, place, "rejected", reason=str(reason.pk))
    assert decide(asking, place, "kept").json()["finding"] == "rejected"

    rows = asking.get(f"{place}/rulings?limit=2").json()
    assert [row["finding"] for row in rows["items"]] == ["rejected", "rejected"]
    assert rows["items"][0]["reason"] == reason.name
    [first] = asking.get(rows["next"].partition("/api")[2]).json()["items"]
    assert first["finding"] == "nothing"
    assert asking.get(place).json()["ruling"]["id"] == rows["items"][0]["id"]


def test_what_was_undone_does_not_stand(asking, place, where):
    decide(asking, place, "union")
    asking.ask("POST", f"{where}/undo", match="*")

    [row] = asking.get(f"{place}/rulings").json()["items"]
    assert (row["finding"], row["stands"]) == ("union", False)
    assert asking.get(place).json()["ruling"] is None


def test_a_statement_is_put_otherwise(cast, asking, place):
    feder = make_actor("Otto Feder")
    tag = make_tag(cast.project.codebook, "Appeal")
    text = Coding.objects.get(kind="gold").revision.text
    start = text.index("shared")
    content = [{"start": start, "end": start + 6, "words": "shared"}]

    made = decide(
        asking,
        place,
        "edited",
        version={
            "content": content,
            "tags": [str(tag.pk)],
            "target": str(feder.pk),
            "stance": "",
            "mode": "direct",
        },
    )

    assert made.status_code == 201, made.content
    gold = Attribution.objects.get(coding__kind="gold")
    assert (gold.target, gold.stance, gold.mode) == (feder, "", "direct")
    # Nothing was said about the speaker, whom the union of all has.
    assert gold.speaker.name == "Ada Quill"
    assert [one.words for one in gold.spans.all()] == ["shared"]
    assert gold.attribution_tags.get().tag == tag


def test_a_passage_has_one_place_and_no_speaker(cast, asking, begun):
    [merged] = [one for one in begun["places"] if one["state"] == "decided"]
    place = f"/articles/{cast.project_article.pk}/places/{merged['key']}"
    first = {"start": 0, "end": 6, "words": "Envoys"}

    for version in ({"stance": "neutral"}, {"content": [first, first]}):
        assert is_problem(decide(asking, place, "edited", version=version), 422)
    assert decide(asking, place, "edited", version={"content": [first]}).status_code == 201
    assert Span.objects.get(coding__kind="gold").words == "Envoys"


@pytest.mark.parametrize(
    ("finding", "facts", "status", "field"),
    [
        ("taken", {}, 422, "coding"),
        ("taken", {"coding": "00000000-0000-7000-8000-000000000000"}, 422, "coding"),
        ("rejected", {"reason": "00000000-0000-7000-8000-000000000000"}, 422, "reason"),
        ("union", {"version": {}}, 422, "version"),
        (
            "edited",
            {"version": {"tags": ["00000000-0000-7000-8000-000000000000"]}},
            422,
            "version/tags/0",
        ),
        (
            "edited",
            {"version": {"relayers": ["00000000-0000-7000-8000-000000000000"]}},
            422,
            "version/relayers",
        ),
        (
            "edited",
            {"version": {"affiliation": "00000000-0000-7000-8000-000000000000"}},
            422,
            "version/affiliation",
        ),
        (
            "edited",
            {"version": {"cue": {"start": 0, "end": 4, "words": "They"}}},
            409,
            None,
        ),
        (
            "edited",
            {"version": {"cue": {"start": 90_000, "end": 90_004, "words": "They"}}},
            409,
            None,
        ),
        ("kept", {}, 409, None),
    ],
)
def test_what_cannot_be_decided_is_refused(asking, place, finding, facts, status, field):
    refused = decide(asking, place, finding, **facts)

    assert is_problem(refused, status)
    if field:
        assert refused.json()["errors"][0]["field"] == field
    # What was merged when it began is all there is.
    assert Ruling.objects.count() == 1


def test_it_is_decided_about_the_state_that_was_read(asking, place, codings):
    read = asking.get(place)["ETag"]
    Attribution.objects.filter(coding=codings[0]).update(stance="mixed")

    assert is_problem(asking.post(f"{place}/rulings", {"finding": "union"}), 428)
    late = asking.ask("POST", f"{place}/rulings", {"finding": "union"}, match=read)
    assert is_problem(late, 412)


def test_one_key_decides_once(asking, place):
    told = {"match": asking.get(place)["ETag"], "Idempotency_Key": "once"}
    first, again = (
        asking.ask("POST", f"{place}/rulings", {"finding": "nothing"}, **told) for _ in range(2)
    )

    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert Ruling.objects.filter(finding="nothing").count() == 1


def test_an_article_is_agreed_once_all_is_decided(asking, begun, place, where, cast):
    finished = f"{where}/finished"
    assert is_problem(asking.ask("PUT", finished), 409)
    for one in begun["places"]:
        if one["state"] != "decided":
            address = f"/articles/{cast.project_article.pk}/places/{one['key']}"
            decide(asking, address, "nothing")
    for _again in range(2):
        assert asking.ask("PUT", finished).status_code == 204
    assert asking.get(where).json()["gold_state"] == "done"
    assert is_problem(decide(asking, place, "union"), 409)
    for _again in range(2):
        assert asking.ask("DELETE", finished).status_code == 204
    assert asking.get(where).json()["gold_state"] == "open"


def test_who_may_only_look_on_decides_nothing(cast, program, place, where):
    reader = program(cast.reader)

    assert reader.get(place).status_code == 200
    assert is_problem(decide(reader, place, "nothing"), 403)
    assert is_problem(program(cast.owner).get(place), 403)
    assert is_problem(program(cast.owner).get(f"{place}/rulings"), 403)
    assert is_problem(reader.get(f"{place}x"), 404)
    assert is_problem(reader.get(f"{place}x/rulings"), 404)
    assert is_problem(reader.ask("POST", f"{where}/undo", match="*"), 403)


def test_history_asks_no_more_for_many(asking, place):
    decide(asking, place, "nothing")
    few = queries_of(lambda: asking.get(f"{place}/rulings"))
    for finding in ("union", "kept"):
        decide(asking, place, finding)

    assert_same_count(few, queries_of(lambda: asking.get(f"{place}/rulings")), 8)


def test_reasons_are_kept_by_managers(cast, program, begun):
    manager, where = program(cast.manager), f"/projects/{cast.project.pk}/rejection-reasons"
    usual = manager.get(where).json()["items"]

    made = manager.post(where, {"name": "Too long"})

    assert made.json()["position"] == len(usual)
    assert is_problem(manager.post(where, {"name": "too long"}), 409)
    here = made["Location"].removeprefix("/api")
    changed = manager.ask("PATCH", here, {"name": "Far too long"}, match=made["ETag"])
    assert changed.json()["name"] == "Far too long"
    for _again in range(2):
        assert manager.ask("PUT", f"{here}/retired").status_code == 204
        assert manager.get(here).json()["retired_at"]
    for _again in range(2):
        assert manager.ask("DELETE", f"{here}/retired").status_code == 204
        assert manager.get(here).json()["retired_at"] is None
    assert is_problem(program(cast.curator).post(where, {"name": "Mine"}), 403)
