"""Our own format: complete, and without loss on its way there and back."""

import json

import pytest

from annotations.models import Article, Attribution, Coding, Link, MadeKind, Span, User
from tests.helpers.coded import exported, imported, lines_of, records, without


def renamed(data: bytes) -> bytes:
    """The same study from another installation: no key, no address and no coder is known here."""
    lines = lines_of(data)
    for line in lines[1:-1]:
        line["url"] = line["url"].replace("://", "://elsewhere.") if line.get("url") else ""
        line["id"] = line["id"][:-4] + "ffff"
        line["title"] += " (elsewhere)"
        line["source"]["name"] += " (elsewhere)"
        for coding in line["codings"]:
            if "name" in coding["coder"]:
                coding["coder"]["name"] += ".elsewhere"
            for one in coding["annotations"]:
                for link in one.get("statement", {}).get("links", []):
                    link["article"] = link["article"][:-4] + "ffff"
                    if "name" in link["coder"]:
                        link["coder"]["name"] += ".elsewhere"
    body = [json.dumps(line, ensure_ascii=False) for line in lines[:-1]]
    return "\n".join(body).encode()


def test_what_is_exported_comes_back_into_an_empty_project_to_the_letter(study, empty):
    data = exported(study, which="all")

    report = imported(data, empty)

    assert report.counts["refused"] == 0, report.told
    assert records(empty, which="all") == records(study, which="all")
    assert report.counts["links"] == Link.objects.filter(project=empty).count() > 0
    assert report.counts["annotations"] > 20
    made = {MadeKind.ACCOUNT, MadeKind.ACTOR, MadeKind.POST}
    assert not report.named.keys() & made


def test_it_comes_back_where_neither_articles_nor_coders_are_known(study, empty):
    data = renamed(exported(study, which="all"))

    report = imported(data, empty)

    assert [told.why for told in report.told] == ["The file was cut off: its last line is missing."]
    assert report.counts["articles"] == len(lines_of(data)) - 1
    assert set(report.named[MadeKind.ACCOUNT]) >= {"analyst.elsewhere", "second.elsewhere"}
    assert not User.objects.filter(username__endswith=".elsewhere", is_active=True).exists()
    own = {"url", "title", "name", "shown_name", "revision", "article"}

    def plain(project):
        rows = sorted(records(project, which="all"), key=lambda one: one["sha256"])
        return without(rows, own)

    assert plain(empty) == plain(study)


def test_the_same_file_twice_changes_nothing(study, empty):
    data = exported(study, which="all")
    imported(data, empty)
    before = records(empty, which="all")

    report = imported(data, empty)

    assert report.counts["annotations"] == report.counts["refused"] == report.counts["codings"] == 0
    assert report.counts["there"] > 20
    assert records(empty, which="all") == before


def test_a_dry_run_says_the_same_and_changes_nothing(study, empty):
    data = renamed(exported(study, which="all"))
    before = (Article.objects.count(), Span.objects.count(), User.objects.count())

    dry = imported(data, empty, dry_run=True)
    after = (Article.objects.count(), Span.objects.count(), User.objects.count())
    real = imported(data, empty)

    assert after == before
    assert (dry.counts, dry.told, dry.named) == (real.counts, real.told, real.named)


def test_the_head_and_the_end_say_what_is_in_it(study):
    head, *articles, end = lines_of(exported(study, which="all", language="fr"))

    assert head["format"] == "attache annotations"
    assert head["version"] == 1
    assert head["project"]["name"] == study.name
    assert head["filter"] == {"which": "all", "language": "fr"}
    assert {one["language"] for one in articles} == {"fr"}
    assert end["counts"]["articles"] == len(articles) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda lines: [*lines[:-1]], "cut off"),
        (lambda lines: [lines[0], *lines[2:]], "was changed"),
        (lambda lines: [lines[0], "{", *lines[1:]], "not JSON"),
        (lambda lines: [lines[0], '{"title": 3}', *lines[1:]], "“title” is missing"),
        (lambda lines: [lines[0], '{"codings": [{"annotations": [3]}]}'], "codings[0].annotations"),
    ],
)
def test_a_damaged_line_is_refused_by_its_number(study, empty, change, sentence):
    lines = exported(study).decode().splitlines()

    report = imported("\n".join(change(lines)).encode(), empty)

    assert any(sentence in told.why for told in report.told), report.told


def test_codings_that_are_done_here_are_left_as_they_are(study, empty):
    data = exported(study, which="all")
    imported(data, empty)
    Coding.objects.filter(project=empty).update(state="done")
    Attribution.objects.filter(coding__project=empty).first().delete()

    report = imported(data, empty)

    assert report.counts["annotations"] == 0
    assert "done with the article here" in report.told[0].why


def test_a_line_that_is_no_object_is_told_in_a_sentence(cast):
    report = imported(b"5\n", cast.project)

    assert [(one.at, one.why) for one in report.told] == [("line 1", "This is no object.")]
