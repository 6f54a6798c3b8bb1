"""Networks as other programs read them: with a reader that is not ours."""

import re
from xml.etree.ElementTree import fromstring, indent, register_namespace, tostring

import pytest

from annotations.exchange.networks import as_edges, as_gexf, as_graphml
from annotations.queries.networks import Edge, Network, Node

NETWORK = Network(
    [
        Node("q", "Ada “Quill” <& Söhne>", "person", 4),
        Node("v", "فالمير", "country", 3),
        Node("t", "=trade\x07", "concept", 1),
    ],
    [Edge("q", "v", 3, 1, 2), Edge("q", "t", 1, 1, 0)],
)
SPACES = {"g": "http://graphml.graphdrawing.org/xmlns", "x": "http://gexf.net/1.3"}


def test_graphml_declares_what_it_uses_and_has_every_edge():
    root = fromstring("".join(as_graphml(NETWORK)).encode())
    keys = {key.get("id") for key in root.findall("g:key", SPACES)}
    names = {
        node.get("id"): node.find("g:data[@key='node-name']", SPACES).text
        for node in root.iterfind(".//g:node", SPACES)
    }
    edges = [
        (edge.get("source"), edge.get("target"), [one.text for one in edge])
        for edge in root.iterfind(".//g:edge", SPACES)
    ]

    assert {one.get("key") for one in root.iterfind(".//g:data", SPACES)} == keys
    assert names == {"q": "Ada “Quill” <& Söhne>", "v": "فالمير", "t": "=trade\ufffd"}
    assert edges == [("q", "v", ["3", "1", "2", "-1"]), ("q", "t", ["1", "1", "0", "1"])]


def test_gexf_declares_what_it_uses_and_has_every_edge():
    root = fromstring("".join(as_gexf(NETWORK)).encode())
    known = {one.get("id") for one in root.iterfind(".//x:attribute", SPACES)}
    labels = [node.get("label") for node in root.iterfind(".//x:node", SPACES)]
    edges = [
        (one.get("source"), one.get("target"), one.get("weight"))
        for one in root.iterfind(".//x:edge", SPACES)
    ]

    assert {one.get("for") for one in root.iterfind(".//x:attvalue", SPACES)} == known
    assert labels == ["Ada “Quill” <& Söhne>", "فالمير", "=trade\ufffd"]
    assert edges == [("q", "v", "3"), ("q", "t", "1")]


@pytest.mark.parametrize("written", [as_graphml, as_gexf])
def test_what_is_written_is_indented_as_a_tree_is(written):
    """Nothing but what a tree of the same would write: elements are opened, closed and escaped."""
    text = "".join(written(NETWORK))
    space = re.search('xmlns="([^"]+)"', text).group(1)
    register_namespace("", space)

    tree = fromstring(text.encode())
    indent(tree)
    assert tostring(tree, encoding="utf-8", xml_declaration=True).decode() == text


@pytest.mark.parametrize("written", [as_graphml, as_gexf])
def test_a_network_of_nobody_is_a_whole_file(written):
    root = fromstring("".join(written(Network([], []))).encode())

    assert not list(root.iterfind(".//{*}node")) + list(root.iterfind(".//{*}edge"))


def test_edges_as_a_table_compute_nothing():
    lines = "".join(as_edges(NETWORK)).lstrip("\ufeff").splitlines()

    assert lines[0] == "source,target,statements,agree,disagree,balance"
    assert lines[2].split(",")[1:] == ["'=trade\x07", "1", "1", "0", "1"]
    # A guard against formulas has no business with numbers, which programs compute with.
    assert lines[1].split(",")[-1] == "-1"
