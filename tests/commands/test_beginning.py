"""How commands begin."""

from pathlib import Path

import pytest
from django.core.management import load_command_class

from annotations import management

FOLDER = Path(management.__file__).parent / "commands"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", NAMES)
def test_a_command_does_not_load_the_whole_site_before_it_begins(name):
    assert not load_command_class("annotations", name).requires_system_checks
