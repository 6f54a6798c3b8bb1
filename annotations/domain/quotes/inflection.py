"""Regular English verb forms, so that the lexicon lists base forms only."""

_VOWELS = frozenset("aeiou")


def english_forms(base: str, irregular: dict[str, str]) -> list[tuple[str, str]]:
    """(form, kind) pairs; kind is b base, z third person, d past, g -ing, n past participle."""
    forms = [(base, "b")]
    if base in irregular:
        return forms + list(zip(irregular[base].split(), "zdgn", strict=True))
    if base.endswith(("s", "x", "z", "ch", "sh")):
        third = base + "es"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        third = base[:-1] + "ies"
    else:
        third = base + ("es" if base.endswith("o") else "s")
    if base.endswith("e"):
        past, present = base + "d", (base if base.endswith(("ee", "ye")) else base[:-1]) + "ing"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        past, present = base[:-1] + "ied", base + "ing"
    else:
        past, present = base + "ed", base + "ing"
    return [*forms, (third, "z"), (past, "d"), (present, "g"), (past, "n")]
