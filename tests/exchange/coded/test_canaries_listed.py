"""Nothing of tables and W3C Web Annotations is gone without a word."""

import csv
import io
import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.exchange.coded.tables_in import documents_of
from annotations.exchange.workbooks import Rows, Sheet, workbook
from tests.exchange.coded.canaries import TEXT, Canaries
from tests.exchange.coded.test_foreign import read

CHANCES = st.randoms(use_true_random=False)
MANY = settings(max_examples=150)
REFUSED = ("Its address leads to", "“target.selector” is missing")


def selector(make: Canaries) -> dict | list:
    start, end = make.place()
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    words = {"type": "TextQuoteSelector", "exact": TEXT[start:end]}
    return make.one_of((place, words, [place, words]))


def body(make: Canaries) -> dict | str:
    purposes = ("tagging", "commenting", "", "classifying", "linking", "identifying", "replying")
    found = {"type": "TextualBody", "purpose": make.one_of(purposes), "value": make.new()}
    link = {"purpose": make.one_of(purposes), "source": f"https://x.org/{make.new()}"}
    choice = {"type": "Choice", "items": [found, link]}
    several = found | {"value": [make.new()]}
    return make.one_of((found, found, make.new(), link, choice, several))


def creator(make: Canaries) -> dict | str | list:
    person = {"name": make.new(), "nickname": make.new()}
    several = [make.new(), person, {"id": f"https://x.org/{make.new()}"}, {"email": make.new()}]
    return make.one_of((*several, several[:2], [several[3]]))


def web_annotation(make: Canaries) -> dict:
    source = f"https://x.org/{make.one_of((1, 2))}"
    targets = [{"source": source, "selector": selector(make)} for _one in range(1 + make.seldom())]
    found: dict = {"target": make.one_of((targets, targets, targets, source, f"{source}#p3"))}
    if make.often():
        bodies = [body(make) for _body in make.some(3)]
        found["body"] = bodies[0] if len(bodies) == 1 else bodies
    if make.seldom():
        found["bodyValue"] = make.new()
    if make.often():
        found["motivation"] = make.one_of(("tagging", "commenting", ["tagging", "linking"]))
    if make.often():
        found["creator"] = creator(make)
    return found


@MANY
@given(CHANCES)
def test_web_annotations(chance: Random) -> None:
    make, found = Canaries(chance), list[dict]()
    for number in range(1, 2 + make.chance.randrange(4)):
        before = set(make.within)
        found.append(web_annotation(make))
        for word in set(make.within) - before:
            # What is refused is told as a whole.
            make.within[word] = tuple(f"annotation {number}: {why}" for why in REFUSED)
    page = {"items": found}
    data = json.dumps(make.one_of((found, page, {"first": page}, [page])))

    assert not make.vanished(data, read("web-annotation", data))


NAMES = ("article", "coder", "start", "end", "words", "tags", "label", "note", "comment", "role")
MORE = ("article_tags", "speaker", "target", "stance", "printed_capacity", "annotation")


def table(make: Canaries) -> list[list[str]]:
    head = [*NAMES[:5], *[one for one in (*NAMES[5:], *MORE) if make.seldom()]]
    if make.seldom():
        head.append("topic")
    rows = [head]
    for _row in make.some(4):
        start, end = make.place()
        row = [f"https://x.org/{make.one_of((1, 2))}", make.one_of((make.new(), "ada"))]
        row += [str(start), str(end), TEXT[start:end]]
        for name in head[5:]:
            fixed = {"role": ("passage", "content", "cue"), "annotation": ("1", "2")}
            row.append(make.one_of(fixed.get(name, (make.new(f"column “{name}”"), ""))))
        if make.seldom():
            row.append(make.new())
        rows.append(row)
    return rows


@MANY
@given(CHANCES)
def test_tables(chance: Random) -> None:
    make = Canaries(chance)
    words = io.StringIO()
    csv.writer(words, delimiter=make.one_of(",;\t")).writerows(table(make))
    data = words.getvalue()

    assert not make.vanished(data, read("csv", data))


@settings(max_examples=40)
@given(CHANCES)
def test_workbooks(chance: Random) -> None:
    make = Canaries(chance)
    sheets = [(name, table(make)) for name in ("One", "Two")[: 1 + make.seldom()]]
    data = b"".join(
        workbook([Sheet(name, rows[0], [9] * len(rows[0]), iter([Rows().written(rows[1:])]))
                  for name, rows in sheets])
    )  # fmt: skip
    for _name, rows in sheets[1:]:
        for word in [cell for row in rows for cell in row if cell in make.within]:
            make.within[word] = (f"The sheet “{sheets[1][0]}”",)

    assert not make.vanished(json.dumps(sheets), read("xlsx", data))


@MANY
@given(CHANCES)
def test_rows_of_parquet(chance: Random) -> None:
    make = Canaries(chance)
    head, *rows = table(make)
    plain = {"article": "article_id", "label": "tags", "comment": "note"}
    head = [plain.get(name, name) for name in head]
    found = [{name: cell for name, cell in zip(head, row, strict=False) if cell} for row in rows]

    assert not make.vanished(json.dumps(found), documents_of(iter(enumerate(found, start=1))))
