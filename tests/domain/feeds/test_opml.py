import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.feeds.opml import NoOpml, Outline, read_opml, write_opml

WRITTEN = """<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Quay Gazette"><outline type="rss" text="All" xmlUrl="https://quay.test/feed" htmlUrl="https://quay.test/"/></outline>
<outline type="rss" title="Harbour Wire" text="x" xmlUrl=" https://wire.test/feed "/>
<outline text="Again" xmlUrl="https://wire.test/feed"/><outline text="A folder"/>
</body></opml>"""


def test_a_list_of_another_reader():
    assert read_opml(WRITTEN.encode()) == [
        Outline("https://quay.test/feed", "All", "Quay Gazette", "https://quay.test/"),
        Outline("https://wire.test/feed", "Harbour Wire", "Harbour Wire"),
    ]


@pytest.mark.parametrize("data", [b"", b"words", b"<rss/>", b"<html><body/></html>"])
def test_what_is_no_list(data):
    with pytest.raises(NoOpml):
        read_opml(data)


WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
RULE = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9), max_size=3)
OUTLINES = st.builds(
    Outline,
    WORDS.map(lambda word: f"https://x.test/{word}"),
    WORDS,
    WORDS,
    words=RULE.map(tuple),
    sections=RULE.map(tuple),
    languages=RULE.map(tuple),
)


@given(st.lists(OUTLINES, unique_by=lambda one: one.url))
def test_what_was_written_is_read_again_with_its_rules(outlines):
    again = read_opml(write_opml("Feeds", outlines))

    assert sorted(again, key=lambda one: one.url) == sorted(outlines, key=lambda one: one.url)
