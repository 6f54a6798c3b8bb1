"""What htmx does to a page, done to a parsed one: so a test can ask whether swap equals fresh."""

import re

from lxml import html
from lxml.html import HtmlElement

SWAPS = {
    "true",
    "outerHTML",
    "innerHTML",
    "beforebegin",
    "afterend",
    "beforeend",
    "afterbegin",
    "delete",
}


def parse(page: str | bytes) -> HtmlElement:
    return html.document_fromstring(page.decode() if isinstance(page, bytes) else page)


def words_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def update_page(
    page: HtmlElement, fragment: str | bytes, target: str | None = None, swap: str = "outerHTML"
) -> None:
    """Apply an htmx response to `page` in place: the out-of-band parts, then what is left.

    `target` is an id, None where the request says `hx-swap="none"`. Raises AssertionError where an
    element to swap is not on the page: htmx would pass over it in silence.
    """
    text = fragment.decode() if isinstance(fragment, bytes) else fragment
    root = html.fragment_fromstring(text, create_parent="template")
    for element in root.xpath(".//*[@hx-swap-oob]"):
        how = element.attrib.pop("hx-swap-oob")
        kind, _, selector = how.partition(":")
        assert kind in SWAPS, f"hx-swap-oob={how!r}"
        wanted = selector.removeprefix("#") or element.get("id")
        assert wanted, f"out of band without an id: {html.tostring(element)[:200]!r}"
        detach(element)
        apply(page, wanted, kind, element)
    if target is not None:
        holder = html.fragment_fromstring("<div></div>")
        holder.text = root.text
        holder.extend(list(root))
        if swap == "outerHTML":
            children = list(holder)
            assert len(children) == 1, "the main fragment has one root"
            apply(page, target, "outerHTML", children[0])
        else:
            apply(page, target, swap, holder)


def detach(element: HtmlElement) -> None:
    """Take it out without losing the text behind it."""
    element.drop_tree() if element.getparent() is not None else None
    element.tail = None


def apply(page: HtmlElement, wanted: str, kind: str, element: HtmlElement) -> None:
    found = page.xpath("//*[@id=$id]", id=wanted)
    assert len(found) == 1, f"{len(found)} elements with the id {wanted!r} to swap"
    old = found[0]
    parent = old.getparent()
    tail, old.tail = old.tail, None
    at = parent.index(old)
    if kind in {"true", "outerHTML"}:
        parent.replace(old, element)
        element.tail = tail
    elif kind == "delete":
        # lxml keeps the text behind an element with it.
        previous = old.getprevious()
        parent.remove(old)
        if tail:
            if previous is not None:
                previous.tail = (previous.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
    else:
        old.tail = tail
        children = list(element)
        if kind == "innerHTML":
            attributes = dict(old.attrib)
            old.clear(keep_tail=True)
            old.attrib.update(attributes)
            old.text = element.text
            old.extend(children)
        elif kind == "beforeend":
            old.extend(children)
        elif kind == "afterbegin":
            for n, child in enumerate(children):
                old.insert(n, child)
        else:
            offset = 0 if kind == "beforebegin" else 1
            if kind == "afterend":
                old.tail = None
            for n, child in enumerate(children):
                parent.insert(at + offset + n, child)
            if kind == "afterend" and children:
                children[-1].tail = tail


def shape(element: HtmlElement) -> list[object]:
    """A tree as nested lists: tag, sorted attributes, text; white space between tags is dropped."""
    attributes = sorted(
        (name, " ".join(sorted(value.split())) if name == "class" else value)
        for name, value in element.attrib.items()
        if name not in {"value"} or element.get("name") not in {"csrfmiddlewaretoken", "key"}
    )
    children: list[object] = []
    add_text(children, element.text)
    for child in element:
        if isinstance(child.tag, str):
            children.append(shape(child))
        add_text(children, child.tail)
    return [element.tag, attributes, children]


def add_text(children: list[object], text: str | None) -> None:
    squeezed = re.sub(r"\s+", " ", text or "").strip()
    if squeezed:
        children.append(squeezed)


def assert_same_page(swapped: HtmlElement, fresh: HtmlElement, *ids: str) -> None:
    """The parts with these ids (all of <main> without any) look the same on both pages."""
    for name in ids or ("main",):
        one, other = (tree.xpath("//*[@id=$id]", id=name) for tree in (swapped, fresh))
        assert len(one) == len(other) == 1, f"#{name}: {len(one)} swapped, {len(other)} fresh"
        assert shape(one[0]) == shape(other[0]), f"#{name} differs after the swap"
