"""A web annotation as programs send it, and what it means here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.api.inputs import LONGEST
from annotations.api.problems import blamed
from annotations.domain.coded import Annotation
from annotations.domain.coded.as_json import BadRecord
from annotations.exchange.coded.web_annotations import OURS
from annotations.exchange.coded.web_annotations_in import NOTES, BadTarget, read_one

DEEPEST = 20
TAGGING = "tagging"
# Who speaks, how and with which stance, as we show it in bodies; what counts is the statement.
FACTS = {"identifying", "classifying", "assessing"}
# As for statements and passages that are sent otherwise.
MOST_PLACES, MOST_TAGS, MOST_RELAYERS, LONGEST_NOTE = 50, 100, 4, 10_000


@dataclass(frozen=True)
class Sent:
    """`source` and `article` are what it says it is about; `one` is None for tags of the whole."""

    source: str
    article: str
    one: Annotation | None
    tags: list[str]


def read_sent(found: dict[str, Any], *, is_new: bool = False) -> Sent:
    """Raises Problem."""
    if _is_deep(found):
        raise blamed("target", _("This is nested too deeply."))
    kinds = found.get("type", "Annotation")
    if "Annotation" not in (kinds if isinstance(kinds, list) else [kinds]):
        raise blamed("type", _("Only annotations can be kept here."))
    if is_new and "canonical" in found:
        raise blamed("canonical", _("It is called otherwise here: send it without “canonical”."))
    try:
        source, _coder, one, tags = read_one(found)
    except BadRecord as wrong:
        is_told = isinstance(wrong, BadTarget)
        sentence = str(wrong) if is_told else _("This is missing, or no such value.")
        raise blamed(wrong.path.replace(".", "/"), sentence) from wrong
    _check_size(one, tags)
    _demand_kept(found, with_statement=one is not None and one.statement is not None)
    if one is None and not tags:
        raise blamed("body", _("Say which tags."))
    article = found.get(f"{OURS}article")
    return Sent(source, article if isinstance(article, str) else "", one, tags)


def demand_unlinked(sent: Sent, was: Annotation | None = None) -> None:
    """That it does not change what its statement does to others. Raises Problem."""
    said = sent.one.statement if sent.one else None
    kept = was.statement.links if was and was.statement else []
    if said and said.links != kept:
        sentence = _(
            "Links between statements are not made or changed here: leave them as they are."
        )
        raise blamed(f"{OURS}statement/{OURS}links", sentence)


def _demand_kept(found: dict[str, Any], *, with_statement: bool) -> None:
    """That no body is of a kind that would be dropped without a word. Raises Problem."""
    kept = NOTES | {TAGGING} | (FACTS if with_statement else set())
    bodies = found.get("body") or []
    for body in bodies if isinstance(bodies, list) else [bodies]:
        said = body if isinstance(body, dict) else {"value": body}
        purpose = said.get("purpose") or ""
        is_kept = isinstance(purpose, str) and purpose in kept
        if not is_kept or not isinstance(said.get("value"), str):
            raise blamed(
                "body", _("Tags of the codebook and a note are kept, and no other bodies.")
            )


def _check_size(one: Annotation | None, tags: list[str]) -> None:
    """Raises Problem."""
    too_much = _("This is more than anybody can read.")
    if len(one.tags if one else tags) > MOST_TAGS or (one and len(one.note) > LONGEST_NOTE):
        raise blamed("body", too_much)
    if one is None:
        return
    if len(one.places) > MOST_PLACES:
        raise blamed("target", too_much)
    if any(not _is_place(end) for place in one.places for end in (place.start, place.end)):
        raise blamed("target/selector", _("Places are code points of the text, from 0."))
    if one.statement and len(one.statement.relayers) > MOST_RELAYERS:
        raise blamed(f"{OURS}statement/{OURS}relayers", too_much)


def _is_place(value: int | None) -> bool:
    return value is None or 0 <= value <= LONGEST


def _is_deep(found: Any) -> bool:
    """Without recursion: a body may be as deep as it likes."""
    left = [(found, 0)]
    while left:
        one, depth = left.pop()
        if depth > DEEPEST:
            return True
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
        left += [(part, depth + 1) for part in parts]
    return False
