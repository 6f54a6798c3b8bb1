"""Files of the register: what is asked for, and what is said about their rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.domain.register import CannotRead
from annotations.models import (
    ActorKind,
    AffiliationKind,
    Gender,
    RegisterImport,
    RegisterImportRow,
)

# By the codes of CannotRead.
SENTENCES = {
    "backwards": _("It ends (%(last)s) before it begins (%(first)s)."),
    "brackets": _("The brackets of “%(name)s” do not fit. Write a name as: Quill [fr, short]."),
    "broken_file": _("The %(what)s file is damaged and cannot be opened. Save it again."),
    "broken_table": _("The table cannot be read to its end (%(detail)s). Save it again as CSV."),
    "cells": _(
        "The row has %(cells)s cells under %(columns)s columns. Put a cell that holds what parts "
        "them into quotation marks."
    ),
    "choice": _("“%(value)s” is not known as %(field)s. Known are: %(known)s."),
    "country": _("“%(value)s” is no code of a country. Write two letters, such as FR."),
    "day": _("“%(day)s” is no day. Write 2021-05-09, 2021-05 or 2021."),
    "empty": _("There is no table in it."),
    "half_character": _("There is half a character in it. Copy the words again."),
    "kind_held": _("Posts of “%(name)s” do not allow another kind."),
    "language": _("“%(language)s” is no code of a language. Write one such as fr or zh-hant."),
    "meanwhile": _("It was changed by somebody else meanwhile. Send the file again to see how."),
    "nameless": _("It has no name."),
    "no_employer": _("“%(name)s” is no organisation or country, so nobody holds a post there."),
    "no_list": _("Its “%(field)s” is no list of objects."),
    "no_names": _("There are no names of countries in “%(language)s”."),
    "no_object": _("It is no object."),
    "no_person": _("“%(name)s” is no person, and only people hold posts."),
    "no_table": _(
        "No table has columns that are known (there are: %(columns)s). People and organisations "
        "need a “name”; posts a “person” and a “post”."
    ),
    "no_text_table": _("This is no table, workbook or Popolo file."),
    "no_words": _("Its “%(field)s” is neither words nor a number."),
    "not_clearable": _("“%(field)s” cannot be cleared."),
    "not_json": _("This is not JSON as Popolo has it: one object of lists."),
    "not_utf8": _("The file is not UTF-8. Save it again."),
    "other_person": _("The post “%(post)s” of this id belongs to somebody else."),
    "overlaps": _("The person already holds “%(post)s” at that time."),
    "personless": _("It does not say who holds the post."),
    "postless": _("It does not say which post."),
    "refused_before": _("“%(name)s” is refused in line %(line)s."),
    "several_actors": _("“%(name)s” could be several: %(candidates)s. Give the id of one."),
    "several_posts": _("“%(post)s” could be several of the person’s posts. Give its id."),
    "too_large": _("The file is too large, or unpacks to too much. Split it into several."),
    "too_long": _("Its “%(field)s” has more than %(longest)s characters."),
    "too_many": _("A file has at most %(limit)s rows. Split it into several."),
    "twice": _("Line %(line)s is about the same. Only the first is taken."),
    "unknown_employer": _("No organisation or country is called “%(name)s”. Add it as a row."),
    "unknown_person": _("No person is called “%(name)s”. Add them as a row."),
    "wikidata": _("“%(value)s” is no Wikidata item. Write it as Q42."),
}
FIELDS = {
    "kind": _("Kind"),
    "name": _("Name"),
    "family_first": _("Family name first"),
    "country": _("Country"),
    "description": _("Description"),
    "wikidata": _("Wikidata"),
    "gender": _("Gender"),
    "notes": _("Notes"),
    "other_names": _("Other name"),
    "post": _("Post"),
    "organisation": _("Organisation"),
    "represents": _("Represents"),
    "first_day": _("First day"),
    "last_day": _("Last day"),
}
CHOICES: dict[str, Any] = {
    **dict(ActorKind.choices),
    **dict(AffiliationKind.choices),
    **dict(Gender.choices),
    "yes": _("yes"),
    "no": _("no"),
}
CHOSEN = {"kind", "gender", "family_first"}


class RegisterFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.zip,.xlsx,.json"}),
        error_messages={"required": _("Choose a file first.")},
    )


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("csv", _("Tables (CSV in a zip)")),
            ("xlsx", _("Workbook (XLSX)")),
            ("popolo", _("Popolo (JSON)")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *ActorKind.choices]
    )
    q = forms.CharField(label=_("Name"), required=False, max_length=200)


def sentence_of(refusal: CannotRead | RegisterImport | RegisterImportRow) -> str:
    """Why a file or a row is refused, in the reader's language."""
    return str(SENTENCES[refusal.code] % refusal.params) if refusal.code else ""


def changes_in_words(row: RegisterImportRow, backwards: bool = False) -> list[tuple[str, str, str]]:
    """(field, old, new) of a row, as people call them; `backwards` as taking it back has it."""
    found = []
    for field, old, new in row.changes:
        before, after = (new, old) if backwards else (old, new)
        found.append((str(FIELDS[field]), _value(field, before), _value(field, after)))
    return found


def _value(field: str, value: str) -> str:
    return str(CHOICES.get(value, value)) if field in CHOSEN else value
