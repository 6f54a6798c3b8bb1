"""What an import does not enter as the file has it is told, and the same file again changes nothing."""

from annotations.models import Actor, Attribution, Link, Span, Tag
from tests.actions.test_coded_taking_back import HUMAN, ID, a_line, said
from tests.exchange.coded.test_recording import lines
from tests.helpers.coded import imported

LONG = "Quill " * 40 + "of Fenmoor"


def take(cast, data: bytes, new_tags: bool = True):
    return imported(data, cast.project, new_tags=new_tags)


def whys(report) -> list[str]:
    return [one.why for one in report.told]


def statement(words: str = "Nobody", **facts) -> bytes:
    coding = {"coder": HUMAN, "annotations": [said(1, words, **facts)]}
    return lines(a_line(id="other", title="More", text="Again: Nobody.", codings=[coding]))


def test_names_that_are_too_long_are_cut_told_and_found_again(cast):
    data = statement(speaker={"name": LONG}, printed_capacity=LONG)
    first, again = take(cast, data), take(cast, data)

    assert whys(first) == whys(again)
    assert [why.endswith("Quill of Fenmoor") for why in whys(first)] == [True, True]
    assert again.counts["there"] == 1
    assert Attribution.objects.get().speaker.name == Actor.objects.get().name == LONG[:200].strip()


def test_a_tag_that_is_too_long_is_one_tag_and_told(cast):
    data = line_with(tags=["long " * 30 + name for name in ("one", "two")])

    first = take(cast, data)
    again = take(cast, data)

    assert len(Tag.objects.get().name) <= 120
    assert [why[-3:] for why in whys(first)] == [why[-3:] for why in whys(again)] == ["one", "two"]


def line_with(**fields) -> bytes:
    one = {"places": [{"role": "passage", "start": 0, "end": 5, "words": "Again"}]} | fields
    coding = {"coder": HUMAN, "annotations": [one]}
    return lines(a_line(id="other", title="More", text="Again: Nobody.", codings=[coding]))


def test_what_is_here_already_stays_and_what_it_says_otherwise_is_told(cast):
    relayed = [{"name": "Ben"}, {"name": "Eve"}]
    before = {"speaker": {"name": "Ada"}, "printed_capacity": "Envoy", "relayers": relayed}
    take(cast, statement(**before))
    take(cast, line_with(note="first"))

    same = take(cast, statement(**before))
    other = take(cast, statement(**before | {"printed_capacity": "Clerk", "relayers": relayed[:1]}))
    less = take(cast, statement(speaker={"name": "Ada"}))
    noted = take(cast, line_with(note="second"))

    start = "It is here already, and stays as it is; not kept: "
    assert whys(same) == whys(less) == []
    assert whys(other) == [f"{start}printed capacity “Clerk”", f"{start}relayers “Ben”"]
    assert whys(noted) == [f"{start}note “second”"]
    assert Span.objects.get(role="passage").note == "first"


PLACE = {"role": "passage", "start": 0, "end": 5, "words": "Again"}


def noted(*notes: str) -> bytes:
    """A file with a passage for each of these notes, all in one place."""
    several = [{"places": [PLACE], "note": note} for note in notes]
    coding = {"coder": HUMAN, "annotations": several}
    return lines(a_line(id="other", title="More", text="Again: Nobody.", codings=[coding]))


def notes_here() -> list[str]:
    return sorted(Span.objects.values_list("note", flat=True))


def test_two_of_one_place_that_say_something_else_are_two_and_come_again_as_these(cast):
    report = take(cast, noted("first", "second", "first"))

    assert whys(report) == []
    assert notes_here() == ["first", "second"]

    for notes in (("second", "first"), ("first",), ("", ""), ("second", "second")):
        again = take(cast, noted(*notes))
        assert (whys(again), again.counts["annotations"]) == ([], 0)
    assert notes_here() == ["first", "second"]


def test_what_says_something_else_is_the_one_that_the_file_has_not_said(cast):
    take(cast, noted("first", "second"))

    report = take(cast, noted("third", "second"))

    assert [why[-7:] for why in whys(report)] == ["“third”"]
    assert notes_here() == ["first", "second"]
    assert whys(take(cast, noted("first", "second", "third"))) == []
    assert notes_here() == ["first", "second", "third"]


def test_statements_that_differ_in_their_relayers_only_are_two(cast):
    relayed = statement(relayers=[{"name": "Bel Orrin", "kind": "person"}])
    take(cast, lines(a_line()) + statement())
    said = Attribution.objects.count()

    take(cast, lines(a_line()) + statement() + relayed)
    report = take(cast, lines(a_line()) + statement() + relayed)

    assert Attribution.objects.count() == said + 1
    assert report.counts["annotations"] == 0


def test_what_is_not_numbered_is_told_by_its_words(cast):
    [one] = take(cast, line_with(tags=["Nowhere"]), new_tags=False).told

    assert one.at.endswith(" “Again”")


def test_a_statement_that_is_here_already_can_be_linked_by_the_file(cast):
    link = {"kind": "repeats", "article": ID, "coder": HUMAN, "number": 2}
    take(cast, lines(a_line()) + statement())
    links = Link.objects.count()

    data = lines(a_line()) + statement(links=[link])
    first, again = take(cast, data), take(cast, data)

    assert (first.counts["links"], again.counts["links"]) == (1, 0)
    assert Link.objects.count() == links + 1


def test_a_post_of_nobody_is_told(cast):
    post = {"post": "Envoy", "organisation": {"name": "Fen", "kind": "person"}}
    nobody = take(cast, statement(speaker=None, post=post))
    speaker = take(cast, statement(speaker={"name": "Ada"}, post=post))

    assert [why.partition("not kept: ")[2] for why in whys(nobody)] == ["Envoy, Fen, person"]
    assert [why.partition("not kept: ")[2] for why in whys(speaker)] == ["Fen"]


def test_what_somebody_is_called_who_is_known_by_their_number_is_told(cast):
    take(cast, statement(speaker={"name": "Ada Quill", "wikidata": "Q42"}))

    other = take(cast, statement(speaker={"name": "Envoy Quill", "wikidata": "Q42"}))
    same = take(cast, statement(speaker={"name": "ADA QUILL", "wikidata": "Q42"}))

    start = "The register has “Ada Quill” otherwise; not kept: "
    assert (whys(other), whys(same)) == ([f"{start}Envoy Quill"], [])


def test_links_of_what_a_file_has_twice_are_those_of_the_first(cast):
    to = {"kind": "repeats", "article": ID, "coder": HUMAN, "number": 2}
    several = [said(1, "Nobody"), said(9, "Nobody", links=[to])]
    coding = {"coder": HUMAN, "annotations": several}
    data = lines(a_line()) + lines(
        a_line(id="other", title="More", text="Again: Nobody.", codings=[coding])
    )
    before = Link.objects.count()
    report = take(cast, data)

    assert whys(report) == []
    assert Link.objects.count() == before + 2
