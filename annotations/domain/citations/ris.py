"""A record as reference managers take it: two letters, two spaces, a hyphen, a space, a value.

Each line ends with CR and LF; a value is one line and never empty.
"""

from annotations.domain.citations.authors import Author
from annotations.domain.citations.cited import Cited


def ris(cited: Cited) -> str:
    day = cited.day
    lines = [
        ("TY", "NEWS"),
        *(("AU", _name(author)) for author in cited.authors),
        ("TI", cited.title),
        ("T2", cited.outlet),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}/" if day else ""),
        ("UR", cited.url),
        ("Y2", f"{cited.accessed:%Y/%m/%d}/" if cited.accessed else ""),
        ("LA", cited.language),
        ("N1", cited.quoted),
        ("L2", cited.record),
    ]
    rows = [(tag, " ".join(value.split())) for tag, value in lines]
    rows = [(tag, value) for tag, value in rows if value]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*rows, ("ER", "")])


def _name(author: Author) -> str:
    """Family, given, whatever the order in which it is read; an asterisk is not allowed."""
    name = f"{author.family}, {author.given}" if author.given else author.family
    return name.replace("*", "")
