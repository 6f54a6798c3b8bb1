"""One demo is prepared for all tests of a file.

The folder is where launchers break: its name has spaces and letters, and is longer than a socket's.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.launcher.running import Demo, cleared

pytestmark = pytest.mark.launcher


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.launcher)
            if not sys.platform.startswith("linux"):
                item.add_marker(pytest.mark.skip(reason="looks into /proc"))
    # They are the slowest, and mostly wait: begun first, they leave no process alone at the end.
    items.sort(key=lambda item: here not in item.path.parents)


@pytest.fixture(scope="module")
def folder():
    """A folder that PostgreSQL's user can enter, unlike pytest's own when root runs the tests."""
    base = Path(tempfile.mkdtemp(prefix="attache-launcher-test-"))
    base.chmod(0o711)
    deep = base / "a folder, with spaces & ünusual letters" / ("deep" * 20)
    deep.mkdir(parents=True)
    assert len(os.fsencode(deep)) > 107
    yield deep
    shutil.rmtree(base)


@pytest.fixture(scope="module")
def prepared(folder):
    """The data folder of a demo that ran once."""
    data = folder / "prepared"
    with cleared(data):
        demo = Demo(data).wait_until_ready()
        assert demo.end(2) == 0
    return data


@pytest.fixture
def data(prepared):
    """The prepared data. Whatever a test does to it, the next start has to cope with."""
    with cleared(prepared):
        yield prepared
