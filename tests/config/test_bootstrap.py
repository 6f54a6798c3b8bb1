import json
from pathlib import Path

import pytest

from config.bootstrap import needs
from config.bootstrap.locks import RUNTIME_LOCK, TEST_LOCK, checksum
from config.bootstrap.pip import pip_install
from config.bootstrap.trouble import SetupError
from config.bootstrap.venv import RECORD, UNDER_WAY, Venv

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def root(tmp_path):
    (tmp_path / RUNTIME_LOCK).write_text("django==5.2.19\n", "utf-8")
    (tmp_path / TEST_LOCK).write_text("django==5.2.19\npytest==9.0\n", "utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch(mode=0o755)
    return tmp_path


def record(root: Path, *locks: str) -> None:
    text = json.dumps({lock: checksum(root / lock) for lock in locks})
    (root / ".venv" / RECORD).write_text(text, "utf-8")


def test_nothing_is_missing_where_the_tests_run():
    assert needs.missing(ROOT, for_tests=True) == []


def test_what_is_not_installed_is_named(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["django>=5", "no-such-package[extra]>=1"]\n'
        '[project.optional-dependencies]\ndev = ["no-such-tool"]\n',
        "utf-8",
    )

    assert needs.missing(tmp_path, for_tests=False) == ["no-such-package"]
    assert needs.missing(tmp_path, for_tests=True) == ["no-such-package", "no-such-tool"]


def test_an_environment_is_complete_by_its_record(root):
    assert not Venv(root, RUNTIME_LOCK).is_complete()

    record(root, RUNTIME_LOCK)

    assert Venv(root, RUNTIME_LOCK).is_complete()
    assert not Venv(root, TEST_LOCK).is_complete()


def test_a_changed_lock_makes_it_incomplete(root):
    record(root, RUNTIME_LOCK)

    (root / RUNTIME_LOCK).write_text("django==5.2.20\n", "utf-8")

    assert not Venv(root, RUNTIME_LOCK).is_complete()


def test_an_install_that_was_cut_off_makes_it_incomplete(root):
    record(root, RUNTIME_LOCK)

    (root / ".venv" / UNDER_WAY).touch()

    assert not Venv(root, RUNTIME_LOCK).is_complete()


def test_an_environment_whose_python_is_gone_is_incomplete(root):
    record(root, RUNTIME_LOCK)

    (root / ".venv" / "bin" / "python").unlink()

    assert not Venv(root, RUNTIME_LOCK).is_complete()


def test_a_spoiled_record_is_no_record(root):
    (root / ".venv" / RECORD).write_text("[", "utf-8")

    assert not Venv(root, RUNTIME_LOCK).is_complete()


def test_pips_last_words_are_passed_on(root, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho Collecting django==5\necho No such hash; exit 1\n", "utf-8")
    python.chmod(0o755)

    with pytest.raises(SetupError, match="No such hash"):
        pip_install(python, root / RUNTIME_LOCK)


def test_the_bootstrap_and_the_launcher_import_nothing_that_has_to_be_installed():
    """They run before the dependencies are there, or in Pythons that do not load them."""
    import ast
    import sys

    need_django = {"backend", "web.py"}
    packages = ("bootstrap", "embedded", "demo")
    files = [path for name in packages for path in (ROOT / "config" / name).rglob("*.py")]
    files += [ROOT / "config" / name for name in ("cli.py", "local.py", "testing.py")]
    files += [ROOT / "config" / name for name in ("processes.py", "file_locks.py")]
    for path in files:
        if need_django.intersection(path.parts):
            continue
        # Imports inside functions come later, when the dependencies are there.
        for node in ast.parse(path.read_text("utf-8")).body:
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                ours = top == "config" or name == "annotations.domain.demo"
                assert ours or top in sys.stdlib_module_names, f"{path}: {name}"
