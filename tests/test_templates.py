"""Templates: none is unused, none is inline, every word on screen can be translated."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
NAMES = [str(path.relative_to(TEMPLATES)) for path in ALL]
# Templates that Django, allauth and the admin look for by these names.
FOUND_BY_NAME = re.compile(
    r"^(4\d\d|500|403_csrf)\.html|^(django|admin|account|allauth|registration|socialaccount|mfa)/"
)
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|hx-on|javascript:|\|safe\b|autoescape off")
SCRIPT_BODY = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>\s*\S", re.DOTALL)
TAGS = re.compile(
    # Blocks that fill an attribute hold class names and addresses.
    r"\{% block (?:frame|body_class) %\}.*?\{% endblock \w* ?%\}|"
    r"\{%\s*(?:blocktranslate|blocktrans).*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>"
    r"|&\w+;|&#\w+;",
    re.DOTALL,
)


def read(path: Path) -> str:
    return path.read_text("utf-8")


def test_there_are_templates():
    assert ALL


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_nothing_is_inline(path):
    text = read(path)

    assert not INLINE.search(text), INLINE.search(text)[0]
    assert not SCRIPT_BODY.search(text)


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_every_word_goes_through_gettext(path):
    bare = TAGS.sub(" ", read(path))

    left = [word for word in re.findall(r"[^\W\d_]{3,}", bare) if word not in {"Attaché"}]
    assert left == []


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_loads_are_sorted_and_used(path):
    text = read(path)

    for line in re.findall(r"\{% load ([^%]+?) %\}", text):
        libraries = line.split(" from ")[0].split()
        assert libraries == sorted(libraries)
    assert "{% load i18n %}" not in text, "i18n is a builtin here"
    assert "{% load static %}" not in text, "static is a builtin here"


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_names_in_the_way_up_run_in_their_own_direction(path):
    """A name in Arabic would turn the whole way round."""
    for way in re.findall(r"{% block crumbs %}(.*?){% endblock", read(path), re.DOTALL):
        for link, shown in re.findall(r"<li>(<a [^\n]*?>)(.*?)</a>", way):
            assert not shown.startswith("{{") or 'dir="auto"' in link, shown


def test_files_are_named_by_the_tag_that_knows_their_hash():
    """In production nothing lies under the name without it."""
    scripts = (ROOT / "static").rglob("*.js")
    assert [str(path) for path in [*ALL, *scripts] if "/static/" in read(path)] == []


def test_no_template_is_unused():
    code = "\n".join(read(path) for path in (ROOT / "annotations").rglob("*.py"))
    code += "\n".join(read(path) for path in ALL)

    unused = [name for name in NAMES if not FOUND_BY_NAME.match(name) and f'"{name}"' not in code]

    assert unused == []


def test_includes_name_what_they_pass():
    for path in ALL:
        if path.is_relative_to(TEMPLATES / "django"):
            continue  # Django's own widgets pass the whole context on.
        for include in re.findall(r"\{% include [^%]+%\}", read(path)):
            assert " only " in include, f"{path.relative_to(TEMPLATES)}: {include}"


def test_what_is_included_with_a_form_gets_the_token():
    """`only` leaves the token out, and the form is then refused wherever no script sends it."""
    for path in ALL:
        for name, passed in re.findall(r'\{% include "([^"]+)" ([^%]+)%\}', read(path)):
            if "{% csrf_token %}" in read(TEMPLATES / name):
                assert "csrf_token=csrf_token" in passed, f"{path.relative_to(TEMPLATES)}: {name}"
