from datetime import date

import pytest

from annotations.forms.intake import DraftForm, PasteForm
from annotations.forms.languages import language_choices
from annotations.models import Draft

FIELDS = {"title": " Envoys  meet", "source_name": "Herald", "published_on": "2026-03-18"}


def test_a_draft_is_what_the_form_begins_with():
    form = DraftForm(draft=Draft(title="Envoys", language="fr", published_on=date(2026, 3, 18)))

    assert form["title"].value() == "Envoys"
    assert 'value="2026-03-18"' in str(form["published_on"])
    assert '<option value="fr" selected>French</option>' in str(form["language"])


def test_details_are_what_was_typed():
    form = DraftForm(FIELDS | {"canonical_url": "example.org/a"}, draft=Draft())

    assert form.is_valid()
    assert form.details.published_on == date(2026, 3, 18)
    assert form.details.canonical_url == "https://example.org/a"
    assert form.details.language == ""


@pytest.mark.parametrize("missing", ["title", "source_name"])
def test_title_and_source_are_needed_to_save_and_not_to_keep(missing):
    typed = FIELDS | {missing: " "}

    assert missing in DraftForm(typed, draft=Draft()).errors
    assert DraftForm(typed, draft=Draft(), complete=False).is_valid()


def test_a_language_without_a_name_can_be_kept():
    form = DraftForm(FIELDS | {"language": "zh-hant"}, draft=Draft(language="zh-hant"))

    assert form.is_valid()


def test_a_pasted_text_is_not_trimmed():
    form = PasteForm({"words": "  Envoys meet \n"})

    assert form.is_valid()
    assert form.cleaned_data["words"] == "  Envoys meet \n"


def test_languages_are_named_and_unknown_is_one_of_them():
    choices = language_choices()

    assert choices[0][0] == ""
    assert ("ar", "Arabic") in choices
    assert all(len(code) == 2 for code, _ in choices[1:])
