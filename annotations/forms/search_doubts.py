"""What was typed into a search box and is not understood, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from annotations.domain.search.asking import Asked, Doubt, Either, Not

DOUBTS = {
    Doubt.UNCLOSED: lambda: _(
        "A quotation mark has no other one, so its words were looked for one by one."
    ),
    Doubt.OR: lambda: _(
        "OR joins two words; here it has only one, so it was looked for as a word."
    ),
    Doubt.STAR: lambda: _(
        "A star stands at the end of a word; another one was not taken into account."
    ),
    Doubt.NOT: lambda: _("NOT was looked for as a word. Put a minus before what is to be missing."),
    Doubt.WORDLESS: lambda: _("There is no word in what you typed, only signs."),
    Doubt.LONG: lambda: _("That was very long; only the beginning was looked for."),
}


def doubts_of_names(asked: Asked) -> list[str]:
    """Of what was typed to find people, whose names are compared as a whole."""
    if not any(isinstance(term, Not | Either) for term in asked.terms):
        return []
    return [
        _(
            "Of people one name is looked for at a time, as it stands: OR and a minus mean nothing "
            "there."
        )
    ]


def doubts_in_words(doubts: Iterable[Doubt]) -> list[str]:
    return [DOUBTS[doubt]() for doubt in doubts]
