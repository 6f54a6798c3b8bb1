"""One file made of many small ones, for a browser that comes for the first time.

We write and run small files; only `collectstatic` puts those together that a page loads together.
This understands what our own files do, and refuses everything else by name.
"""

import posixpath
import re
from collections.abc import Callable, Iterable

# The text of a static file by its name, such as `js/workbench/main.js`.
Read = Callable[[str], str]

IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s+from\s+)?"(\.{1,2}/[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(
    r"^export (?=(?:async )?function\*? (\w+)|class (\w+)|const (\w+))", re.MULTILINE
)
# Other ways to import and to export, and to wait while a module is run.
ELSE = re.compile(r"^(?:import|export)\b.*|\bimport\s*[(.].*", re.MULTILINE)
WAITING = re.compile(r"^(?=\S)(?!.*\basync\b).*\bawait\b.*", re.MULTILINE)
# Comments that have their lines for themselves.
COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
SHEET = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
ANY_SHEET = re.compile(r"@import.*")
# It would be looked for beside another file.
ADDRESS = re.compile(r"url\((?!\"?data:).*")


class CannotBundle(ValueError):
    """A file does what cannot be put together with others."""


def script(entry: str, read: Read) -> str:
    """A module with all that it imports, in one file.

    Every module becomes a function that returns what it exports, under the name by which all
    others call it. Raises CannotBundle.
    """
    texts = in_order(entry, read)
    exported = {
        name: ["".join(found) for found in EXPORT.findall(text)] for name, text in texts.items()
    }
    check_names(exported)
    parts = []
    for name, text in texts.items():
        check_imports(name, text, exported)
        text = EXPORT.sub("", IMPORT.sub("", text))
        refuse(name, ELSE.search(text))
        refuse(name, WAITING.search(text))
        parts.append(framed(text, exported[name]))
    # Within a function every name is of this file alone, and may be made short.
    return framed("".join(parts), [])


def framed(text: str, exported: list[str]) -> str:
    """A module as a function: what it exports can be seen from outside, and nothing else."""
    if not exported:
        return f"(() => {{\n{text}}})();\n"
    names = ", ".join(exported)
    return f"const [{names}] = (() => {{\n{text}return [{names}];\n}})();\n"


def check_names(exported: dict[str, list[str]]) -> None:
    """Raises CannotBundle where two modules export something under one name."""
    told: dict[str, str] = {}
    for name, names in exported.items():
        for each in names:
            if each in told:
                raise CannotBundle(f"{name}: {told[each]} exports something called {each}, too")
            told[each] = name


def check_imports(name: str, text: str, exported: dict[str, list[str]]) -> None:
    """Raises CannotBundle where a module imports what another does not export by that name."""
    for names, path in IMPORT.findall(text):
        for wanted in filter(None, (each.strip() for each in names.split(","))):
            if wanted not in exported[beside(name, path)]:
                raise CannotBundle(f"{name}: {path} exports nothing called {wanted}")


def in_order(entry: str, read: Read) -> dict[str, str]:
    """A module and all that it imports, without comments, each once, as a browser runs them.

    Raises CannotBundle where two import one another: neither could be the first.
    """
    texts: dict[str, str] = {}

    def add(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise CannotBundle(f"{name} imports itself, through {', '.join(above)}")
        if name not in texts:
            text = without_comments(name, read(name))
            for _, path in IMPORT.findall(text):
                add(beside(name, path), (*above, name))
            texts[name] = text

    add(entry, ())
    return texts


def sheet(name: str, read: Read) -> str:
    """A sheet of styles with those that it imports in their places. Raises CannotBundle."""

    def imported(found: re.Match[str]) -> str:
        path = beside(name, found[1])
        text = sheet(path, read)
        refuse(path, ADDRESS.search(text))
        return text

    text = SHEET.sub(imported, COMMENT.sub("", read(name)))
    refuse(name, ANY_SHEET.search(text))
    return text


def entries(scripts: Iterable[str], read: Read) -> list[str]:
    """Those of the scripts that no other imports: the pages load them."""
    texts = {name: read(name) for name in scripts}
    inner = {beside(name, path) for name in texts for _, path in IMPORT.findall(texts[name])}
    return [name for name in texts if name not in inner]


def beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def without_comments(name: str, text: str) -> str:
    """Raises CannotBundle where a comment could be part of a text that runs over lines."""
    for line in text.splitlines():
        if line.count("`") % 2:
            raise CannotBundle(f"{name}: no text of several lines, please: {line}")
    return COMMENT.sub("", text)


def refuse(name: str, found: re.Match[str] | None) -> None:
    if found:
        raise CannotBundle(f"{name}: this cannot be put together with other files: {found[0]}")
