"""Which attributions by hand say the same as a suggestion, for whole projects: in SQL.

The rule is that of `annotations/domain/spans/sameness.py`; a test holds the two together.
"""


def _shared(one: str, other: str) -> str:
    return f'greatest(0, least({one}."end", {other}."end") - greatest({one}.start, {other}.start))'


def _length(attribution: str) -> str:
    return f"""(SELECT sum(part."end" - part.start) FROM annotations_span part
        WHERE part.attribution_id = {attribution} AND part.role = 'content')"""


def _inside(cue: str, attribution: str) -> str:
    """Whether all of a cue stands in the content of an attribution."""
    return f"""({cue}."end" - {cue}.start = (
        SELECT sum({_shared(cue, "part")}) FROM annotations_span part
        WHERE part.attribution_id = {attribution} AND part.role = 'content'))"""


# Needs a table `own` with `id` of an attribution and `machine_id` of the machine's coding of the
# same text. Gives pairs of `own_id` and `suggestion_id`, of current suggestions.
SAME = f"""
    SELECT common.own_id, common.suggestion_id
    FROM (
        SELECT mine.attribution_id AS own_id, theirs.attribution_id AS suggestion_id,
            sum({_shared("mine", "theirs")}) AS shared
        FROM own
        JOIN annotations_span mine ON mine.attribution_id = own.id AND mine.role = 'content'
        JOIN annotations_span theirs ON theirs.coding_id = own.machine_id
            AND theirs.role = 'content'
            AND theirs.start < mine."end" AND theirs."end" > mine.start
        GROUP BY mine.attribution_id, theirs.attribution_id
    ) common
    JOIN annotations_suggestion one
        ON one.attribution_id = common.suggestion_id AND one.is_current
    LEFT JOIN annotations_span my_cue
        ON my_cue.attribution_id = common.own_id AND my_cue.role = 'cue'
    LEFT JOIN annotations_span their_cue
        ON their_cue.attribution_id = common.suggestion_id AND their_cue.role = 'cue'
    WHERE {_length("common.own_id")} + {_length("common.suggestion_id")} <= 3 * common.shared
        AND NOT (
            my_cue.id IS NOT NULL AND their_cue.id IS NOT NULL
            AND {_shared("my_cue", "their_cue")} = 0
            AND ({_inside("my_cue", "common.suggestion_id")}
                OR {_inside("their_cue", "common.own_id")})
        )
"""
