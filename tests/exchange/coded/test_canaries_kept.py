"""What a file's reader gave is in the database afterwards, or the report tells that it is not."""

import copy
import json
from random import Random

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.models import LinkKind, Mode, Stance
from annotations.queries.coded import Which
from tests.exchange.coded.canaries import TEXT, Canaries
from tests.factories.articles import make_source
from tests.factories.projects import make_tag
from tests.helpers.coded import imported, records

CHANCES = st.randoms(use_true_random=False)


def long(make: Canaries, length: int) -> str:
    """A word, or one behind as many letters as are kept."""
    return make.new() if make.often() else "long " * (length // 5) + make.new()


def party(make: Canaries) -> dict:
    found = {"name": make.one_of(("Ada Quill", long(make, 200)))}
    kinds = ("person", "organisation", "country", "unnamed", make.new())
    if make.seldom():
        found["kind"] = make.one_of(kinds)
    if make.seldom():
        found["country"] = make.one_of(("DE", make.new()))
    if make.seldom():
        found["wikidata"] = make.one_of(("Q42", make.new()))
    return found


def post(make: Canaries) -> dict:
    found: dict = {"post": long(make, 200)}
    if make.often():
        found["organisation"] = party(make)
    if make.seldom():
        found["kind"] = make.new()
    if make.seldom():
        found["represents"] = make.one_of(("DE", make.new()))
    if make.seldom():
        found |= {"since": "2020-01-01", "until": make.one_of(("2021-01-01", "2019-01-01"))}
    return found


def statement(make: Canaries) -> dict:
    found: dict = {}
    if make.often():
        found["speaker"] = party(make)
    if make.seldom():
        found["post"] = post(make)
    if make.seldom():
        found["printed_capacity"] = long(make, 200)
    if make.seldom():
        found["target"] = party(make)
    if make.seldom():
        found["relayers"] = [party(make) for _one in range(1 + make.seldom())]
    for name, values in (("mode", Mode.values), ("stance", Stance.values)):
        if make.seldom():
            found[name] = make.one_of((*values, make.new()))
    if make.seldom():
        coder = {"kind": "human", "name": "ada"}
        link = {
            "kind": make.one_of((*LinkKind.values, make.new("It is linked to"))),
            "article": make.one_of("ab"),
        }
        found["links"] = [link | {"coder": coder, "number": make.one_of((1, 2, 7))}]
    return found


def place(make: Canaries, role: str) -> dict:
    start, end = make.place()
    return {"role": role, "start": start, "end": end, "words": TEXT[start:end]}


def annotation(make: Canaries, number: int) -> dict:
    found: dict = {"number": make.one_of((0, number)), "note": make.one_of(("", make.new()))}
    found["tags"] = [make.one_of(("appeal", long(make, 120))) for _tag in make.some(2)]
    if make.often():
        roles = ["content", *[make.one_of(("cue", "speaker", "content")) for _one in make.some(3)]]
        found["statement"] = statement(make)
    else:
        roles = ["passage"] * (1 + make.seldom())
    found["places"] = [place(make, role) for role in roles]
    if make.seldom():
        found["places"][0] |= {"words": make.new(), "start": None, "end": None}
    return found


def told_by(make: Canaries, found: dict, *within: str) -> None:
    """Whatever is in it is told with all of it."""
    text = json.dumps(found)
    for word in make.within:
        if word in text:
            make.within[word] = (*make.within[word], *within)


def coding(make: Canaries) -> dict:
    coder = make.one_of(
        ({"name": "ada"}, {"name": "ada"}, {"name": make.new()}, {"kind": "gold"}, {"name": ""})
    )
    several = [annotation(make, number) for number in range(1, 1 + make.chance.randrange(4))]
    tags = [make.one_of(("appeal", long(make, 120))) for _tag in make.some(2)]
    state = make.one_of(("", "open", "done"))
    made = {"coder": {"kind": "human"} | coder, "state": state}
    return made | {"tags": tags, "annotations": several}


def name_containers(make: Canaries, coded: dict) -> None:
    label = coded["coder"].get("name") or coded["coder"]["kind"]
    done = [
        f"{one}: Who annotated this is done" for one in (label, "ada", "~gold", "line 1", "line 2")
    ]
    told_by(make, coded, *done, "does not say whose annotations")
    for one in coded["annotations"]:
        number, words = one["number"], one["places"][0]["words"]
        told_by(make, one, f" {number}: " if number else f"“{words[:40]}")


def document(make: Canaries, key: str) -> dict:
    codings = [coding(make) for _one in range(1 + make.seldom())]
    return {"id": key, "title": "T", "text": TEXT, "source": {"name": "Fen"}, "codings": codings}


def changed(make: Canaries, found: dict) -> dict:
    """The same once more, with something else said of what is there."""
    found = copy.deepcopy(found)
    for one in found["codings"]:
        for each in one["annotations"]:
            if make.often():
                each["note"] = make.new()
            if (said := each.get("statement")) is not None:
                for name, value in (
                    ("printed_capacity", make.new()),
                    ("relayers", [{"name": make.new()}]),
                    ("certainty", make.one_of(("possible", make.new()))),
                    ("post", {"post": make.new()}),
                ):
                    if make.seldom():
                        said[name] = value
    return found


# To make what fails small takes minutes with a database.
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(CHANCES)
def test_all_of_it(cast, chance: Random) -> None:
    with transaction.atomic():
        assert not gone(cast, Canaries(chance))
        transaction.set_rollback(True)


def gone(cast, make: Canaries) -> dict[str, list[str]]:
    make_tag(cast.project.codebook)
    make_source("Fen")
    terms = {"new_tags": make.often(), "coder": make.one_of(("", "ada")), "finished": make.seldom()}
    first = [document(make, key) for key in "ab"[: 1 + make.seldom()]]
    files = [first]
    if make.often():
        files.append([make.one_of((changed(make, one), document(make, "a"))) for one in first])
    told = []
    for documents in files:
        data = "\n".join(map(json.dumps, documents)).encode()
        report = imported(data, cast.project, **terms)
        told += [f"{one.at}: {one.why}" for one in report.told]
    for one in [one for documents in files for each in documents for one in each["codings"]]:
        name_containers(make, one)
    make.within = {word: by for word, by in make.within.items() if word in json.dumps(files)}
    return make.missing(json.dumps(records(cast.project, which=Which.ALL)), told)
