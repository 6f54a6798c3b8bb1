"""OPML: lists of feeds, as other readers write and read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

MOST = 2_000
RULES = {
    "words": "attacheWords",
    "sections": "attacheSections",
    "languages": "attacheLanguages",
}


class NoOpml(ValueError):
    """These bytes are no list of feeds."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list. `outlet` is the group that it is in, or its own name.

    What of it is taken stands in attributes of our own, which other readers pass over.
    """

    url: str
    title: str
    outlet: str
    homepage: str = ""
    words: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def read_opml(data: bytes) -> list[Outline]:
    """Each feed once. Raises NoOpml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoOpml from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise NoOpml
    found: dict[str, Outline] = {}
    for each in root.iter("{*}outline"):
        url = (each.get("xmlUrl") or "").strip()
        if url and len(found) < MOST:
            title = _named(each) or url
            above = each.getparent()
            group = _named(above) if above is not None else ""
            homepage = (each.get("htmlUrl") or "").strip()
            rules = {name: _listed(each.get(attribute)) for name, attribute in RULES.items()}
            outlet = (group or title)[:200]
            found.setdefault(url, Outline(url, title[:200], outlet, homepage, **rules))
    return list(found.values())


def write_opml(title: str, outlines: Iterable[Outline]) -> bytes:
    """OPML 2.0, the feeds of an outlet together."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for one in outlines:
        if one.outlet not in groups:
            names = {"text": one.outlet, "title": one.outlet}
            groups[one.outlet] = etree.SubElement(body, "outline", names)
        said = {"type": "rss", "text": one.title, "title": one.title, "xmlUrl": one.url}
        if one.homepage:
            said["htmlUrl"] = one.homepage
        for name, attribute in RULES.items():
            if getattr(one, name):
                said[attribute] = ", ".join(getattr(one, name))
        etree.SubElement(groups[one.outlet], "outline", said)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _listed(written: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in (written or "").split(",") if one.strip())


def _named(element: etree._Element) -> str:
    return " ".join((element.get("title") or element.get("text") or "").split())
