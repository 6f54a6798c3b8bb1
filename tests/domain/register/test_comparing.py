import pytest

from annotations.domain.register.comparing import Change, changes_of, name_changes
from annotations.domain.register.rows import Name


def test_only_what_is_said_otherwise_changes():
    said = {"name": "Ada Quill", "country": "FR", "notes": "", "gender": "female"}
    present = {"name": "Ada Quill", "country": "BE", "notes": "Old", "description": "Stays"}

    assert changes_of(said, present) == [
        Change("country", "BE", "FR"),
        Change("gender", "", "female"),
        Change("notes", "Old", ""),
    ]


QUILL, NATIVE = Name("Quill", "fr"), Name("奎爾", "zh", "native")


@pytest.mark.parametrize(
    ("said", "forgets", "present", "changes"),
    [
        ([], False, [QUILL], []),
        ([QUILL], False, [QUILL], []),
        ([Name("ada QUILL")], False, [], []),
        ([NATIVE], False, [QUILL], [("", "奎爾 [zh, native]")]),
        ([Name("quill", "fr", "short")], False, [QUILL], [("Quill [fr]", "quill [fr, short]")]),
        ([NATIVE], True, [QUILL], [("Quill [fr]", ""), ("", "奎爾 [zh, native]")]),
        ([QUILL], True, [QUILL], []),
    ],
)
def test_names_come_go_or_are_described_anew(said, forgets, present, changes):
    found = name_changes(said, forgets, present, "Ada Quill")

    assert [(change.old, change.new) for change in found] == changes
    assert {change.field for change in found} <= {"other_names"}
