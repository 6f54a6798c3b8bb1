"""Codebooks in the manner of several programs; all of the content is invented."""

import pytest

from annotations.actions.codebook_trees import CannotReadCodebook
from annotations.exchange.codebooks.given import states_of_file
from annotations.exchange.codebooks.qdc import read_qdc

# One with the namespace as default, ids in small letters, colours without order; and a set.
PLAIN = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" origin="Weaver 12"
  xmlns="urn:QDA-XML:codebook:1.0" xsi:schemaLocation="urn:QDA-XML:codebook:1.0 Codebook.xsd">
  <Codes>
    <Code guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a1" name="Acts" isCodable="false">
      <Description>What is done.

Not what is said.</Description>
      <Code guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a2" name="Sanction" isCodable="true"
        color="#A52A20"/>
    </Code>
    <Code guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a3" name="Words" isCodable="true"/>
  </Codes>
  <Sets>
    <Set guid="0b7ed2a0-1111-4a1a-9c2f-0000000000b1" name="For later">
      <MemberCode guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a3"/>
    </Set>
  </Sets>
</CodeBook>"""
# One with a prefix, attributes in another order, ids in braces and capitals, memos beside codes.
PREFIXED = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<qda:CodeBook origin="Loom 24" xmlns:qda="urn:QDA-XML:codebook:1.0">
  <!-- written by Loom -->
  <qda:Codes>
    <qda:Code isCodable="False" name="Acts" guid="{0B7ED2A0-1111-4A1A-9C2F-0000000000A1}">
      <qda:Description><![CDATA[What is done.\r
\r
Not what is said.]]></qda:Description>
      <qda:MemoRef targetGUID="{0B7ED2A0-1111-4A1A-9C2F-0000000000C1}"/>
      <qda:Code color="#ffa52a20" isCodable="True" name="Sanction"
        guid="{0B7ED2A0-1111-4A1A-9C2F-0000000000A2}"/>
    </qda:Code>
    <qda:Code color="" name=" Words " isCodable="1" guid="0B7ED2A011114A1A9C2F0000000000A3">
      <qda:Description/>
    </qda:Code>
  </qda:Codes>
</qda:CodeBook>"""
# One without any namespace, a blank line before the XML, and no word on what can be coded.
BARE = """
<?xml version='1.0' encoding='UTF-8'?>
<CodeBook origin="Spindle">
<Codes><Code name="Acts" isCodable="0" guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a1"><Description
>What is done.

Not what is said.</Description><Code color="A52A20" name="Sanction"
guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a2"></Code></Code>
<Code guid="0b7ed2a0-1111-4a1a-9c2f-0000000000a3" name="Words"/></Codes></CodeBook>"""
# A whole project, of which the codebook is a part.
WITHIN = PLAIN.replace("<CodeBook", '<Project name="Harbour"><Users/><CodeBook', 1).replace(
    "</CodeBook>", "</CodeBook><Sources/></Project>"
)
WITHIN = WITHIN.replace('<Project name="Harbour">', '<Project xmlns="urn:QDA-XML:project:1.0">')
WITHIN = WITHIN.replace('xmlns="urn:QDA-XML:codebook:1.0" ', "")
FILES = {
    "plain": PLAIN.encode(),
    "plain, with a mark of its encoding": b"\xef\xbb\xbf" + PLAIN.encode(),
    "plain, in UTF-16": PLAIN.replace("utf-8", "utf-16").encode("utf-16"),
    "plain, as its other half": PLAIN.replace("utf-8", "utf-16")
    .encode("utf-16-be")
    .join([b"\xfe\xff", b""]),
    "with a prefix": PREFIXED.encode(),
    "without a namespace": BARE.encode(),
    "in a project": WITHIN.encode(),
}


def by_name(data):
    return sorted(states_of_file(read_qdc(data), []), key=lambda one: one.name)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_each_says_the_same(data):
    acts, sanction, words = by_name(data)

    assert [(one.name, one.parent) for one in (acts, sanction, words)] == [
        ("Acts", None),
        ("Sanction", acts.id),
        ("Words", None),
    ]
    assert acts.definition == "What is done.\n\nNot what is said."
    assert [bool(one.applies_to) for one in (acts, sanction, words)] == [False, True, True]
    assert (sanction.colour, words.definition) == ("red", "")
    ids = {given.name: given.guid[-2:] for given in read_qdc(data)}
    assert ids == {"Acts": "a1", "Sanction": "a2", "Words": "a3"}


def test_an_id_that_is_there_twice_is_no_reason_to_refuse():
    data = PLAIN.replace("0000000000a3", "0000000000a1").encode()

    names = [one.name for one in by_name(data)]

    assert names == ["Acts", "Sanction", "Words"]


HARMFUL = {
    "a file of this machine": '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "an address": '<!DOCTYPE c [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>',
    "entities upon entities": "<!DOCTYPE c ["
    + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY x0 "ha">]>',
    "a schema elsewhere": '<!DOCTYPE CodeBook SYSTEM "http://127.0.0.1:9/codebook.dtd">',
}


@pytest.mark.parametrize("kind", HARMFUL.values(), ids=HARMFUL)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_leads_elsewhere_or_grows_is_refused(kind, encoding):
    head, _line, rest = PLAIN.partition("\n")
    data = f"{head}{kind}{rest}".replace("utf-8", encoding).encode(encoding)

    with pytest.raises(CannotReadCodebook, match="no document type definition"):
        read_qdc(data)
