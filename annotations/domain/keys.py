"""The keys of the annotating page, and those that a reader would rather have for them."""

import re
from collections.abc import Mapping

from annotations.domain.shortcuts import RESERVED

# The commands that can be given another key, and their usual ones; static/js/workbench binds these.
COMMANDS = {
    "attribute": "a",
    "tag": "t",
    "quotation": "q",
    "edit": "e",
    "comment": "c",
    "flag": "f",
    "next": "j",
    "previous": "k",
    "next_suggestion": ";",
    "turn_down": "x",
    "why": ":",
    "undo": "u",
    "redo": "r",
    "reject": "⇧1",
    "critical": "⇧2",
    "neutral": "⇧3",
    "supportive": "⇧4",
    "endorse": "⇧5",
    "mixed": "⇧6",
    "unclear": "⇧7",
    "words_direct": "⇧8",
    "words_mixed": "⇧9",
    "words_indirect": "⇧0",
}
# What stays where it is: edges, wider and narrower, a further part, the sheet of keys, the digits
# of the last speakers.
FIXED = RESERVED - set(COMMANDS.values())
# Shift and a digit of the upper row: what that writes differs from keyboard to keyboard.
SHIFTED = re.compile("⇧[0-9]")


def is_free(key: str) -> bool:
    """One visible character of any script, not a capital one, that nothing else needs; or “⇧1”."""
    if SHIFTED.fullmatch(key):
        return True
    visible = len(key) == 1 and key.isprintable() and not key.isspace()
    return visible and key == key.lower() and key not in FIXED


def twice(keys: Mapping[str, str]) -> list[str]:
    """The commands of `keys` that would share a key with an earlier one."""
    taken: set[str] = set()
    shared = []
    for command, key in keys.items():
        if key in taken:
            shared.append(command)
        taken.add(key)
    return shared


def moved(keys: Mapping[str, str]) -> dict[str, str]:
    """The usual key of each command that has another one, with that: {"a": "s"}."""
    usual = ((COMMANDS[command], key) for command, key in keys.items() if command in COMMANDS)
    return {old: new for old, new in usual if old != new}
