"""The words of a page of HTML, for files that count places in what a browser shows of it."""

from lxml import etree, html

from annotations.domain.text import storable

BLOCKS = {
    *("address", "article", "blockquote", "body", "dd", "div", "dl", "dt", "footer", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "section", "table", "tr"),
    *("ul", "br"),
}
UNSEEN = ("script", "style", "head", "template")


def text_of_markup(page: str) -> str:
    """Its words as they stand, with a line for each block; the text itself where it is no HTML."""
    if "<" not in page:
        return page
    try:
        root = html.document_fromstring(f"<div>{page}</div>")
    except (etree.ParserError, ValueError):
        return page
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    parts: list[str] = []
    for event, one in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_block = one.tag in BLOCKS
        if is_block and parts and not parts[-1].endswith("\n"):
            parts.append("\n")
        words = one.text if event == "start" else one.tail
        if words and (words.strip() or not (is_block or parts[-1:] == ["\n"])):
            parts.append(words)
    return storable("".join(parts)).strip("\n")
