"""The colours of tokens.css can be read by everybody: WCAG 2.2 AA, computed from the file itself."""

import re
from pathlib import Path

import pytest

from annotations.models import Colour, Stance

STATIC = Path(__file__).resolve().parent.parent / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text("utf-8").split("@media", 1)[0]
THEMES = ("light", "dark")
PAPERS = ("paper", "raised", "sunk")
COLOURS = [*Colour.values, "accent"]
TEXT, PART = 4.5, 3.0

Rgb = tuple[float, float, float]


def token(name: str, theme: str) -> tuple[Rgb, float]:
    """The value of --name in a theme: red, green, blue of 0 to 255, and how opaque it is."""
    value = re.search(rf"^ *--{name}: (.+);$", TOKENS, re.MULTILINE)[1]
    if reference := re.fullmatch(r"var\(--(.+)\)", value):
        return token(reference[1], theme)
    light, dark = re.fullmatch(r"light-dark\((.+?(?:\))?), (.+)\)", value).groups()
    return parse(light if theme == "light" else dark)


def parse(colour: str) -> tuple[Rgb, float]:
    if colour.startswith("#"):
        return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5)), 1.0
    red, green, blue, percent = re.fullmatch(r"rgb\((\d+) (\d+) (\d+) / (\d+)%\)", colour).groups()
    return (int(red), int(green), int(blue)), int(percent) / 100


def over(top: tuple[Rgb, float], below: Rgb) -> Rgb:
    colour, opacity = top
    return tuple(a * opacity + b * (1 - opacity) for a, b in zip(colour, below, strict=True))


def luminance(colour: Rgb) -> float:
    def channel(value: float) -> float:
        value /= 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = map(channel, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "ink", ["ink", "ink-soft", "ink-faint", "accent", "danger", "warn", "good"]
)
def test_words_can_be_read_on_every_paper(ink, paper, theme):
    assert contrast(token(ink, theme)[0], token(paper, theme)[0]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_tag_can_be_read_on_its_wash_and_words_on_it_too(colour, theme):
    for paper in PAPERS:
        wash = over(token(f"w-{colour}", theme), token(paper, theme)[0])

        assert contrast(token(f"c-{colour}", theme)[0], wash) >= TEXT
        assert contrast(token("ink", theme)[0], wash) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_wash_is_of_twelve_to_eighteen_percent(colour, theme):
    assert 0.12 <= token(f"w-{colour}", theme)[1] <= 0.18


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_the_ring_of_the_focus_stand_out(theme):
    for paper in PAPERS:
        for part in ("line-strong", "focus"):
            assert contrast(token(part, theme)[0], token(paper, theme)[0]) >= PART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["accent", "accent-hover"])
def test_a_button_can_be_read(ground, theme):
    assert contrast(token("on-accent", theme)[0], token(ground, theme)[0]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", ["accent", "danger", "warn"])
def test_words_can_be_read_on_a_notice(tone, theme):
    for paper in PAPERS:
        wash = over(token(f"{tone}-wash", theme), token(paper, theme)[0])

        assert contrast(token("ink", theme)[0], wash) >= TEXT


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_of_a_tag_has_a_class(colour):
    assert f".c-{colour} {{" in TOKENS


@pytest.mark.parametrize("stance", Stance.values)
def test_every_stance_has_a_glyph_of_its_own(stance):
    assert f'<symbol id="stance-{stance}"' in (STATIC / "img" / "icons.svg").read_text("utf-8")


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "img" / "icons.svg").read_text()))
    templates = STATIC.parent / "templates"
    text = "".join(path.read_text("utf-8") for path in templates.rglob("*.html"))

    assert set(re.findall(r'\{% icon "([\w-]+)"', text)) <= drawn


def test_the_sheets_use_names_for_colours_and_logical_directions():
    physical = re.compile(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right)\b|text-align: (?:left|right)|float:"
    )
    for sheet in (STATIC / "css").rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)

        assert not physical.search(text), f"{sheet.name}: {physical.search(text)[0]}"
        if sheet.name != "tokens.css":
            # On paper ink is ink, and a light grey may be said outright.
            text = re.sub(r"@media print \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
            raw = re.search(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)|\brgba?\(|\bhsla?\(", text)
            assert not raw, f"{sheet.name}: {raw[0]}"


def test_nothing_moves_for_longer_than_120_ms():
    for sheet in (STATIC / "css").rglob("*.css"):
        for number, unit in re.findall(r"\b(\d*\.?\d+)(ms|s)\b", sheet.read_text("utf-8")):
            assert float(number) * (1000 if unit == "s" else 1) <= 120, sheet.name


def test_sheets_of_the_annotating_page_name_whose_siblings_they_mean():
    """With one rule like `h2 + .list` the browser looks at all siblings of whatever comes to a page:
    2 ms for each paragraph and card that a write brings, where there are thousands."""
    css = STATIC / "css"
    sheets = [
        css / name
        for whole in ("site.css", "annotating.css")
        for name in re.findall(r'@import "(.+?)"', (css / whole).read_text("utf-8"))
    ]
    heads = [
        head.strip()
        for sheet in sheets
        for head in re.findall(
            r"([^{};]+)\{", re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
        )
        if not head.strip().startswith("@")
    ]
    # What an element has within, or is not, names it no more than its kind does.
    plain = [re.sub(r":(?:has|not)\([^()]*\)", "", head) for head in heads]
    before = [found for head in plain for found in re.findall(r"([^\s>+~(),]+)\s*[+~]\s", head)]

    assert len(sheets) > 20
    assert ".panel" in before
    assert [one for one in before if not set(one) & set(".#[")] == []
