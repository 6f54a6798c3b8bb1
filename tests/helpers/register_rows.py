"""Any row of the register, as property tests draw them."""

from hypothesis import strategies as st

from annotations.domain.names import tidy
from annotations.domain.register.checking import checked_actor
from annotations.domain.register.rows import (
    ACTOR_KINDS,
    COUNTRY,
    GENDERS,
    NAME_KINDS,
    NO,
    PERSON,
    POST_KINDS,
    YES,
    ActorRow,
    Name,
    PostRow,
    Reference,
)

# All that a table, an XML file or a spreadsheet could trip over, more often than chance has it.
AWKWARD = st.sampled_from([*"=+-@'\"|[]\\,;\t\n <>&", "é", "ı", "İ", "中", "ع", "\u200f", "😀"])
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.text(st.one_of(AWKWARD, LETTERS), min_size=1, max_size=30)
LINES = WORDS.map(tidy).filter(lambda words: words and words.lower() != "[clear]")
COUNTRIES = st.sampled_from(["FR", "CN", "ZA"])
NOTES = WORDS.map(lambda words: checked_actor({"notes": words})["notes"]).filter(
    lambda words: words and words.lower() != "[clear]"
)
NAMES = st.lists(
    st.builds(
        Name, LINES, st.sampled_from(["", "fr", "zh-hant"]), st.sampled_from(sorted(NAME_KINDS))
    ),
    max_size=4,
    unique_by=lambda name: name.words.lower(),
).map(tuple)


def keys() -> st.SearchStrategy[str]:
    return st.uuids(version=4).map(str)


@st.composite
def actor_rows(draw: st.DrawFn) -> ActorRow:
    kind = draw(st.sampled_from(ACTOR_KINDS))
    values = {"kind": kind, "name": draw(LINES)}
    optional = {
        "family_first": st.sampled_from([YES, NO]),
        "country": COUNTRIES,
        "description": LINES,
        "wikidata": st.sampled_from(["Q1", "Q904"]),
        "gender": st.sampled_from(GENDERS),
        "notes": NOTES,
    }
    if kind != PERSON:
        del optional["family_first"]
    if kind == COUNTRY:
        del optional["gender"]
    for name, strategy in optional.items():
        if draw(st.booleans()):
            values[name] = draw(strategy)
    # What somebody is called is no other name of theirs.
    names = [name for name in draw(NAMES) if name.words.lower() != values["name"].lower()]
    return ActorRow(draw(keys()), values, tuple(names))


@st.composite
def post_rows(draw: st.DrawFn) -> PostRow:
    values = {"post": draw(LINES)}
    optional = {
        "kind": st.sampled_from(POST_KINDS),
        "represents": COUNTRIES,
        "first_day": st.just("2019-05-01"),
        "last_day": st.sampled_from(["2020-02-29", "2021-12-31"]),
    }
    for name, strategy in optional.items():
        if draw(st.booleans()):
            values[name] = draw(strategy)
    return PostRow(draw(keys()), Reference(draw(keys())), Reference(draw(keys())), values)
