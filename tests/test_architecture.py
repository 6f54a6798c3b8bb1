"""The house rules that import-linter cannot see."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "annotations"
CORE = ("domain", "models", "actions", "queries", "permissions")
DOORS = ("views", "api", "forms", "admin", "management", "templatetags", "web", "tasks")
WEB = re.compile(r"django\.(http|shortcuts|contrib\.messages|template|urls|views)\b|.*HttpRequest")
WRITES = {
    "save",
    "create",
    "delete",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "set_password",
}
# What shares a name with a write of the ORM and is none.
HARMLESS = {
    "hashlib",
    "router",
    "dict",
    "context",
    "attrs",
    "headers",
    "digest",
    "environment",
    "cache",
}
MOST_LINES = 400
VAGUE = {"utils", "helpers", "services", "common", "misc", "managers"}


def files_of(*packages: str) -> list[Path]:
    found: list[Path] = []
    for package in packages:
        path = APP / package
        found += sorted(path.rglob("*.py")) if path.is_dir() else [APP / f"{package}.py"]
    return [path for path in found if path.exists()]


def test_imports_go_down_only():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", files_of(*CORE), ids=lambda path: str(path.relative_to(APP)))
def test_the_core_knows_nothing_of_the_web(path):
    tree = ast.parse(path.read_text("utf-8"))

    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            assert not WEB.match(name), f"line {node.lineno} imports {name}"


@pytest.mark.parametrize("path", files_of(*DOORS), ids=lambda path: str(path.relative_to(APP)))
def test_the_doors_write_nothing_by_themselves(path):
    tree = ast.parse(path.read_text("utf-8"))

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            is_action = re.search(r"\bactions?\b", owner)
            # The admin's own methods hand over to ours through super().
            harmless = owner.split(".")[0].split("(")[0] in HARMLESS or owner == "super()"
            if node.func.attr in WRITES and not is_action and not harmless:
                pytest.fail(f"line {node.lineno}: {ast.unparse(node)[:90]}")


def test_no_file_is_longer_than_one_concept():
    tracked = subprocess.run(
        ["git", "ls-files", "*.py", "*.js", "*.css", "*.html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    sizes = {
        name: len((ROOT / name).read_text("utf-8").splitlines())
        for name in tracked
        if name and (ROOT / name).exists() and "/migrations/" not in name
    }

    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing():
    found = [path for path in APP.rglob("*.py") if path.stem in VAGUE]

    assert found == []


def test_models_import_their_siblings_not_the_package():
    for path in files_of("models"):
        if path.name != "__init__.py":
            assert "from annotations.models import" not in path.read_text("utf-8"), path.name


def test_domain_errors_end_up_beside_their_actions():
    """Every `Cannot…` exception of an action is defined in annotations.actions or the domain."""
    for path in APP.rglob("*.py"):
        defined = re.findall(r"^class (Cannot\w+)\(", path.read_text("utf-8"), re.MULTILINE)
        if defined:
            assert path.relative_to(APP).parts[0] in {"actions", "domain"}, (path, defined)
