import itertools
import json

from annotations.exchange.suggest import suggest_lines

TEXT = "“We will sign,” said Anna Berg, a lawyer in Oslo."


def line_of(**article):
    return json.dumps(article, ensure_ascii=False).encode()


def test_a_line_answers_with_its_quotations():
    (line,) = suggest_lines([line_of(id="a1", text=TEXT, language="en")])

    answer = json.loads(line.output)
    assert answer["id"] == "a1"
    (quote,) = answer["quotes"]
    assert [TEXT[start:end] for start, end in quote["content"]] == ["“We will sign,”"]
    assert [TEXT[start:end] for start, end in quote["cue"]] == ["said"]
    assert [TEXT[start:end] for start, end in quote["speaker"]] == ["Anna Berg"]
    assert (quote["mode"], quote["name"]) == ("direct", "Anna Berg")
    assert quote["affiliation"] == "lawyer in Oslo"
    assert 0 < quote["confidence"] <= 1
    assert "said" in quote["reason"]


def test_offsets_count_code_points():
    text = "🕊 " + TEXT

    (line,) = suggest_lines([line_of(id=1, text=text)])

    ((start, end),) = json.loads(line.output)["quotes"][0]["content"]
    assert text[start:end] == "“We will sign,”"


def test_what_is_relayed_stands_inside_what_relays_it():
    text = "Piet Veen said that Anna Berg had promised that the border would open."

    (line,) = suggest_lines([line_of(id=1, text=text)])

    (outer,) = json.loads(line.output)["quotes"]
    (inner,) = outer["relays"]
    assert (outer["name"], inner["name"]) == ("Piet Veen", "Anna Berg")


def test_the_order_is_kept_and_bad_lines_stop_nothing():
    lines = [line_of(id=1, text=TEXT), b"nonsense", b"\n", line_of(id=2, text="")]

    results = list(suggest_lines(lines))

    assert [result.number for result in results] == [1, 2, 4]
    assert [bool(result.error) for result in results] == [False, True, False]
    assert json.loads(results[2].output) == {"id": 2, "quotes": []}


def test_lines_are_answered_one_by_one():
    endless = (line_of(id=number, text=TEXT) for number in itertools.count())

    results = suggest_lines(endless)

    assert json.loads(next(results).output)["id"] == 0
    assert json.loads(next(results).output)["id"] == 1


def test_a_language_that_is_no_word_is_refused():
    (line,) = suggest_lines([line_of(id=1, text="x", language=7)])

    assert line.error == 'Its "language" is no language code.'
