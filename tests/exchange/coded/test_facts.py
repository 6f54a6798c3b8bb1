"""What a file says of the program that wrote it."""

import tomllib

from django.conf import settings

from annotations.exchange.coded.facts import program_version


def test_the_version_is_the_one_of_the_folder_that_it_runs_out_of():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]

    assert program_version() == project["version"]
