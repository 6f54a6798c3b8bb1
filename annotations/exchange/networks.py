"""Networks as files that Gephi, visone, igraph and Discourse Network Analyzer's users read.

The XML is written as text: as a tree, a hundred thousand edges took twenty times their size of
memory, and most of the time.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from annotations.domain.text.unwritable import writable
from annotations.exchange.spreadsheets import as_csv
from annotations.queries.networks import Edge, Network

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
COUNTS = ("agree", "disagree")
DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
# What ends an attribute, or would be another space when it is read.
IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#09;"}


def as_edges(network: Network) -> Iterator[str]:
    """A line for each edge, with names; as CSV."""
    names = {node.key: node.name for node in network.nodes}
    head = ["source", "target", "statements", *COUNTS, "balance"]
    rows = (
        (names[one.source], names[one.target], one.count, one.agree, one.disagree, balance(one))
        for one in network.edges
    )
    return as_csv(head, rows)


def as_graphml(network: Network) -> Iterator[str]:
    """GraphML, directed, some lines at a time. Attributes of nodes: name, kind, statements; of
    edges: weight, which is the number of statements, agree, disagree, balance."""
    columns = {
        "node": [("name", "string"), ("kind", "string"), ("statements", "int")],
        "edge": [("weight", "int"), ("agree", "int"), ("disagree", "int"), ("balance", "int")],
    }
    yield f'{DECLARATION}<graphml xmlns="{GRAPHML}">\n'
    for where, told in columns.items():
        for name, kind in told:
            known = f'id="{where}-{name}" for="{where}" attr.name="{name}" attr.type="{kind}"'
            yield f"  <key {known} />\n"
    yield '  <graph id="statements" edgedefault="directed">\n'
    for node in network.nodes:
        yield (
            f'    <node id="{_attribute(node.key)}">\n'
            f'      <data key="node-name">{escape(writable(node.name))}</data>\n'
            f'      <data key="node-kind">{escape(node.kind)}</data>\n'
            f'      <data key="node-statements">{node.count}</data>\n'
            "    </node>\n"
        )
    for number, one in enumerate(network.edges):
        yield (
            f'    <edge id="e{number}" {_ends(one)}>\n'
            f'      <data key="edge-weight">{one.count}</data>\n'
            f'      <data key="edge-agree">{one.agree}</data>\n'
            f'      <data key="edge-disagree">{one.disagree}</data>\n'
            f'      <data key="edge-balance">{balance(one)}</data>\n'
            "    </edge>\n"
        )
    yield "  </graph>\n</graphml>"


def as_gexf(network: Network) -> Iterator[str]:
    """GEXF 1.3, directed, with the same attributes."""
    told = {"node": ["kind", "statements"], "edge": [*COUNTS, "balance"]}
    yield f'{DECLARATION}<gexf xmlns="{GEXF}" version="1.3">\n'
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    for where, names in told.items():
        yield f'    <attributes class="{where}">\n'
        for name in names:
            kind = "string" if name == "kind" else "integer"
            yield f'      <attribute id="{name}" title="{name}" type="{kind}" />\n'
        yield "    </attributes>\n"
    nodes = (
        f'      <node id="{_attribute(node.key)}" label="{_attribute(node.name)}">\n'
        f"        <attvalues>\n"
        f'          <attvalue for="kind" value="{_attribute(node.kind)}" />\n'
        f'          <attvalue for="statements" value="{node.count}" />\n'
        "        </attvalues>\n      </node>\n"
        for node in network.nodes
    )
    edges = (
        f'      <edge id="{number}" {_ends(one)} weight="{one.count}">\n'
        "        <attvalues>\n"
        f'          <attvalue for="agree" value="{one.agree}" />\n'
        f'          <attvalue for="disagree" value="{one.disagree}" />\n'
        f'          <attvalue for="balance" value="{balance(one)}" />\n'
        "        </attvalues>\n      </edge>\n"
        for number, one in enumerate(network.edges)
    )
    yield from _within("nodes", nodes)
    yield from _within("edges", edges)
    yield "  </graph>\n</gexf>"


def balance(edge: Edge) -> int:
    """How many more agree than disagree."""
    return edge.agree - edge.disagree


def _within(name: str, inside: Iterable[str]) -> Iterator[str]:
    yield f"    <{name}>\n"
    yield from inside
    yield f"    </{name}>\n"


def _ends(edge: Edge) -> str:
    return f'source="{_attribute(edge.source)}" target="{_attribute(edge.target)}"'


def _attribute(words: str) -> str:
    return escape(writable(words), IN_ATTRIBUTES)
