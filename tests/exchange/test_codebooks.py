"""Codebooks out of files and back: nothing that a format can say is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotations.actions.codebook_trees import CannotReadCodebook, CannotSetTree, set_tree
from annotations.actions.codebook_versions import states_of
from annotations.domain.codebook_states import TagState
from annotations.domain.identifiers import uuid7
from annotations.domain.register import CannotRead
from annotations.exchange.codebooks.files import WRITERS, plan_of, written
from annotations.exchange.codebooks.given import states_of_file
from annotations.exchange.codebooks.qdc import NAMESPACE, as_qdc, read_qdc
from annotations.exchange.codebooks.tables import as_csv, as_xlsx, read_csv, read_xlsx
from annotations.exchange.starter import install_starter
from tests.actions.conftest import NOW
from tests.factories.projects import make_codebook, make_tag

WORDS = st.text(
    st.one_of(
        st.sampled_from([*"=+-@'\"|[],;\n<>&", "é", "ع", "中", "😀"]),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=30,
).map(lambda words: words.strip())


@st.composite
def trees(draw):
    states = []
    for number in range(draw(st.integers(1, 5))):
        parent = draw(st.sampled_from([None, *[one.id for one in states]]))
        states.append(
            TagState(
                str(uuid7()),
                f"tag-{number}",
                f"Tag {number}",
                parent,
                definition=draw(WORDS),
                example=draw(WORDS),
                is_required=draw(st.booleans()),
                applies_to=draw(st.sampled_from([(), ("article",), ("passage", "statement")])),
                colour=draw(st.sampled_from(["teal", "grey", "plum"])),
            )
        )
    return states


def read(name, data):
    import io

    if name == "qdc":
        return read_qdc(data)
    return {"csv": read_csv, "xlsx": read_xlsx}[name](io.BytesIO(data))


def told(states):
    """By short names, since a table knows no ids; siblings in their order."""
    keys = {state.id: state.key for state in states}
    return {
        state.key: replace(state, id="", parent=keys.get(state.parent), key="") for state in states
    }


@pytest.mark.parametrize(("name", "write"), [("csv", as_csv), ("xlsx", as_xlsx)])
@given(states=trees())
def test_a_table_gives_back_what_went_in(name, write, states):
    assert told(states_of_file(read(name, write(states)), [])) == told(states)


@pytest.mark.django_db
@pytest.mark.parametrize("form", sorted(WRITERS))
def test_the_starter_comes_back_unchanged(form):
    codebook = install_starter(by=None)

    found = plan_of(codebook, written(codebook, form), f"acts.{form}")

    assert found.differences == []
    assert len(found.wanted) == codebook.tags.count()


@pytest.mark.django_db
@pytest.mark.parametrize("form", sorted(WRITERS))
def test_another_codebook_gets_the_tree(form):
    codebook = install_starter(by=None)
    other = make_codebook("Other")

    found = plan_of(other, written(codebook, form), f"acts.{form}")
    set_tree(codebook=other, wanted=found.wanted, by=None, at=NOW)

    one, two = told(states_of(codebook)), told(states_of(other))
    if form != "qdc":
        assert one == two
    described = ("name", "colour", "definition", "example", "when_not")
    facts = [
        [tuple(getattr(state, name) for name in described) for state in tree.values()]
        for tree in (one, two)
    ]
    assert facts[0] == facts[1]


@pytest.mark.django_db
def test_a_file_says_what_it_would_change():
    codebook = make_codebook()
    make_tag(codebook, "Appeal", shortcut="p")
    make_tag(codebook, "Threat")
    table = "name,short_name,below,required\nPlea,appeal,,yes\nOffer,,appeal,\n"

    found = plan_of(codebook, table.encode(), "tags.csv")

    assert [(one.change.value, one.name, one.field) for one in found.differences] == [
        ("changed", "Plea", "name"),
        ("changed", "Plea", "is_required"),
        ("added", "Offer", ""),
        ("retired", "Threat", ""),
    ]
    # What the table does not speak of stays.
    assert found.wanted[0].shortcut == "p"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.csv", b"short_name\nact\n", "The table needs a column “name”."),
        ("a.csv", b"name\n", "There are no tags in this file."),
        ("a.csv", b"name,short_name\nA,a\nB,a\n", "“a” is there twice."),
        ("a.csv", b"name,below\nA,b\n", "“A” is to stand below “b”, which is no tag above it."),
        ("a.csv", b"name,required\nA,perhaps\n", "“A”: “perhaps” is neither yes nor no."),
        ("a.doc", b"name\nA\n", "A codebook comes as .csv, .xlsx or .qdc."),
        ("a.qdc", b"<CodeBook/>", "This file is no REFI-QDA codebook."),
        ("a.qdc", b"<CodeBook", "This file is no proper XML."),
        ("a.qdc", b"<a>" * 40 + b"</a>" * 40, "This file is too large for a codebook."),
        (
            "a.qdc",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "A codebook has no document type definition.",
        ),
        (
            "a.qdc",
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(
                "utf-16"
            ),
            "A codebook has no document type definition.",
        ),
        ("a.qdc", b" " * 5_242_881, "This file is too large for a codebook."),
        (
            "a.qdc",
            f'<CodeBook xmlns="{NAMESPACE}"><Codes><Code/></Codes></CodeBook>'.encode(),
            "A code of this file has no name.",
        ),
    ],
)
def test_a_file_that_is_none_is_explained(name, data, sentence):
    with pytest.raises(CannotReadCodebook) as refusal:
        plan_of(make_codebook(), data, name)

    assert str(refusal.value) == sentence


@pytest.mark.django_db
def test_what_a_tag_cannot_be_names_the_tag():
    with pytest.raises(CannotSetTree, match="“A”"):
        plan_of(make_codebook(), b"name,colour\nA,beige\n", "a.csv")
    with pytest.raises(CannotRead):
        plan_of(make_codebook(), b"no workbook", "a.xlsx")


def test_a_codebook_of_another_program_is_read():
    data = f"""<?xml version="1.0" encoding="utf-8"?>
    <CodeBook xmlns="{NAMESPACE}" origin="Elsewhere 3">
      <Codes>
        <Code guid="6F9619FF-8B86-D011-B42D-00CF4FC964FF" name="Talks" isCodable="false" color="#0000EE">
          <Description>All that is said of talks.</Description>
          <Code guid="not one" name="Round  one" isCodable="true"/>
        </Code>
      </Codes>
      <Sets/>
    </CodeBook>""".encode()

    talks, first = states_of_file(read_qdc(data), [])

    assert (talks.name, talks.colour, talks.applies_to) == ("Talks", "indigo", ())
    assert talks.definition == "All that is said of talks."
    assert (first.name, first.parent, first.key) == ("Round one", talks.id, "round-one")


def test_it_is_written_as_the_standard_has_it():
    states = [
        TagState(str(uuid7()), "act", "Act", applies_to=(), definition="What is done."),
        TagState(str(uuid7()), "old", "Old", is_retired=True),
    ]
    states.append(TagState(str(uuid7()), "appeal", "Appeal & plea", states[0].id, colour="teal"))

    root = etree.fromstring(as_qdc(states))

    [act] = root.findall(f"{{{NAMESPACE}}}Codes/{{{NAMESPACE}}}Code")
    assert [etree.QName(child).localname for child in act] == ["Description", "Code"]
    assert act.attrib == {
        "guid": states[0].id,
        "name": "Act",
        "isCodable": "false",
        "color": "#59544C",
    }
    assert act[1].get("name") == "Appeal & plea"
