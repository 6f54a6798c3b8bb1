"""The repository about itself: its documents tell the truth, its lock names no address."""

import json
import re
import subprocess
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from config import bundles

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)

    assert not re.search(r"https?://|--index-url|--find-links", text)
    assert len(pinned) == len(
        re.findall(r"^[a-z0-9._-]+==.*(?:\n\s+--hash=.*)+", text, re.MULTILINE)
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked(lock):
    wanted = list(PROJECT["dependencies"])
    if "dev" in lock:
        wanted += PROJECT["optional-dependencies"]["dev"]
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))

    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in wanted}
    assert names <= locked


def test_every_dependency_says_why():
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    dependency = re.compile(r'^    "[a-z0-9._-]+(\[[a-z,]+\])?[<>=]')
    block = False
    for line in lines:
        if line.strip().startswith("#"):
            block = True
        elif dependency.match(line):
            assert block, f"{line.strip()} has no comment above it"
        else:
            block = False


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_in_documents_lead_somewhere(path):
    text = path.read_text("utf-8")

    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_documents_name_files_that_exist():
    for path in DOCUMENTS:
        for name in re.findall(
            r"`((?:annotations|config|templates|static|tests|docs)/[\w./-]+)`",
            path.read_text("utf-8"),
        ):
            assert (ROOT / name.rstrip("/")).exists(), f"{path.name}: {name}"


def test_the_readme_names_every_variable_that_is_read_in_production():
    """And no other. Those that the launcher sets are nobody's to choose."""
    read = set()
    for name in ["settings", "env"]:
        source = (ROOT / f"config/{name}.py").read_text("utf-8")
        read |= set(re.findall(r'\b(?:text|flag|number|words|choice)\(\s*"([A-Z_]+)"', source))
    launcher = {"ATTACHE_MODE", "ATTACHE_DEMO", "ATTACHE_DATA", "ATTACHE_DATABASE", "DEBUG"}

    production = (ROOT / "README.md").read_text("utf-8").split("## In production")[1]
    firsts = [line.split("|")[1] for line in production.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([A-Z_]+)`", " ".join(firsts))) == read - launcher


def test_every_command_is_documented():
    """But for what the demo calls itself."""
    commands = {path.stem for path in (ROOT / "annotations/management/commands").glob("[a-z]*.py")}
    written = "\n".join(
        path.read_text("utf-8") for path in DOCUMENTS if path.name != "CHANGELOG.md"
    )

    assert commands - set(re.findall(r"manage\.py (\w+)", written)) == {"load_demo"}


def test_all_decision_records_are_listed():
    folder = ROOT / "docs/adr"
    records = {path.name for path in folder.glob("[0-9]*.md")}

    assert set(re.findall(r"\((\d[^)]+)\)", (folder / "README.md").read_text("utf-8"))) == records


def test_the_glossary_names_what_the_code_has():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "annotations").rglob("*.py"))
    code += " ".join(path.stem for path in (ROOT / "annotations").rglob("*.*"))
    known = set(re.findall(r"[A-Za-z][\w-]*", code))
    for line in (ROOT / "docs/glossary.md").read_text("utf-8").splitlines():
        if line.startswith("| **"):
            named = " ".join(re.findall(r"`([^`]+)`", line.split("|")[3]))
            assert set(re.findall(r"[A-Za-z][\w-]*", named)) <= known | {"py", "toml"}, line


def test_the_project_speaks_of_itself_only():
    """No path of somebody's machine and no host of a package registry is in what is tracked."""
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    own_name = Path(__file__).name
    foreign = re.compile(r"/root/|/home/\w+/|/work/|pypi\.org|pythonhosted|registry\.npmjs")
    for name in files.stdout.split():
        path = ROOT / name
        if path.name == own_name or path.suffix in {".png", ".pdf", ".docx"} or not path.is_file():
            continue
        found = foreign.search(path.read_text("utf-8", errors="ignore"))
        assert not found, f"{name}: {found[0]}"


def test_the_version_is_the_newest_of_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.search(r"^## ([\d.]+|Unreleased)", changelog, re.MULTILINE)
    assert PROJECT["version"] in changelog


def test_no_secret_is_tracked():
    done = subprocess.run(
        ["git", "grep", "-nIE", r"^(SECRET_KEY|.*PASSWORD)\s*=\s*[\"'][^\"' ]{12,}", "--", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    lines = [line for line in done.stdout.splitlines() if not line.startswith("tests/")]
    assert lines == []


def test_json_files_are_json():
    for path in ROOT.glob("static/**/*.json"):
        json.loads(path.read_text("utf-8"))


def read_static(name):
    return (STATIC / name).read_text("utf-8")


def test_our_small_files_can_be_put_together():
    """Or `collectstatic` would stop. No page loads a module twice: it would do twice what it does."""
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.*s")]
    for name in bundles.entries([name for name in names if name.endswith(".js")], read_static):
        bundles.script(name, read_static)
    for name in [name for name in names if name.endswith(".css")]:
        bundles.sheet(name, read_static)
    for page in (ROOT / "templates").rglob("*.html"):
        loaded = re.findall(r'<script [^>]*src="\{% static "(js/[^"]+)"', page.read_text("utf-8"))
        modules = [name for entry in loaded for name in bundles.in_order(entry, read_static)]
        assert len(modules) == len(set(modules)), page
