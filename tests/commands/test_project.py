"""A project out of the shell and into it."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from annotations.models import Project, Role


def run(*arguments):
    out = io.StringIO()
    call_command("project", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_project_goes_into_a_file_and_comes_out_again(cast, tmp_path):
    path = tmp_path / "talks.zip"

    assert "Harbour talks is in" in run("export", "harbour TALKS", "-o", path)
    cast.second.username = "gone"
    cast.second.save()
    said = run("restore", path, "--name", "Again", "--by", "admin")

    assert "Again is there." in said
    assert "Nobody here is called second" in said
    again = Project.objects.get(name="Again")
    assert again.project_articles.get().article == cast.project_article.article
    assert again.memberships.get(user=cast.admin).role == Role.MANAGER


def test_what_cannot_be_done_is_said(cast, tmp_path):
    path = tmp_path / "talks.zip"
    path.write_bytes(b"something else")

    for words, arguments in {
        "There is no project “Straits”": ("export", "Straits", "-o", tmp_path / "a.zip"),
        "cannot be written": ("export", "Harbour talks", "-o", path),
        "cannot be opened": ("restore", tmp_path / "b.zip", "--by", "admin"),
        "This is no file of a project": ("restore", path, "--by", "admin"),
        "There is no user “nobody”": ("restore", path, "--by", "nobody"),
    }.items():
        with pytest.raises(CommandError, match=words):
            run(*arguments)
    assert path.read_bytes() == b"something else"
