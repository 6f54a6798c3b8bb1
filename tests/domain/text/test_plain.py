import pytest

from annotations.domain.text import blocks_of_plain

LONG = (
    "The delegations met for six hours behind closed doors, and nobody would say afterwards "
    "whether the draft on the table was the old one or the new one."
)
LANG = (
    "Die Delegationen berieten sechs Stunden hinter verschlossenen Türen, und niemand wollte "
    "sagen, welcher Entwurf auf dem Tisch lag."
)
DOLGO = (
    "Делегации шесть часов совещались за закрытыми дверями, и никто не захотел сказать, какой "
    "именно проект документа лежал на столе переговоров."
)
TAWIL = (
    "اجتمعت الوفود ست ساعات خلف أبواب مغلقة، ولم يرغب أحد في أن يقول بعد ذلك أي مسودة كانت "
    "مطروحة على طاولة المفاوضات في ذلك المساء."
)
CHANG = "各代表团闭门会谈六个小时，会后没有人愿意透露桌上的草案究竟是旧的还是新的，也没有人说何时再谈下一轮。"


def kinds(text, **options):
    return [block.kind for block in blocks_of_plain(text, **options)]


@pytest.mark.parametrize(
    ("heading", "paragraph"),
    [
        ("No new sanctions", LONG),
        ("A harbour between two claims", LONG),
        ("Sanctions: what comes next", LONG),
        ("Talks – again", LONG),
        ("Keine neuen Sanktionen", LANG),
        ("Новые санкции", DOLGO),
        ("لا عقوبات جديدة", TAWIL),
        ("没有新的制裁", CHANG),
    ],
)
def test_a_short_open_line_above_a_long_paragraph_is_a_heading(heading, paragraph):
    text = f"{paragraph}\n\n{heading}\n\n{paragraph}\n"

    assert kinds(text) == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "They went home.",
        "What next?",
        "Quill:",
        "“Never again”",
        "« Jamais »",
        "– Never again",
        "and then silence",
        "* * *",
        "Photo: Example Agency",
        "By Ada Quill",
        "18 March 2026",
        "1,250",
        "A line that goes on and on without any stop, until nobody would take it for a heading",
    ],
)
def test_a_short_line_that_says_something_else_is_a_paragraph(line):
    text = f"{LONG}\n\n{line}\n\n{LONG}\n"

    assert kinds(text) == ["paragraph"] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\nNo blank line before\n\n{LONG}",
        f"{LONG}\n\nAda Quill",
        f"{LONG}\n\nAda Quill\n\nExample News",
        f"{LONG}\n\nTHE CHAIR\n\n{LONG}\n\nTHE CHAIR\n\n{LONG}",
    ],
    ids=["attached", "signature", "signature and agency", "repeated speaker"],
)
def test_lines_in_the_wrong_place_are_no_headings(text):
    assert "heading" not in kinds(text)


@pytest.mark.parametrize(
    "title",
    [
        "Envoys meet again in the harbour town",
        "Will the envoys meet again?",
        "“We are ready”: an envoy speaks",
        "Envoys Meet Again In Harbour Town.",
        "Treffen im Hafen – schon wieder",
        "Послы снова встретились в портовом городе",
        "المبعوثون يلتقون من جديد في المدينة",
        "使节们再次在港口城市会面",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\nBy Ada Quill\n18 March 2026\n\n"])
def test_the_first_line_is_the_title_if_it_looks_like_one(title, gap):
    text = f"{title}{gap}{LONG}\n\n{LONG}\n"

    assert kinds(text)[0] == "title"
    assert "title" not in kinds(text)[1:]
    assert "title" not in kinds(text, titled=False)


@pytest.mark.parametrize(
    "above", ["World\n", "Middle East\n\n", "Monde |\n", "World\nAnalysis\n", "国际\n"]
)
def test_the_name_of_a_section_may_stand_above_the_title(above):
    text = f"{above}Envoys meet again in the harbour town\n\n{LONG}"

    assert kinds(text)[-2:] == ["title", "paragraph"]
    assert "title" not in kinds(text)[:-2]


@pytest.mark.parametrize(
    "text",
    [
        "Only a single line",
        f"{LONG}\n\n{LONG}",
        f"The talks failed on Monday night, once more.\n\n{LONG}",
        f"GENEVA, 3 March 2026 (Agency) — The talks failed.\n\n{LONG}",
        "The envoys met in the harbour\ntown and talked for six hours\nabout the draft.",
        f"By Ada Quill\n\n{LONG}",
        f"18 March 2026\n\n{LONG}",
        f"• first point\n• second point\n\n{LONG}",
        f"12345\n\n{LONG}",
        f"Quill:\n\n{LONG}",
    ],
)
def test_other_first_lines_are_no_title(text):
    assert "title" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n• one\n• two", ["paragraph", "item", "item"]),
        (f"{LONG}\n- one\n- two", ["paragraph", "item", "item"]),
        (f"{LONG}\n1. one\n2. two\n\n{LONG}", ["paragraph", "item", "item", "paragraph"]),
        (f"{LONG}\n- a lone dash", ["paragraph", "paragraph"]),
        (f"{LONG}\n1. a lone number", ["paragraph", "paragraph"]),
        (f"{LONG}\n– Non, dit-elle.\n– Si.", ["paragraph"] * 3),
        (f"{LONG}\n> quoted from a letter", ["paragraph", "quote"]),
    ],
)
def test_lists_and_quotations_are_known_by_their_marks(text, expected):
    assert kinds(text) == expected
