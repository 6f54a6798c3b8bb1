"""Zips, honest ones and others."""

import io
import stat
import zipfile

import pytest

from annotations.exchange.bulk import archives, items_of, layout_of
from tests.domain.extraction.samples import docx


def packed(*members, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def reading(data):
    """(name, bytes or code of the refusal) of each."""
    file = io.BytesIO(data)
    items = items_of(file, layout_of(file, "shelf.zip"))
    return [(item.name, item.refusal.code if item.refusal else item.data) for item in items]


def test_each_file_is_an_article_in_the_order_of_the_archive():
    data = packed(("b/two.txt", "Two"), ("a.html", "<p>One</p>"), ("b/", ""))

    assert reading(data) == [("b/two.txt", b"Two"), ("a.html", b"<p>One</p>")]


def test_hidden_files_are_left_out():
    data = packed((".DS_Store", "x"), ("__MACOSX/._a.txt", "x"), ("a/.git/b", "x"), ("c.txt", "c"))

    assert reading(data) == [("c.txt", b"c")]


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/root.txt", "C:/x.txt", "..\\x"])
def test_a_name_that_leads_out_is_refused(name):
    assert reading(packed((name, "x"), ("good.txt", "y"))) == [
        (name, "unsafe_name"),
        ("good.txt", b"y"),
    ]


@pytest.mark.parametrize("name", ["more.zip", "more.ZIP", "more.tar.gz", "more.7z"])
def test_an_archive_within_is_refused(name):
    assert reading(packed((name, packed(("a.txt", "a"))))) == [(name, "nested_zip")]


def test_an_archive_under_another_name_is_refused_when_it_is_read():
    file = io.BytesIO(packed(("more.txt", packed(("a.txt", "a")))))
    (item,) = items_of(file, layout_of(file, "shelf.zip"))

    with pytest.raises(archives.CannotExtract) as refused:
        item.read()
    assert refused.value.params["what"] == "a zip or Office file"


def test_a_word_file_is_no_archive():
    file = io.BytesIO(
        packed(
            (
                "deep/talks.docx",
                docx(("Title", "Envoys meet"), ("Normal", "They met for six hours.")),
            )
        )
    )
    (item,) = items_of(file, layout_of(file, "shelf.zip"))

    assert item.filename == "talks.docx"
    assert item.read().extractor == "docx"


def test_a_link_is_refused():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert reading(packed((link, "/etc/passwd"))) == [("link.txt", "a_link")]


def test_what_unpacks_to_far_more_is_refused():
    assert reading(packed(("bomb.txt", "x" * 3_000_000))) == [("bomb.txt", "too_complex")]


def test_small_files_may_be_as_even_as_they_like():
    assert reading(packed(("even.txt", "x" * 500_000))) == [("even.txt", b"x" * 500_000)]


def test_a_member_that_is_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 10)

    assert reading(packed(("a.txt", "x" * 11))) == [("a.txt", "too_large")]


def test_all_of_it_is_bounded(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 10)

    found = reading(packed(("a.txt", "x" * 6), ("b.txt", "x" * 6), ("c.txt", "x")))

    assert found == [("a.txt", b"xxxxxx"), ("b.txt", "too_complex")]


def test_so_is_the_number_of_files(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)

    assert reading(packed(("a.txt", "a"), ("b.txt", "b"))) == [("", "too_many")]


def test_a_directory_that_would_fill_the_memory_is_not_loaded(monkeypatch):
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 20)

    assert reading(packed(("a.txt", "a"))) == [("", "too_many")]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 nothing", packed(("a.txt", "a"))[:-10], b"x" * 100_000]
)
def test_a_damaged_one_says_so(data):
    assert reading(data) == [("", "broken_file")]


def test_a_damaged_member_stops_no_other():
    data = bytearray(packed(("a.txt", "harbour"), ("b.txt", "b"), compression=zipfile.ZIP_STORED))
    at = data.index(b"harbour")
    data[at] = ord("H")

    assert reading(bytes(data)) == [("a.txt", "broken_file"), ("b.txt", b"b")]


def test_an_encrypted_member_says_so():
    data = bytearray(packed(("a.txt", "a")))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert reading(bytes(data)) == [("a.txt", "encrypted")]
