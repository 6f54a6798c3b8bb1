"""Nothing of files of UIMA and TEI is gone without a word."""

import json
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.coded.canaries import TEXT, WORDS, Canaries, units
from tests.exchange.coded.test_foreign import read, zipped

CHANCES = st.randoms(use_true_random=False)
MANY = settings(max_examples=150)
SPAN, KEPT = "de.x.Span", "webanno.custom.Attache"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"


Row = tuple[str, dict]


def feature_structures(make: Canaries) -> list[Row]:
    """(type, features) of layers as somebody can have made them."""
    rows: list[Row] = [(META, {"begin": 0, "end": 9, "documentTitle": "T"})]

    def ends() -> dict:
        start, end = make.place()
        return {"begin": units(start), "end": units(end)}

    def own() -> Row:
        role = make.one_of(("passage", "content", "cue", "speaker"))
        found = {"role": role, "annotation": make.one_of(("1", "2", "", "x"))}
        for name in ("tags", "note", "speaker", "target", "extra", "stance"):
            if make.seldom():
                # Where facts are none, all of the annotation is refused.
                found[name] = make.new(f"this is not taken: {name}", f", {name}", "“facts” of")
        if make.seldom():
            # What the layer shows goes before.
            told = "“facts” of", "this is not taken: facts", ", facts"
            facts = {} if "speaker" in found else {"speaker": {"name": make.new(*told)}}
            found["facts"] = make.one_of((json.dumps(facts), make.new(*told)))
        return KEPT, ends() | found

    def other() -> Row:
        found = {name: make.new() for name in ("value", "identifier", "comment") if make.often()}
        for name, word in found.items():
            make.within[word] = (f"layer “Span”, this is not taken: {name}", f", {name}")
        return SPAN, ends() | found

    def label_less() -> Row:
        return f"de.x.{make.new()}", ends()

    def skipped() -> Row:
        return POS, ends() | {"PosValue": make.new("What the layer “POS” says")}

    def relation() -> Row:
        return "de.x.Link", ends() | {"Governor": "3", "Dependent": "4", "label": make.new()}

    def placeless() -> Row:
        return "de.x.Meta", {"about": make.new("The layer “Meta” says nothing of places")}

    def lists() -> Row:
        return SPAN, ends() | {"value": [make.new(), make.new()]}

    def outside() -> Row:
        why = "Span %s is no place in the text"
        return SPAN, {"begin": 900, "end": 901, "value": make.new(why % (len(rows) + 9))}

    makers: list[Callable[[], Row]] = [own, own, other, other, label_less, skipped, relation]
    makers += [placeless, lists, outside]
    for _row in make.some(7):
        rows.append(make.one_of(makers)())
    return rows


def as_json(rows: list[Row], views: list[str], make: Canaries) -> str:
    found: list[dict] = []
    for at, name in enumerate(views, start=1):
        held = {"sofaURI": f"https://x.org/{name}"} if at > 1 and make.seldom() else None
        sofa = {"%ID": at, "%TYPE": "uima.cas.Sofa", "sofaID": name}
        found.append(sofa | (held or {"sofaString": TEXT}))
    for at, (kind, features) in enumerate(rows, start=9):
        view = make.one_of(range(1, len(views) + 1))
        told = dict(features)
        words = json.dumps([kind, features])
        for word in make.within if view > 1 else []:
            if word in words:
                make.within[word] = (f"The view “{views[view - 1]}”",)
        for name in [name for name, value in features.items() if isinstance(value, list)]:
            array = {"%ID": at + 90, "%TYPE": "uima.cas.StringArray"}
            found.append(array | {"%ELEMENTS": told.pop(name)})
            told[f"@{name}"] = at + 90
        found.append({"%ID": at, "%TYPE": kind, "@sofa": view} | told)
    return json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": found, "%VIEWS": {}})


def as_xmi(rows: list[Row]) -> str:
    parts = []
    for at, (kind, features) in enumerate(rows, start=9):
        space, _dot, name = kind.rpartition(".")
        plain = {key: one for key, one in features.items() if not isinstance(one, list)}
        told = "".join(f" {key}={quoteattr(str(one))}" for key, one in plain.items())
        lists = "".join(
            f"<{key}>{escape(each)}</{key}>"
            for key, one in features.items()
            if isinstance(one, list)
            for each in one
        )
        space = f'xmlns:a="http:///{space.replace(".", "/")}.ecore"'
        parts.append(f'<a:{name} {space} xmi:id="{at}" sofa="1"{told}>{lists}</a:{name}>')
    sofa = f'<cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString={quoteattr(TEXT, NEW_LINE)}/>'
    return (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore">'
        f"{''.join(parts)}{sofa}</xmi:XMI>"
    )


