import pytest
from lxml import html

from annotations.queries.workbench import Counts, History
from annotations.templatetags.standing import counts_line, history_buttons

BASE = "/articles/7/"


def test_undo_and_redo_say_what_they_do_and_where():
    shown = html.fromstring(history_buttons(History(4, "deleted", ""), BASE))

    undo, redo = shown.findall("button")
    assert shown.get("data-version") == "4"
    assert shown.get("hx-swap-oob") is None
    assert undo.get("formaction") == "/articles/7/undo/"
    assert undo.text_content() == "Undo deleting"
    assert undo.get("disabled") is None
    assert redo.text_content() == "Redo"
    assert redo.get("disabled") is not None


@pytest.mark.parametrize("make", [history_buttons, counts_line])
def test_what_is_put_in_place_of_the_old_says_so(make):
    state = History() if make is history_buttons else Counts()
    more = () if make is history_buttons else (True,)

    assert html.fromstring(make(state, BASE, *more, oob=True)).get("hx-swap-oob") == "true"


def words(counts, editable=True, **more):
    shown = html.fromstring(counts_line(counts, BASE, editable, **more))
    return [" ".join(child.text_content().split()) for child in shown]


def test_counts_say_one_and_many():
    assert words(Counts(1, 2, 1)) == ["1 passage", "2 attributions", "1 without a speaker"]


@pytest.mark.parametrize(
    ("editable", "sentence"),
    [(True, "Nothing marked yet. Select words to begin."), (False, "Nothing marked yet.")],
)
def test_an_article_without_annotations_says_what_to_do(editable, sentence):
    assert words(Counts(), editable) == [sentence]


def test_flags_and_left_comments_lead_somewhere():
    line = counts_line(Counts(1, 0, 0, 2, 1), BASE, True, whose='?coding="')

    links = html.fromstring(line).findall("a")
    assert [link.get("href") for link in links] == [
        "/articles/7/annotations/?flagged=on",
        '/articles/7/annotations/?coding="#left-comments',
    ]
    assert words(Counts(1, 0, 0, 2, 1))[2:] == ["1 flagged", "2 comments on what was deleted"]
