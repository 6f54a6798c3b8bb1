"""What a key sends, with what the pop-up would have proposed."""

import pytest
from django.http import QueryDict

from annotations.forms.at_once import as_opened

QUILL = [("10-15", "Quill")]


@pytest.mark.parametrize(
    ("proposed", "name", "mentions"),
    [
        ({"speaker_name": "Ada Quill", "mention": QUILL}, "Max Roe", []),
        ({"speaker_name": "Ada Quill", "mention": QUILL}, "Ada Quill", ["10-15"]),
        ({"speaker_name": "", "mention": QUILL}, "Ada Quill", ["10-15"]),
        # Nobody is named: neither who speaks nor by which words.
        ({"speaker_name": "", "mention": []}, "Max Roe", []),
        ({"speaker_name": ""}, "Max Roe", []),
        ({}, "Max Roe", []),
    ],
)
def test_of_another_speaker_the_mention_is_not_taken_over(proposed, name, mentions):
    sent = as_opened(QueryDict("speaker=somebody"), proposed, name)

    assert sent.getlist("mention") == mentions
    assert sent["speaker"] == "somebody"
    assert "speaker_name" not in sent
