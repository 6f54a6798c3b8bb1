"""A codebook out of the shell and into it."""

import io
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from annotations.models import Tag
from tests.factories.projects import make_codebook, make_tag
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def codebook():
    codebook = make_codebook("Acts")
    make_tag(codebook, "Appeal")
    return codebook


def run(*arguments):
    out = io.StringIO()
    call_command("codebook", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_out_and_in_again_changes_nothing(codebook, tmp_path):
    for form in ("csv", "xlsx", "qdc"):
        path = tmp_path / f"acts.{form}"
        run("export", "--codebook", "Acts", "--format", form, "-o", path)

        assert run("import", "--codebook", codebook.pk, path) == "0 changes\n"


def test_a_dry_run_tells_and_keeps_nothing(codebook, tmp_path):
    path = tmp_path / "acts.csv"
    path.write_text("name,short_name\nPlea,appeal\n", "utf-8")
    told = "“Plea”, name: Appeal → Plea\n1 changes\n"

    assert run("import", "--codebook", "Acts", path, "--dry-run") == told
    assert Tag.objects.get().name == "Appeal"
    make_user("keeper")
    assert run("import", "--codebook", "Acts", path, "--by", "keeper") == told
    assert Tag.objects.get().name == "Plea"


def test_it_is_written_to_standard_output(codebook, monkeypatch):
    class Out:
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdout", Out)

    run("export", "--codebook", "Acts", "--format", "csv")

    assert b"appeal,Appeal" in Out.buffer.getvalue()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "--codebook", "Nothing", "a.csv"], "No codebook is called “Nothing”."),
        (["import", "--codebook", "Acts", "none.csv"], "cannot be opened"),
        (
            ["export", "--codebook", "Acts", "--format", "csv", "-o", "/no/where"],
            "cannot be written",
        ),
        (["import", "--codebook", "Acts", __file__], "A codebook comes as"),
    ],
)
def test_what_cannot_be_done_is_said(codebook, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)


def test_of_two_of_one_name_the_id_is_asked_for(codebook):
    make_codebook("Acts")

    with pytest.raises(CommandError, match="Several codebooks are called “Acts”"):
        run("export", "--codebook", "Acts", "--format", "csv")
