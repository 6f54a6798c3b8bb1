"""An invented agency report and what newspapers make of it."""

PARAGRAPHS = [
    "Harbour talks end without a treaty",
    "PORT ALDER, 3 March (Northern Wire) — Envoys of six coastal states ended three days of talks"
    " on Tuesday without signing the harbour treaty that their ministers had promised since autumn.",
    "“We have not failed, we have run out of time,” said Ada Quill, who leads the delegation of"
    " Vell, before she boarded the night ferry.",
    "The draft would open eleven harbours to the fishing fleets of all signatories and put a common"
    " coast guard under the command of a rotating council, according to two people who have read it.",
    "Marrow, the largest of the six, insists that its own organisation of pilots keeps its"
    " privileges, which the smaller states call a monopoly in all but name.",
    "“Nobody will be asked to give away what their grandfathers built,” the foreign minister of"
    " Marrow, Jonas Brandt, told reporters in the customs house.",
    "Observers had expected at least a declaration on search and rescue, the one chapter on which"
    " the lawyers had agreed weeks ago in every colour of ink.",
    "A spokesman for the council of shipowners said that 40 per cent of the season’s catch could"
    " spoil if boats went on queueing at the two harbours that are open to them now.",
    "The envoys will meet again in May, on neutral ground that has yet to be named, and the"
    " ministers are to stay away until there is something for them to sign.",
]
WIRE = "\n\n".join(PARAGRAPHS)

OTHER_PARAGRAPHS = [
    "Grain levy divides the valley",
    "Millers in the upper valley closed their gates for a second day in protest against a levy that"
    " the assembly passed by a single vote last week, and bakers say that flour is running short.",
    "The assembly wants to pay for the new bridge with it, which nobody above the falls will ever"
    " cross, as the mayor of Upper Linn puts it whenever a microphone is near.",
    "Her counterpart down the river calls that a parish view. The bridge, he says, brings the"
    " railway, and the railway brings everything else that the valley has been waiting for.",
    "A court is to decide by Friday whether the levy may be collected at all while the complaint of"
    " the millers is pending, and whether what was paid must be given back.",
    "Until then the bakers of the three largest towns have agreed to share what flour they have and"
    " to bake no cakes, an abstinence that has made more headlines than the levy itself.",
]
OTHER = "\n\n".join(OTHER_PARAGRAPHS)

INSERTED = (
    "The treaty has been in the making for eleven years; a first draft was lost in the fire that"
    " destroyed the old ministry, and was written down again from memory."
)


def joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def cut(paragraphs: int) -> str:
    return joined(*PARAGRAPHS[:paragraphs])


def retitled() -> str:
    return joined("Six states, eleven harbours, no deal", *PARAGRAPHS[1:])


def respelled() -> str:
    """As an American house prints it."""
    folded = WIRE.replace("“", '"').replace("”", '"').replace("’", "'").replace(" — ", " -- ")
    for ours, theirs in (
        ("arbour", "arbor"),
        ("organisation", "organization"),
        ("colour", "color"),
        ("per cent", "percent"),
        ("queueing", "queuing"),
    ):
        folded = folded.replace(ours, theirs)
    return folded


def added_to() -> str:
    return joined(*PARAGRAPHS[:4], INSERTED, *PARAGRAPHS[4:])


def brought_up_to_date() -> str:
    """Two of nine paragraphs are new, and one is gone."""
    news = (
        "The talks were called off for good on Wednesday, after Marrow had recalled its envoys"
        " overnight and closed its largest harbour to foreign boats until further notice."
    )
    return joined("Harbour talks called off", news, INSERTED, *PARAGRAPHS[2:7], PARAGRAPHS[8])


def twenty_copies() -> list[str]:
    """Of one report, no two alike: cut, retitled, respelled, added to, and several at once."""
    copies = [WIRE, retitled(), respelled(), added_to(), brought_up_to_date()]
    copies += [cut(paragraphs) for paragraphs in range(3, 9)]
    copies += [
        joined(f"Talks in Port Alder end, {number}", *PARAGRAPHS[1 : 4 + number], INSERTED)
        for number in range(1, 6)
    ]
    copies += [WIRE.upper(), WIRE.replace(" ", "  "), f"{WIRE}\n\n(Northern Wire)"]
    copies.append(joined(INSERTED, WIRE))
    return copies
