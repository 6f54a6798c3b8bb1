import pytest

from annotations.domain.text import CannotExtract, errors
from annotations.domain.text.binary import MAGIC
from annotations.forms import extraction_errors


def test_the_sentences_are_those_of_the_domain():
    translated = {code: str(words) for code, words in extraction_errors.SENTENCES.items()}

    assert translated == errors.SENTENCES


def test_every_kind_of_file_can_be_translated():
    assert {what for _, what in MAGIC} <= set(extraction_errors.KINDS)


@pytest.mark.parametrize("code", errors.SENTENCES)
def test_each_refusal_fills_in_what_it_knows(code):
    known = {"what": "PDF", "detail": "x", "position": 3, "characters": 9_000_000, "bytes": 9}
    known |= {
        "date": "soon",
        "field": "title",
        "columns": "a, b",
        "limit": 9,
        "cells": 3,
        "url": "x",
    }
    refusal = CannotExtract(code, **known)

    assert extraction_errors.sentence_of(refusal) == str(refusal)
    assert "{" not in str(refusal)
