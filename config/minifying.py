"""Scripts and sheets without what only people need: blanks, comments, long names of local things.

The package has no wheel for every kind of machine. Where it is not installed, files stay as they
are: larger, and right.
"""

from importlib.util import find_spec

KINDS = {".js": "application/javascript", ".css": "text/css"}


def minified(text: str, suffix: str) -> str:
    """`text` of a script (`.js`, a module) or sheet (`.css`), as short as it can be said."""
    if find_spec("minify") is None:
        return text
    # Its library is a large one, and only `collectstatic` needs it.
    import minify

    return str(minify.string(KINDS[suffix], text))
