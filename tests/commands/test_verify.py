import io
import json

import pytest
from django.core.management import CommandError, call_command

from annotations.actions.articles import Details, take_in
from annotations.domain.extraction import extract
from annotations.models import Capture, Revision
from tests.actions.test_articles import AT, TEXT
from tests.factories.projects import make_project
from tests.helpers.guards import past_the_guards


def verifying(*articles, **options):
    """(exit code, standard output, standard error)"""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("verify", *articles, stdout=out, stderr=err, no_color=True, **options)
    except SystemExit as end:
        code = end.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def articles(db):
    """Two articles, of which the first has an address."""
    project, address = make_project(), "https://example.org/news/1"
    taken = []
    for n, url in enumerate([address, ""]):
        data = f"{TEXT}\n\nNumber {n}.\n".encode()
        read = extract(data, filename="talks.txt")
        details = Details(title=f"Talks {n}", source_name="Example Herald", canonical_url=url)
        taken += [
            take_in(
                project=project,
                by=None,
                at=AT,
                data=data,
                extract=read,
                details=details,
                filename="talks.txt",
            ).article
        ]
    return taken


def break_bytes(article):
    with past_the_guards():
        Capture.objects.filter(article=article).update(compressed=b"nothing")


def test_all_articles_are_looked_at(articles):
    assert verifying() == (
        0,
        "2 articles, 2 captures, 2 revisions, 0 spans: all match.\n",
        "",
    )


def test_what_does_not_match_is_named_and_the_rest_is_done(articles):
    break_bytes(articles[0])

    code, out, _ = verifying()

    problem, counts = out.splitlines()
    assert code == 1
    assert problem.startswith(f"{articles[0].pk} Talks 0: capture ")
    assert counts.endswith("1 do not match.")


def test_articles_are_named_by_id_or_address(articles):
    break_bytes(articles[0])

    assert verifying(str(articles[1].pk))[0] == 0
    assert verifying(articles[0].canonical_url)[0] == 1
    with pytest.raises(CommandError, match="There is no article “Talks 0”"):
        verifying("Talks 0")


def test_one_json_line_an_article(articles):
    break_bytes(articles[0])

    code, out, _ = verifying(json=True)

    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert (first["article"], len(first["problems"])) == (str(articles[0].pk), 1)
    assert (second["revisions"], second["problems"]) == (1, [])


def test_what_another_extractor_made_is_said(articles):
    with past_the_guards():
        Revision.objects.update(extractor_version="0")

    code, _, err = verifying()

    assert code == 0
    assert err.startswith("2 revisions were made by another version of the extractor")
