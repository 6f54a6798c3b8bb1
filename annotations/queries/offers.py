"""Which suggestions a write took off the page, and which it brought back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from annotations.models import Act
from annotations.queries.readings import Card
from annotations.queries.suggestions import Suggested, statement_of, statements_of, still_open


@dataclass(frozen=True)
class Offers:
    """For a page that showed what was open before the write.

    `gone` are to be taken away, `back` to be put in their places. `around` are all that are open
    in the paragraphs that are sent anew. `everything`, where the page missed something, is all
    that is open; then the others are empty. Each in reading order.
    """

    gone: list[Suggested] = field(default_factory=list)
    back: list[Suggested] = field(default_factory=list)
    around: list[Suggested] = field(default_factory=list)
    everything: list[Suggested] | None = None

    @property
    def places(self) -> list[tuple[int, int]]:
        """What looks different, in code points."""
        return [(part.start, part.end) for one in self.gone + self.back for part in one.parts]


def offers_after(
    act: Act, pool: Sequence[Suggested], cards: Iterable[Card], carried: Iterable[Card] = ()
) -> Offers:
    """What the act changed among `pool`: all suggestions near it, decided ones too.

    `cards` are the analyst's annotations near those, as they are after the act; `carried` what
    stood there from copies before it.
    """
    if not pool:
        return Offers()
    cards = list(cards)
    others = statements_of(card for card in cards if card.number != act.annotation)
    others += statements_of(carried)
    own = statements_of(card for card in cards if card.number == act.annotation)
    state = act.before
    before = (
        [statement_of(SimpleNamespace(**span) for span in state["spans"])]
        if state and state["statement"]
        else []
    )
    pool_before = [
        replace(one, is_open=not act.was) if one.key == act.suggestion_id else one for one in pool
    ]
    open_now = still_open(pool, [*others, *own])
    open_then = still_open(pool_before, [*others, *before])
    now, then = ({one.number for one in some} for some in (open_now, open_then))
    return Offers(
        gone=[one for one in open_then if one.number not in now],
        back=[one for one in open_now if one.number not in then],
        around=open_now,
    )
