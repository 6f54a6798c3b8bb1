"""What brat calls types, in ASCII, and the files that tell it of them and what they are called.

Names beyond ASCII it shows as errors, and lets nobody choose.
"""

import re
from collections.abc import Iterable

from annotations.exchange.coded.entities import CONTINUES, LABELS, RELATIONS, UNTAGGED

NOT_A_NAME = re.compile(r"[^\w-]+")
# Letters that brat does not know, and what looks as if it stood for one.
FOREIGN = re.compile(r"[^a-zA-Z0-9_-]|_(?=u[0-9a-f]{4}|U[0-9a-f]{8})")
ESCAPED = re.compile(r"_(?:u([0-9a-f]{4})|U([0-9a-f]{8}))")


def type_of(label: str) -> str:
    """Letters beyond ASCII by their numbers, so that they can be told again."""
    return FOREIGN.sub(_escaped, NOT_A_NAME.sub("_", label))


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"_u{number:04x}" if number <= 0xFFFF else f"_U{number:08x}"


def label_of(stored: str) -> str:
    """The other way round; a type that was not made so is its own label."""
    try:
        label = ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), stored)
    except (ValueError, OverflowError):
        return stored
    return label if type_of(label) == stored else stored


def annotation_conf(labels: Iterable[str]) -> str:
    """Any place may lie over any other: without being told so, brat marks it as an error."""
    anywhere = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    relations = [f"{label}\tArg1:<ENTITY>, Arg2:Content" for label in RELATIONS.values()]
    values = {
        "Mode": "direct|indirect|mixed|scare",
        "Stance": "reject|critical|neutral|supportive|endorse|mixed|unclear",
        "Certainty": "certain|probable|possible",
    }
    return _sections(
        entities=dict.fromkeys(map(type_of, [*LABELS.values(), UNTAGGED, *labels])),
        relations=[*relations, f"{CONTINUES}\tArg1:Content, Arg2:Content", anywhere],
        events=[],
        attributes=[f"{name}\tArg:Content, Value:{value}" for name, value in values.items()],
    )


def visual_conf(labels: Iterable[str]) -> str:
    named = [f"{type_of(label)} | {label}" for label in labels if type_of(label) != label]
    span = "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"
    return _sections(labels=named, drawing=[span, "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"])


def _sections(**parts: Iterable[str]) -> str:
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in parts.items())
