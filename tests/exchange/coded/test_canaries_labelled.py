"""Nothing of files of brat, doccano and Label Studio is gone without a word."""

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.coded.canaries import PARTS, TEXT, Canaries, units
from tests.exchange.coded.test_foreign import read, zipped

CHANCES = st.randoms(use_true_random=False)
NO_RELATIONS = "“relations” is not taken"
MANY = settings(max_examples=150)


def brat_lines(make: Canaries) -> str:
    lines, begun = list[str](), dict[str, int]()
    keys = [f"T{at}" for at in range(1, 2 + make.chance.randrange(6))]
    for key in keys:
        places = sorted({make.place() for _piece in range(1 + make.seldom())})
        words = " ".join(TEXT[start:end] for start, end in places).replace("\n", " ")
        label, begun[key] = make.label(), places[0][0]
        several = ";".join(f"{start} {end}" for start, end in places)
        lines.append(f"{key}\t{label} {several}\t{words}")
    events = [f"E{at}" for at in range(1, 1 + make.chance.randrange(4))]
    things = [*keys, *events, "T99"]
    for at, key in enumerate(events):
        trigger = make.one_of(keys)
        label = lines[int(trigger[1:]) - 1].split("\t")[1].split(" ")[0]
        roles = []
        for _role in make.some(4):
            to = make.one_of(things)
            role = make.role(make.one_of((*PARTS, "Theme")), begun.get(to))
            roles.append(f"{role}:{to}")
        lines.append("\t".join([key, " ".join([f"{label}:{trigger}", *roles])]))
        things.append(f"R{at + 1}")
    for at in make.some(3):
        ends = f"Arg1:{make.one_of(things)} Arg2:{make.one_of(things)}"
        lines.append(f"R{at + 1}\t{make.new()} {ends}")
    for at in make.some(3):
        name = make.one_of(("Stance", "mode", make.new()))
        value = f" {make.new()}" if make.often() or name in ("Stance", "mode") else ""
        lines.append(f"{make.one_of('AM')}{at + 1}\t{name} {make.one_of(things)}{value}")
    for at in make.some(3):
        lines.append(f"#{at + 1}\tAnnotatorNotes {make.one_of(things)}\t{make.new()} {make.new()}")
    if make.seldom():
        lines.append(f"N1\tReference {make.one_of(things)} {make.new()}:12\t{make.new()}")
    if make.seldom():
        lines.append(f"*\tEquiv {make.one_of(things)} {make.one_of(things)}")
    if make.seldom():
        make.chance.shuffle(lines)
    return "\n".join(lines)


@MANY
@given(CHANCES)
def test_brat(chance: Random) -> None:
    make = Canaries(chance)
    files: dict[str, str] = {}
    for at in range(1 + make.seldom()):
        folder = make.new() if make.often() else ""
        files |= {f"{folder}__a{at}_dot_ann": brat_lines(make), f"{folder}__a{at}_dot_txt": TEXT}

    data = zipped(**files)
    assert not make.vanished(data, read("brat", data))


def doccano_line(make: Canaries) -> dict:
    is_out_of_it = make.seldom()
    count = units if is_out_of_it else int
    line: dict = {"text": TEXT}
    keys = range(1, 2 + make.chance.randrange(6))

    def place() -> dict:
        start, end = make.place()
        return {"start_offset": count(start), "end_offset": count(end), "label": make.label()}

    shape = make.one_of(("entities", "label", "labels", "spans", "annotations"))
    if shape in ("entities", "annotations"):
        line[shape] = [place() | {"id": key} for key in keys]
    else:
        line[shape] = [[*list(place().values())] for _key in keys]
    if shape == "annotations":
        for one in line[shape]:
            one["user"] = make.one_of((1, 2))
    if shape == "spans":
        line[shape] = [{"start": a, "end": b, "label": c} for a, b, c in line[shape]]
    if make.seldom():
        other = make.one_of(("label", "labels"))
        line.setdefault(other, [make.new(), make.new()])
    if make.seldom():
        line["cats"] = make.one_of(([make.new()], {make.new(): 1.0}))
    if make.seldom():
        line["label"] = make.new() if "label" not in line else line["label"]
    if make.seldom():
        line["accept"] = [make.new()]
    if make.often():
        ends = [*keys, 99]
        line["relations"] = [
            {
                "id": at,
                "from_id": make.one_of(ends),
                "to_id": make.one_of(ends),
                "type": make.new(NO_RELATIONS),
            }
            for at in make.some(3)
        ]
    if make.seldom():
        ends = {"head": 1, "child": 2, "label": make.new(NO_RELATIONS)}
        line["relations"] = [*line.get("relations", []), ends]
    if make.seldom():
        line[make.one_of(("username", "_annotator_id"))] = make.new()
    if is_out_of_it:
        line["Comments"] = [
            make.one_of((make.new(), {"comment": make.new()})) for _one in make.some(2)
        ]
    elif make.seldom():
        line["comments"] = [make.new()]
    if make.seldom() and shape != "annotations":
        start, end = make.place()
        noted = {"start": start, "end": end, "note": make.new()}
        said = noted | {"note": make.new(), "facts": {"speaker": {"name": make.new()}}}
        line["attache"] = {"notes": [noted], "statements": [said]}
        if make.seldom():
            line["attache"]["coder"] = {"kind": "human", "name": make.new()}
    return line


