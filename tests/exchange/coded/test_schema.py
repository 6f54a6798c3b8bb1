"""The schema in docs/ says what the exporter writes, and the documentation names every field."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotations.models import Source
from tests.helpers.coded import exported, lines_of

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = json.loads((DOCS / "annotation-files.schema.json").read_text())


@pytest.fixture
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def test_every_line_is_valid_and_breaking_one_is_noticed(study, validator):
    first, second = Source.objects.order_by("pk")[:2]
    Source.objects.filter(pk=first.pk).update(may_leave="offsets")
    Source.objects.filter(pk=second.pk).update(may_leave="excerpts", excerpt_words=5)
    lines = lines_of(exported(study, which="everything"))

    for line in lines:
        validator.validate(line)

    assert {line["rights"] for line in lines[1:-1]} == {"all", "excerpts", "offsets"}
    assert any("confidence" in json.dumps(line) for line in lines)
    broken = lines[1] | {"text": None}
    assert not validator.is_valid(broken)


def test_the_documentation_names_every_field():
    told = (DOCS / "annotation-files.md").read_text()

    def names(found):
        if isinstance(found, dict):
            yield from (
                found.get("properties", {}) if isinstance(found.get("properties"), dict) else ()
            )
            for one in found.values():
                yield from names(one)
        elif isinstance(found, list):
            for one in found:
                yield from names(one)

    assert [name for name in set(names(SCHEMA)) if name not in told] == []
