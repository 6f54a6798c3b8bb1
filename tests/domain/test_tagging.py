import pytest

from annotations.domain.tagging import Borne, Fault, Rule, new_faults

BOTH = frozenset({"passage", "statement"})
RULES = {
    "old": Rule("Old", BOTH, is_retired=True),
    "act": Rule("Act", frozenset({"statement"})),
    "aimed": Rule("Aimed", frozenset({"statement"}), condition="target"),
    "calm": Rule("Calm", BOTH, group="tone"),
    "loud": Rule("Loud", BOTH, group="tone"),
    "hoarse": Rule("Hoarse", BOTH, group="tone"),
}


def passage(*tags):
    return Borne("passage", frozenset(tags))


def statement(*tags, known=()):
    return Borne("statement", frozenset(tags), frozenset(known))


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        (None, passage("free", "calm"), {}),
        (None, passage("old"), {"old": Fault.RETIRED}),
        (passage("old"), passage("old", "free"), {}),
        (passage(), passage("act"), {"act": Fault.ELSEWHERE}),
        (passage("act"), passage("act"), {}),
        (passage("calm"), statement("calm", "act"), {}),
        (statement("act"), passage("act"), {"act": Fault.ELSEWHERE}),
        (None, statement("aimed"), {"aimed": Fault.UNMET}),
        (None, statement("aimed", known=["target"]), {}),
        (statement("aimed", known=["target"]), statement("aimed"), {"aimed": Fault.UNMET}),
        (statement("aimed"), statement("aimed"), {}),
        (passage("calm"), passage("calm", "loud"), {"calm": Fault.SEVERAL, "loud": Fault.SEVERAL}),
        (passage("calm"), passage("loud"), {}),
        (passage("calm", "loud", "hoarse"), passage("calm", "loud"), {}),
        (
            passage("calm", "loud"),
            passage("calm", "loud", "hoarse"),
            {"hoarse": Fault.SEVERAL},
        ),
    ],
)
def test_what_a_change_makes_wrong(before, after, wrong):
    assert new_faults(RULES, before, after) == wrong