NEW_LINE = {"\n": "&#10;"}


@MANY
@given(CHANCES)
def test_uima(chance: Random) -> None:
    make = Canaries(chance)
    rows = feature_structures(make)
    if make.seldom():
        data = as_xmi(rows)
        form = "uima-xmi"
    else:
        data = as_json(rows, ["_InitialView", "Other"][: 1 + make.seldom()], make)
        form = "uima-json"
    who = make.new()
    if make.seldom():
        packed = zipped(**{f"annotation__a.txt__{who}_dot_{form[5:]}": data})
        assert not make.vanished(packed, read(form, packed))
    else:
        assert not make.vanished(data, read(form, data))


def tei_text(make: Canaries) -> tuple[str, str]:
    """A body, and what stands beside it."""
    parts, spans, keys = list[str](), list[str](), list[str]()
    people: dict[str, str] = {}

    def listed() -> str:
        if people and make.often():
            return make.one_of(people)
        key = make.new()
        make.kept_as[key] = people[key] = make.new(f"#{key}")
        return key

    for at, (start, end) in enumerate(WORDS):
        key, words = f"w{at}", escape(TEXT[start:end])
        keys.append(key)
        name = make.one_of(("said", "quote", "q", "seg", "persName", "note", "", "", "", "", ""))
        if not name:
            parts.append(f'<anchor xml:id="{key}"/>{words} ')
            continue
        told = ""
        choices = {
            "who": lambda: " ".join(
                [
                    f"#{listed() if make.often() else make.new()}"
                    for _one in range(1 + make.seldom())
                ]
            ),
            "ana": lambda: f"#{make.new()}",
            "type": make.new,
            "toWhom": lambda: f"#{make.new()}",
            "cert": make.new,
        }
        if name in ("said", "quote", "q"):
            for attribute, value in choices.items():
                if make.seldom():
                    told += f' {attribute}="{value()}"'
            told += f' next="#w{at + 1}"' if make.seldom() else ""
        elif name in ("seg", "persName") and make.seldom():
            told = f' {make.one_of(("ana", "type"))}="#{make.new("Names that are marked")}"'
        elif name == "note":
            words = make.new()
            told = f' resp="#{make.new("A note in the text")}"' if make.seldom() else ""
        inner = f"<note>{make.new()}</note>" if make.chance.randrange(9) == 8 else ""
        parts.append(f'<{name} xml:id="{key}"{told}>{words}{inner}</{name}> ')
    for _span in make.some(3):
        key = make.one_of(keys)
        told, gone = f' from="#{key}"', f"“span #{key}” is missing"
        for attribute in ("ana", "type", "resp", "cert"):
            if make.seldom():
                told += f' {attribute}="#{make.new(gone)}"'
        words = make.new(gone) if make.often() else ""
        group = f' type="{make.new()}"' if make.seldom() else ""
        inner = f"<span{told}>{words}</span>"
        if make.seldom():
            inner = f"<spanGrp{group}><desc>{make.new()}</desc>{inner}</spanGrp>"
        spans.append(inner)
    if make.seldom():
        spans.append(f'<interpGrp><interp type="{make.new()}">{make.new()}</interp></interpGrp>')
    if make.seldom():
        spans.append(f'<linkGrp><link type="{make.new()}" target="#w1 #w2"/></linkGrp>')
    if make.seldom():
        spans.append(f"<note>{make.new()}</note>")
    persons = "".join(
        f'<person xml:id="{key}"><persName>{one}</persName></person>' for key, one in people.items()
    )
    said = "".join(parts)
    beside = f"<standOff>{''.join(spans)}</standOff>"
    where = make.one_of(("in", "beside"))
    body = f"<p>{said}</p>{beside if where == 'in' else ''}"
    head = f"<particDesc><listPerson>{persons}</listPerson></particDesc>"
    return head, f"<text><body>{body}</body></text>{beside if where == 'beside' else ''}"


@MANY
@given(CHANCES)
def test_tei(chance: Random) -> None:
    make = Canaries(chance)
    head, text = tei_text(make)
    resp = "".join(
        f"<respStmt><resp>by</resp><{name}>{make.new()}</{name}></respStmt>"
        for name in ("name", "persName")
        if make.seldom()
    )
    title = f"<fileDesc><titleStmt><title>T</title>{resp}</titleStmt></fileDesc>"
    header = f"<teiHeader>{title}<profileDesc>{head}</profileDesc></teiHeader>"
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>'

    assert not make.vanished(data, read("tei", data))
