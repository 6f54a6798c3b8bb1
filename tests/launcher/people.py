"""Tests as an ordinary user, when root runs them."""

import os
import pwd
import sys
from pathlib import Path

import pytest

from config.embedded.account import Account
from tests.launcher.running import ROOT

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def ordinary() -> Account:
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def python_for(account: Account) -> dict:
    """Arguments that start a Python which this user can reach, with the dependencies."""
    import django

    packages = Path(django.__file__).parent.parent
    if not account.may("-r", packages / "django" / "__init__.py") or not account.may("-r", ROOT):
        pytest.skip(f"{account.name} cannot read this checkout or its dependencies")
    if account.may("-x", Path(sys.executable)):
        return {}
    theirs = f"/usr/bin/python3.{sys.version_info.minor}"
    if not os.access(theirs, os.X_OK):
        pytest.skip(f"{account.name} cannot run {sys.executable}, and there is no {theirs}")
    return {"python": (theirs,), "PYTHONPATH": str(packages), "PYTHONDONTWRITEBYTECODE": "1"}
