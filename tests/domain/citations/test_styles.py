"""The four styles over the same articles."""

from dataclasses import replace
from datetime import date

import pytest

from annotations.domain.citations import (
    Author,
    Cited,
    apa_in_text,
    apa_reference,
    authors_of,
    chicago_bibliography,
    chicago_note,
    plain,
)

WHOLE = Cited(
    outlet="Example Herald",
    title="Envoys meet again",
    authors=authors_of("Ben Ostrow"),
    day=date(2026, 3, 3),
    url="https://herald.test/envoys",
    accessed=date(2026, 3, 4),
    speaker="Ada Quill",
)
THREE = authors_of("Ben Ostrow, Mei Tan, Jean-Claude Morin")
FOUR = (*THREE, Author("Lugov", "Pyotr"))

CASES = {
    "all is known": (
        WHOLE,
        "Ada Quill, quoted in Ben Ostrow, “Envoys meet again,” Example Herald, March 3, 2026, https://herald.test/envoys.",
        "Ostrow, Ben. “Envoys meet again.” Example Herald, March 3, 2026. https://herald.test/envoys.",
        "Ostrow, B. (2026, March 3). Envoys meet again. Example Herald. https://herald.test/envoys",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
    "somebody passed it on": (
        replace(WHOLE, relayers=("Otto Feder", "Harbour Radio")),
        "Ada Quill, as relayed by Otto Feder and Harbour Radio, quoted in Ben Ostrow, “Envoys meet again,” Example Herald, March 3, 2026, https://herald.test/envoys.",
        "Ostrow, Ben. “Envoys meet again.” Example Herald, March 3, 2026. https://herald.test/envoys.",
        "Ostrow, B. (2026, March 3). Envoys meet again. Example Herald. https://herald.test/envoys",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
    "nobody signed": (
        replace(WHOLE, authors=()),
        "Ada Quill, quoted in “Envoys meet again,” Example Herald, March 3, 2026, https://herald.test/envoys.",
        "Example Herald. “Envoys meet again.” March 3, 2026. https://herald.test/envoys.",
        "Envoys meet again. (2026, March 3). Example Herald. https://herald.test/envoys",
        "(Ada Quill, as cited in “Envoys meet again,” 2026)",
    ),
    "no date: when it was read is said": (
        replace(WHOLE, day=None),
        "Ada Quill, quoted in Ben Ostrow, “Envoys meet again,” Example Herald, accessed March 4, 2026, https://herald.test/envoys.",
        "Ostrow, Ben. “Envoys meet again.” Example Herald. Accessed March 4, 2026. https://herald.test/envoys.",
        "Ostrow, B. (n.d.). Envoys meet again. Example Herald. Retrieved March 4, 2026, from https://herald.test/envoys",
        "(Ada Quill, as cited in Ostrow, n.d.)",
    ),
    "no title": (
        replace(WHOLE, title="", authors=()),
        "Ada Quill, quoted in Example Herald, March 3, 2026, https://herald.test/envoys.",
        "Example Herald. March 3, 2026. https://herald.test/envoys.",
        "[Untitled]. (2026, March 3). Example Herald. https://herald.test/envoys",
        "(Ada Quill, as cited in Example Herald, 2026)",
    ),
    "no address": (
        replace(WHOLE, url=""),
        "Ada Quill, quoted in Ben Ostrow, “Envoys meet again,” Example Herald, March 3, 2026.",
        "Ostrow, Ben. “Envoys meet again.” Example Herald, March 3, 2026.",
        "Ostrow, B. (2026, March 3). Envoys meet again. Example Herald.",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
    "nothing but the outlet": (
        Cited(outlet="Example Herald"),
        "Example Herald.",
        "Example Herald.",
        "[Untitled]. (n.d.). Example Herald.",
        "(Example Herald, n.d.)",
    ),
    "nobody is named as speaker": (
        replace(WHOLE, speaker=""),
        "Ben Ostrow, “Envoys meet again,” Example Herald, March 3, 2026, https://herald.test/envoys.",
        "Ostrow, Ben. “Envoys meet again.” Example Herald, March 3, 2026. https://herald.test/envoys.",
        "Ostrow, B. (2026, March 3). Envoys meet again. Example Herald. https://herald.test/envoys",
        "(Ostrow, 2026)",
    ),
    "not in their own words": (
        replace(WHOLE, is_verbatim=False, url=""),
        "Ada Quill, paraphrased in Ben Ostrow, “Envoys meet again,” Example Herald, March 3, 2026.",
        "Ostrow, Ben. “Envoys meet again.” Example Herald, March 3, 2026.",
        "Ostrow, B. (2026, March 3). Envoys meet again. Example Herald.",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
    "a title in Arabic that asks": (
        replace(WHOLE, title="هل يلتقي المبعوثون؟", url="", authors=()),
        "Ada Quill, quoted in “هل يلتقي المبعوثون؟,” Example Herald, March 3, 2026.",
        "Example Herald. “هل يلتقي المبعوثون؟” March 3, 2026.",
        "هل يلتقي المبعوثون؟ (2026, March 3). Example Herald.",
        "(Ada Quill, as cited in “هل يلتقي المبعوثون؟,” 2026)",
    ),
    "a title in Chinese that asks": (
        replace(WHOLE, title="使节会再次会面？", url=""),
        "Ada Quill, quoted in Ben Ostrow, “使节会再次会面？,” Example Herald, March 3, 2026.",
        "Ostrow, Ben. “使节会再次会面？” Example Herald, March 3, 2026.",
        "Ostrow, B. (2026, March 3). 使节会再次会面？ Example Herald.",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
    "a title that quotes at its end": (
        replace(WHOLE, title="They said “No!”", url=""),
        "Ada Quill, quoted in Ben Ostrow, “They said ‘No!’,” Example Herald, March 3, 2026.",
        "Ostrow, Ben. “They said ‘No!’” Example Herald, March 3, 2026.",
        "Ostrow, B. (2026, March 3). They said “No!” Example Herald.",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
    "two": (
        replace(WHOLE, authors=THREE[:2], url=""),
        "Ada Quill, quoted in Ben Ostrow and Mei Tan, “Envoys meet again,” Example Herald, March 3, 2026.",
        "Ostrow, Ben, and Mei Tan. “Envoys meet again.” Example Herald, March 3, 2026.",
        "Ostrow, B., & Tan, M. (2026, March 3). Envoys meet again. Example Herald.",
        "(Ada Quill, as cited in Ostrow & Tan, 2026)",
    ),
    "three": (
        replace(WHOLE, authors=THREE, url=""),
        "Ada Quill, quoted in Ben Ostrow, Mei Tan, and Jean-Claude Morin, “Envoys meet again,” Example Herald, March 3, 2026.",
        "Ostrow, Ben, Mei Tan, and Jean-Claude Morin. “Envoys meet again.” Example Herald, March 3, 2026.",
        "Ostrow, B., Tan, M., & Morin, J.-C. (2026, March 3). Envoys meet again. Example Herald.",
        "(Ada Quill, as cited in Ostrow et al., 2026)",
    ),
    "four": (
        replace(WHOLE, authors=FOUR, url=""),
        "Ada Quill, quoted in Ben Ostrow et al., “Envoys meet again,” Example Herald, March 3, 2026.",
        "Ostrow, Ben, Mei Tan, Jean-Claude Morin, and Pyotr Lugov. “Envoys meet again.” Example Herald, March 3, 2026.",
        "Ostrow, B., Tan, M., Morin, J.-C., & Lugov, P. (2026, March 3). Envoys meet again. Example Herald.",
        "(Ada Quill, as cited in Ostrow et al., 2026)",
    ),
    "the family first": (
        replace(WHOLE, authors=authors_of("Wei Lanying", {"Wei Lanying"}), url=""),
        "Ada Quill, quoted in Wei Lanying, “Envoys meet again,” Example Herald, March 3, 2026.",
        "Wei Lanying. “Envoys meet again.” Example Herald, March 3, 2026.",
        "Wei, L. (2026, March 3). Envoys meet again. Example Herald.",
        "(Ada Quill, as cited in Wei, 2026)",
    ),
    "other scripts": (
        replace(
            WHOLE,
            authors=authors_of("وليد نجم"),
            title="لا توقيع في الشتاء",
            outlet="بريد المرفأ",
            url="",
        ),
        "Ada Quill, quoted in وليد نجم, “لا توقيع في الشتاء,” بريد المرفأ, March 3, 2026.",
        "نجم, وليد. “لا توقيع في الشتاء.” بريد المرفأ, March 3, 2026.",
        "نجم, وليد. (2026, March 3). لا توقيع في الشتاء. بريد المرفأ.",
        "(Ada Quill, as cited in نجم, 2026)",
    ),
    "a question, with words of somebody in it": (
        replace(WHOLE, title="Who said “never”\nin winter?", url=""),
        "Ada Quill, quoted in Ben Ostrow, “Who said ‘never’ in winter?,” Example Herald, March 3, 2026.",
        "Ostrow, Ben. “Who said ‘never’ in winter?” Example Herald, March 3, 2026.",
        "Ostrow, B. (2026, March 3). Who said “never” in winter? Example Herald.",
        "(Ada Quill, as cited in Ostrow, 2026)",
    ),
}


@pytest.mark.parametrize(
    ("cited", "note", "bibliography", "reference", "text"), CASES.values(), ids=CASES
)
def test_as_the_styles_have_it(cited, note, bibliography, reference, text):
    assert plain(chicago_note(cited)) == note
    assert plain(chicago_bibliography(cited)) == bibliography
    assert plain(apa_reference(cited)) == reference
    assert plain(apa_in_text(cited)) == text


def test_the_outlet_is_set_in_italics_and_nothing_else():
    for style in (chicago_note, chicago_bibliography, apa_reference):
        assert [run.text for run in style(WHOLE) if run.is_italic] == ["Example Herald"]


def test_of_very_many_who_signed_some_are_left_out():
    many = replace(WHOLE, authors=tuple(Author(f"Quill{n}", "Ada") for n in range(1, 23)))

    assert "Ada Quill7, et al." in plain(chicago_bibliography(many))
    assert "Quill19, A., . . . Quill22, A. (2026" in plain(apa_reference(many))


def test_a_long_title_is_given_whole_on_one_line():
    long = replace(WHOLE, title="word " * 90)

    for style in (chicago_note, chicago_bibliography, apa_reference):
        assert plain(style(long)).count("word") == 90
        assert "\n" not in plain(style(long))


@pytest.mark.parametrize("style", [chicago_note, chicago_bibliography, apa_reference])
@pytest.mark.parametrize("authors", [WHOLE.authors, ()])
def test_a_title_is_a_piece_of_its_own_between_its_signs(style, authors):
    """Else the signs between an Arabic title and an Arabic outlet are drawn as part of both."""
    runs = style(replace(WHOLE, title="وساطة هادئة", outlet="جريدة الأرصفة", authors=authors))

    [title] = [run.text for run in runs if run.is_title]
    assert title.rstrip(".") == "وساطة هادئة"
    assert [run.text for run in runs if run.is_italic] == ["جريدة الأرصفة"]


def test_a_short_title_is_a_piece_of_its_own_too():
    runs = apa_in_text(replace(WHOLE, title="وساطة هادئة", authors=()))

    assert [run.text for run in runs if run.is_title] == ["وساطة هادئة"]
