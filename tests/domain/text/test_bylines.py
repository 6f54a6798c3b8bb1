from datetime import date

import pytest

from annotations.domain.text.bylines import byline_of, date_of_dateline, date_of_line


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("BY ADA QUILL", "ADA QUILL"),
        ("by Ada Quill and Otto Feder", "Ada Quill and Otto Feder"),
        ("By Ada Quill, Example News", "Ada Quill, Example News"),
        ("By Ada Quill in Geneva | 3 March 2026", "Ada Quill"),
        ("By Ada Quill – 3 March 2026", "Ada Quill"),
        ("Written by Ada Quill", "Ada Quill"),
        ("Author: Ada Quill", "Ada Quill"),
        ("Von Ada Quill und Otto Feder", "Ada Quill und Otto Feder"),
        ("Par Aude Plume", "Aude Plume"),
        ("Par Aude Plume, à Genève", "Aude Plume"),
        ("Door Anna de Vries en Jan Smit", "Anna de Vries en Jan Smit"),
        ("Por María de la Pluma", "María de la Pluma"),
        ("Door Anna van der Veer", "Anna van der Veer"),
        ("Автор: Анна Перова", "Анна Перова"),
        ("Автор Анна Перова", "Анна Перова"),
        ("بقلم سعاد القلم", "سعاد القلم"),
        ("作者：李文", "李文"),
        ("记者李文", "李文"),
    ],
)
def test_names_after_an_opening_word_are_a_byline(line, names):
    assert byline_of(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By the river",
        "By Monday the talks had failed.",
        "By and large",
        "Par ailleurs",
        "Por fin",
        "Von der Leitung kam nichts",
        "Da Nang talks resume",
        "Bystanders Applaud",
        "Parteitag",
        "记者会在北京举行",
        "By",
        "By Ada Quill " * 12,
    ],
)
def test_other_lines_that_begin_alike_are_no_byline(line):
    assert byline_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2026",
        "Published on 3 March 2026 at 09:15",
        "Tuesday, March 3, 2026",
        "GENEVA, 3 March 2026",
        "Harbour Town, 3 March 2026",
        "Publié le 3 mars 2026 à 09h15, mis à jour le 4 mars 2026 à 10h00",
        "Veröffentlicht am 3. März 2026 um 9.15 Uhr",
        "Опубликовано: 3 марта 2026 г.",
        "نشر في 3 مارس 2026",
        "发布时间：2026年3月3日 09:15",
    ],
)
def test_a_line_about_a_date_alone_gives_it(line):
    when = date_of_line(line).when

    assert (when.year, when.month, when.day) == (2026, 3, 3)


@pytest.mark.parametrize(
    "line",
    [
        "The agreement of 3 March 2026 failed",
        "On 3 March 2026 the envoys met in the harbour town.",
        "What the envoys knew before 3 March 2026",
        "As the envoys said, 3 March 2026",
        "No date here",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line):
    assert date_of_line(line) is None


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("GENEVA, 3 March 2026 (Agency) — The envoys met.", date(2026, 3, 3)),
        ("ЖЕНЕВА, 3 марта 2026 — Послы встретились.", date(2026, 3, 3)),
        ("GENEVA (Agency) — On 3 March 2026 the envoys met.", None),
        ("GENEVA, 3 March (Agency) — The envoys met.", None),
        ("The envoys met on 3 March 2026.", None),
    ],
)
def test_a_dateline_gives_its_date_if_complete(line, when):
    found = date_of_dateline(line)

    assert (found.when if found else None) == when
