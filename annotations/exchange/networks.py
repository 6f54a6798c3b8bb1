"""Networks as files that Gephi, visone, igraph and Discourse Network Analyzer's users read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotations.domain.text.unwritable import writable
from annotations.exchange.spreadsheets import as_csv
from annotations.queries.networks import Edge, Network

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
COUNTS = ("agree", "disagree")


def as_edges(network: Network) -> Iterator[str]:
    """A line for each edge, with names; as CSV."""
    names = {node.key: node.name for node in network.nodes}
    head = ["source", "target", "statements", *COUNTS, "balance"]
    rows = (
        (names[one.source], names[one.target], one.count, one.agree, one.disagree, balance(one))
        for one in network.edges
    )
    return as_csv(head, rows)


def as_graphml(network: Network) -> bytes:
    """GraphML, directed. Attributes of nodes: name, kind, statements; of edges: weight, which is
    the number of statements, agree, disagree, balance."""
    root = Element("graphml", xmlns=GRAPHML)
    columns = {
        "node": [("name", "string"), ("kind", "string"), ("statements", "int")],
        "edge": [("weight", "int"), ("agree", "int"), ("disagree", "int"), ("balance", "int")],
    }
    for where, told in columns.items():
        for name, kind in told:
            key = {"id": f"{where}-{name}", "for": where, "attr.name": name, "attr.type": kind}
            SubElement(root, "key", key)
    graph = SubElement(root, "graph", id="statements", edgedefault="directed")
    for node in network.nodes:
        values = {"name": node.name, "kind": node.kind, "statements": node.count}
        _data(SubElement(graph, "node", id=node.key), "node", values)
    for number, one in enumerate(network.edges):
        edge = SubElement(graph, "edge", id=f"e{number}", source=one.source, target=one.target)
        counts = {"weight": one.count, "agree": one.agree, "disagree": one.disagree}
        _data(edge, "edge", {**counts, "balance": balance(one)})
    return _written(root)


def as_gexf(network: Network) -> bytes:
    """GEXF 1.3, directed, with the same attributes."""
    root = Element("gexf", xmlns=GEXF, version="1.3")
    graph = SubElement(root, "graph", defaultedgetype="directed", mode="static")
    told = {"node": ["kind", "statements"], "edge": [*COUNTS, "balance"]}
    for where, names in told.items():
        attributes = SubElement(graph, "attributes", {"class": where})
        for name in names:
            kind = "string" if name == "kind" else "integer"
            SubElement(attributes, "attribute", id=name, title=name, type=kind)
    nodes = SubElement(graph, "nodes")
    for node in network.nodes:
        made = SubElement(nodes, "node", id=node.key, label=writable(node.name))
        _values(made, {"kind": node.kind, "statements": node.count})
    edges = SubElement(graph, "edges")
    for number, one in enumerate(network.edges):
        ends = {"source": one.source, "target": one.target, "weight": str(one.count)}
        edge = SubElement(edges, "edge", {"id": str(number), **ends})
        _values(edge, {"agree": one.agree, "disagree": one.disagree, "balance": balance(one)})
    return _written(root)


def balance(edge: Edge) -> int:
    """How many more agree than disagree."""
    return edge.agree - edge.disagree


def _data(parent: Element, where: str, values: dict[str, object]) -> None:
    for name, value in values.items():
        SubElement(parent, "data", key=f"{where}-{name}").text = writable(str(value))


def _values(parent: Element, values: dict[str, object]) -> None:
    inside = SubElement(parent, "attvalues")
    for name, value in values.items():
        SubElement(inside, "attvalue", {"for": name, "value": writable(str(value))})


def _written(root: Element) -> bytes:
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)
