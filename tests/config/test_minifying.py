"""Shorter files that say the same."""

import pytest

from config.minifying import minified


@pytest.fixture(autouse=True)
def minifier():
    pytest.importorskip("minify", reason="The minifier has no wheel for this machine.")


def test_blanks_comments_and_long_names_go():
    script = "(() => {\n  const wanted = 1; // kept\n  return wanted + wanted;\n})();\n"

    short = minified(script, ".js")

    assert len(short) < len(script) / 2
    assert "kept" not in short


@pytest.mark.parametrize(
    ("suffix", "text", "kept"),
    [
        (".js", "const said = `“two  words” ${1}`;", "`“two  words” ${1}`"),
        (".js", "const { a, b: [c] } = globalThis?.d ?? {};", "globalThis?.d??{}"),
        (".css", ".a {\n  inline-size: calc(100% - 2px);\n}\n", "calc(100% - 2px)"),
        (
            ".css",
            '.a:not(:has(> .b)) {\n  content: "«  »";\n}\n',
            '.a:not(:has(>.b)){content:"«  »"}',
        ),
    ],
)
def test_what_is_meant_stays(suffix, text, kept):
    assert kept in minified(text, suffix)


def test_without_the_package_files_stay_as_they_are(monkeypatch):
    monkeypatch.setattr("config.minifying.find_spec", lambda name: None)

    assert minified("a { color: red }\n", ".css") == "a { color: red }\n"
