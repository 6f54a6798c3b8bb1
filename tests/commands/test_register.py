"""The register out of the shell and into it."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from annotations.management.commands import register
from annotations.models import Actor, RegisterImport
from tests.factories.actors import make_actor
from tests.factories.users import make_user
from tests.helpers.register_files import ACTORS

pytestmark = pytest.mark.django_db


def run(*arguments):
    """(exit code, what it said, what it complained of)"""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("register", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(ACTORS.replace("notes", "age") + ",person,Wen Lian,CN,Envoy,,,40\n", "utf-8")
    return path


def test_a_dry_run_says_what_would_change_and_keeps_nothing(file):
    make_actor("Wen Lian")

    code, out, err = run("import", file, "--dry-run")

    assert (code, out) == (
        0,
        "~ people and organisations 2: Wen Lian. Country: – → CN; Description: – → Envoy\n"
        "0 new, 1 changed, 0 as they are, 0 refused\n",
    )
    assert err == "left out: age (1)\n"
    assert Actor.objects.get().country == ""
    assert not RegisterImport.objects.exists()


def test_it_is_done_in_somebodys_name_and_again_nothing_changes(file):
    keeper = make_user("keeper")

    assert run("import", file, "--by", "keeper") == (
        0,
        "+ people and organisations 2: Wen Lian\n"
        "1 new, 0 changed, 0 as they are, 0 refused\nDone.\n",
        "left out: age (1)\n",
    )
    assert RegisterImport.objects.get().owner == keeper
    assert run("import", file)[1] == "0 new, 0 changed, 1 as they are, 0 refused\nDone.\n"


def test_what_is_refused_makes_it_fail_and_stops_nothing_else(file):
    file.write_text(ACTORS + ",robot,Ada,,,,,\n,person,Wen Lian,,,,,\n", "utf-8")

    code, out, err = run("import", file)

    assert code == 1
    assert err.startswith("! people and organisations 2. “robot” is not known as kind.")
    assert out.endswith("Done, but for 1 refused.\n")
    assert Actor.objects.get().name == "Wen Lian"


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("cannot be opened", ["import", "nowhere.csv"]),
        ("no user “nobody”", ["import", "people.csv", "--by", "nobody"]),
        ("no names of countries in “xx”", ["starter", "--languages", "xx"]),
        ("cannot be written", ["export", "--format", "csv", "-o", "/nowhere/people.zip"]),
    ],
)
def test_what_cannot_be_done_is_said(words, arguments):
    with pytest.raises(CommandError, match=words):
        run(*arguments)


def test_a_file_that_makes_no_sense_is_refused(file):
    file.write_bytes(b"\0\1")

    with pytest.raises(CommandError, match="no table, workbook or Popolo"):
        run("import", file)


def test_where_somebody_changed_the_register_meanwhile_nothing_is_done(file, monkeypatch):
    make_actor("Wen Lian")
    at_first = register.plan

    def planned_before_a_change(*args):
        upload = at_first(*args)
        Actor.objects.update(country="SG")
        return upload

    monkeypatch.setattr(register, "plan", planned_before_a_change)

    with pytest.raises(CommandError, match="changed meanwhile"):
        run("import", file)
    assert Actor.objects.get().country == "SG"


def test_the_register_is_written_to_a_file_or_standard_output(tmp_path, monkeypatch):
    make_actor("Wen Lian")
    make_actor("Coast Guard", kind="organisation")
    path = tmp_path / "register.json"

    assert run("export", "--format", "popolo", "-o", path, "--kind", "person") == (0, "", "")
    found = json.loads(path.read_text("utf-8"))
    assert ([each["name"] for each in found["persons"]], found["organizations"]) == (
        ["Wen Lian"],
        [],
    )

    sent = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", sent)
    run("export", "--format", "popolo", "--words", "coast")
    assert json.loads(sent.buffer.getvalue())["organizations"][0]["name"] == "Coast Guard"


def test_the_starter_can_be_looked_at_before():
    code, out, _err = run("starter", "--languages", "de", "--dry-run")

    assert code == 0
    assert "345 new" in out
    assert not Actor.objects.exists()
