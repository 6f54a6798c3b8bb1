"""Files for reference managers: BibTeX and RIS."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.citations import Cited, authors_of, bibtex, ris
from annotations.domain.citations.bibtex import escaped
from tests.domain.citations.test_styles import FOUR, WHOLE


def test_a_record_for_bibtex():
    cited = replace(WHOLE, tag="1f3a", language="en", record="https://attache.test/statements/1/")

    assert bibtex(cited) == (
        "@article{ostrow2026envoys-1f3a,\n"
        "  author = {Ostrow, Ben},\n"
        "  title = {{Envoys meet again}},\n"
        "  journal = {Example Herald},\n"
        "  year = {2026},\n"
        "  day = {3},\n"
        "  url = {https://herald.test/envoys},\n"
        "  urldate = {2026-03-04},\n"
        "  langid = {english},\n"
        "  note = {Ada Quill, quoted},\n"
        "  annote = {https://attache.test/statements/1/},\n"
        "  month = mar,\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 % of A & B", r"5 \% of A \& B"),
        ("a_b #1 $2", r"a\_b \#1 \$2"),
        ("\\ ^ ~", r"\textbackslash{} \textasciicircum{} \textasciitilde{}"),
        ("a } b { c", r"a \textbraceright{} b \textbraceleft{} c"),
        ("Zelený Ж 王", "Zelený Ж 王"),
        ("two\n lines", "two lines"),
    ],
)
def test_what_bibtex_reads_as_a_command_is_escaped(text, wanted):
    assert escaped(text) == wanted


@given(st.text())
def test_no_text_ends_its_field(text):
    made, depth = escaped(text), 0
    # As BibTeX counts, to which a backslash before a brace is nothing.
    for sign in made:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0

    assert depth == 0
    assert "\n" not in made


@pytest.mark.parametrize(
    ("cited", "author"),
    [
        (replace(WHOLE, authors=FOUR[:2]), "Ostrow, Ben and Tan, Mei"),
        (replace(WHOLE, authors=authors_of("Northern Wire")), "{Northern Wire}"),
        (replace(WHOLE, authors=authors_of("Wei Lanying", {"Wei Lanying"})), "{Wei Lanying}"),
    ],
)
def test_names_in_bibtex(cited, author):
    assert f"  author = {{{author}}},\n" in bibtex(cited)


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh-Hans", "langid = {chinese},"), ("FR", "langid = {french},"), ("tlh", ""), ("", "")],
)
def test_a_language_has_the_name_that_tex_gives_it(language, line):
    made = bibtex(replace(WHOLE, language=language))

    assert line in made
    assert ("langid" in made) == bool(line)


@pytest.mark.parametrize(
    ("cited", "key"),
    [
        (replace(WHOLE, authors=(), outlet="Poste d’Été"), "postedete2026envoys"),
        (replace(WHOLE, authors=authors_of("王小雨"), title="冬"), "2026"),
        (Cited(outlet="冬"), "statement"),
    ],
)
def test_a_key_has_plain_letters_only(cited, key):
    assert bibtex(cited).startswith(f"@article{{{key},\n")


def test_an_address_stays_as_it_is_but_for_what_would_end_the_field():
    cited = replace(WHOLE, url="https://herald.test/a_b?c=1&d=%20#{e}")

    assert "url = {https://herald.test/a_b?c=1&d=%20#%7Be%7D}," in bibtex(cited)


def test_a_record_for_reference_managers():
    cited = replace(
        WHOLE, authors=FOUR[:2], language="en", record="https://attache.test/statements/1/"
    )

    assert ris(cited).split("\r\n") == [
        "TY  - NEWS",
        "AU  - Ostrow, Ben",
        "AU  - Tan, Mei",
        "TI  - Envoys meet again",
        "T2  - Example Herald",
        "PY  - 2026",
        "DA  - 2026/03/03/",
        "UR  - https://herald.test/envoys",
        "Y2  - 2026/03/04/",
        "LA  - en",
        "N1  - Ada Quill, quoted",
        "L2  - https://attache.test/statements/1/",
        "ER  - ",
        "",
    ]


def test_what_is_not_known_has_no_line():
    assert ris(Cited(outlet="Example Herald")) == "TY  - NEWS\r\nT2  - Example Herald\r\nER  - \r\n"


def test_the_family_comes_first_whatever_the_order():
    wei = replace(WHOLE, authors=authors_of("Wei Lanying", {"Wei Lanying"}))

    assert "AU  - Wei, Lanying\r\n" in ris(wei)


@given(st.text(), st.text())
def test_a_value_never_makes_a_line_of_its_own(title, speaker):
    text = ris(Cited(outlet="Herald", title=title, speaker=speaker))

    rows = text.removesuffix("\r\n").split("\r\n")
    assert all(row[2:6] == "  - " for row in rows)
    assert len(text.splitlines()) == len(rows)
