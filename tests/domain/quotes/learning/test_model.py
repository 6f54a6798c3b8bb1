"""A model outlives the process that made it, within bounds, and is not misread."""

import json
import zlib

import pytest

from annotations.domain.quotes import VERSION
from annotations.domain.quotes.learning import Model, UnreadableModel, model

SMALL = Model({"cVq": 1.5, "clsagt é": -0.25}, 12)


def packed(**changes):
    sound = {"format": model.FORMAT, "engine": VERSION, "articles": 1, "weights": {"a": 1.0}}
    return zlib.compress(json.dumps(sound | changes).encode())


def test_bytes_and_back():
    assert Model.from_bytes(SMALL.to_bytes()) == SMALL
    assert Model.from_bytes(packed()) == Model({"a": 1.0}, 1)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no model"),
        (b"weights", "no model"),
        (SMALL.to_bytes()[:-9], "no model"),
        (zlib.compress(b"[]"), "no model"),
        (zlib.compress(b"{}"), "no model"),
        (packed(weights=[1]), "no model"),
        (packed(format=0), "made with"),
        (packed(engine="rules 0"), "made with"),
        (packed(weights={"a": "1"}), "out of bounds"),
        (packed(weights={"a": float("nan")}), "out of bounds"),
        (packed(articles="many"), "out of bounds"),
    ],
)
def test_what_is_no_model_of_these_rules_is_refused(raw, why):
    with pytest.raises(UnreadableModel, match=why):
        Model.from_bytes(raw)


def test_bytes_that_unpack_to_too_much_are_refused(monkeypatch):
    monkeypatch.setattr(model, "_MOST_BYTES", 40)

    with pytest.raises(UnreadableModel):
        Model.from_bytes(packed())


def test_it_keeps_the_weights_that_tell_most(monkeypatch):
    monkeypatch.setattr(model, "MOST_WEIGHTS", 2)
    every = {"a": 0.1, "b": -2.0, "c": 1.00049, "d" * (model.LONGEST_NAME + 1): 9.0}

    assert Model.bounded(every, 3) == Model({"b": -2.0, "c": 1.0}, 3)