@MANY
@given(CHANCES)
def test_doccano(chance: Random) -> None:
    make = Canaries(chance)
    lines = [doccano_line(make) for _line in range(1 + make.seldom())]
    data = json.dumps(lines) if make.seldom() else "\n".join(map(json.dumps, lines))

    assert not make.vanished(data, read("doccano", data))


FACTS = ("mode", "stance", "certainty")


def region_values(make: Canaries, kind: str) -> dict:
    return {
        "choices": lambda: {"choices": [make.new() for _one in range(1 + make.seldom())]},
        "taxonomy": lambda: {"taxonomy": [[make.one_of(("Trade", "War")), make.new()]]},
        "textarea": lambda: {"text": make.one_of((make.new(), [make.new(), make.new()]))},
        "rating": lambda: {"rating": make.new()},
        "number": lambda: {"number": make.new()},
        "datetime": lambda: {"datetime": make.new()},
        "pairwise": lambda: {"selected": make.new()},
        "ranker": lambda: {"ranker": {"_": [make.new(), make.new()]}},
        "rectanglelabels": lambda: {"x": 1, "rectanglelabels": [make.new()]},
    }[kind]()


OTHERS = (
    *("choices", "taxonomy", "textarea", "rating", "number", "datetime", "pairwise", "ranker"),
    "rectanglelabels",
)


def label_studio_result(make: Canaries) -> list[dict]:
    result: list[dict] = []
    keys = [f"r{at}" for at in range(1 + make.chance.randrange(5))]
    for key in keys:
        start, end = make.place()
        place = {"start": start, "end": end, "text": TEXT[start:end]}
        for _control in range(1 + make.seldom()):
            labels = [make.label() for _label in range(1 + make.seldom())]
            region = {"id": key, "type": "labels", "value": place | {"labels": labels}}
            if make.seldom():
                region["meta"] = {"text": [make.new(), make.new()]}
            if make.seldom():
                region["meta"] = region.get("meta", {}) | {
                    "attache": {"speaker": {"name": make.new()}}
                }
            result.append(region | {"from_name": "ner"})
    if make.seldom():
        words = make.new()
        value = {"start": 0, "end": 3, "text": words, "labels": [make.new(words)]}
        meta = {"text": [make.new(words)]}
        result.append({"id": "bad", "type": "labels", "value": value, "meta": meta})
        keys.append("bad")
    for _one in make.some(4):
        kind = make.one_of(OTHERS)
        value = region_values(make, kind)
        name = make.one_of((*FACTS, "other"))
        region = {"id": make.one_of((*keys, "whole")), "type": kind, "from_name": name}
        result.append(region | {"value": value})
    for _one in make.some(3):
        labels = [make.new() for _label in make.some(2)]
        ends = {"from_id": make.one_of([*keys, "x"]), "to_id": make.one_of([*keys, "x"])}
        result.append({"type": "relation", "direction": "bi", "labels": labels} | ends)
    if make.seldom():
        make.chance.shuffle(result)
    return result


def label_studio_task(make: Canaries) -> dict:
    annotations = []
    for _one in make.some(2):
        email = make.new()
        annotation = {"completed_by": {"email": email}}
        before = set(make.within)
        annotation["result"] = label_studio_result(make)
        if make.seldom():
            annotation["was_cancelled"] = True
            for word in set(make.within) - before:
                make.within[word] = (f"{email}: It was skipped",)
        if make.seldom():
            annotation["comments"] = [{"text": make.new()}]
        if make.seldom():
            annotation["reviews"] = [{"comment": make.new(), "accepted": False}]
        annotations.append(annotation)
    task = {"data": {"text": TEXT}, "annotations": annotations}
    if make.seldom():
        draft = [{"id": "d", "type": "choices", "value": {"choices": [make.new("is a draft")]}}]
        task["drafts"] = [{"result": draft}]
    if make.seldom():
        task["comments"] = [{"text": make.new()}]
    return task


@MANY
@given(CHANCES)
def test_label_studio(chance: Random) -> None:
    make = Canaries(chance)
    tasks = [label_studio_task(make) for _task in range(1 + make.seldom())]

    data = json.dumps(tasks)
    assert not make.vanished(data, read("label-studio", data))


@MANY
@given(CHANCES)
def test_label_studio_short(chance: Random) -> None:
    make = Canaries(chance)
    task: dict = {"text": TEXT, "annotator": make.new(), "annotation_id": 3}
    for at in make.some(5):
        start, end = make.place()
        region = {"start": start, "end": end, "text": TEXT[start:end], "labels": [make.label()]}
        task[f"answer{at}"] = make.one_of(
            (
                [region, region | {"labels": [make.new()]}],
                make.new(),
                {"choices": [make.new(), make.new()]},
                {"taxonomy": [["Trade", make.new()]]},
                {"text": [make.new()]},
                [make.new()],
                [{"rating": make.new()}],
                {"selected": make.new()},
            )
        )

    data = json.dumps([task])
    assert not make.vanished(data, read("label-studio", data))
