from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.utils import translation

from annotations.domain.identifiers import uuid7
from annotations.models import Project
from annotations.queries.networks import Edge, Network, Node
from annotations.templatetags.calendars import calendar_chart
from annotations.templatetags.networks import FEW, network_chart, pairs_of
from tests.helpers.page import parse


def test_a_node_opens_what_it_is_there_for_with_and_without_an_edge_that_is_drawn():
    quill, valmere = Node("q", "Ada Quill", "person", 3), Node("v", "Valmere", "country", 2)
    trade = Node("t", "trade", "concept", 2)

    assert opened(Network([quill, valmere], [Edge("q", "v", 2)])) == ["party=q", "party=v"]
    assert opened(Network([quill, trade], [Edge("q", "t", 2)])) == ["speaker=q", "tag=t"]
    # What she speaks about most is not among the largest nodes: she is there as a speaker.
    assert opened(Network([quill, trade], [])) == ["speaker=q", "tag=t"]


def opened(network):
    drawn = network_chart(network, {"rows": "kind"}, Project(pk=uuid7()))
    links = parse(f"<svg>{drawn['dots']}</svg>").xpath("//a/@href")
    asked = [parse_qs(urlsplit(link).query) for link in links]
    return [f"{name}={value}" for one in asked for name, [value] in one.items() if name != "rows"]


def drawn_of(network, language="en", **more):
    with translation.override(language):
        return network_chart(network, {"rows": "kind"}, Project(pk=uuid7()), **more)


def crowd(many):
    """Everybody speaks about everybody once, and the first about each three times more."""
    nodes = [Node(f"n{n:02}", f"Speaker number {n}", "person", many - n) for n in range(many)]
    edges = [
        Edge(one.key, other.key, 4 if one is nodes[0] else 1)
        for one in nodes
        for other in nodes
        if one is not other
    ]
    return Network(nodes, edges)


def test_what_two_say_about_each_other_is_one_line_and_what_one_says_about_oneself_none():
    edges = [Edge("a", "b", 3, 2, 1), Edge("b", "a", 2, 0, 2), Edge("a", "a", 9), Edge("b", "c", 1)]

    pairs = pairs_of(edges)

    assert {pair: (one.count, one.agree, one.disagree) for pair, one in pairs.items()} == {
        ("a", "b"): (5, 2, 3),
        ("b", "c"): (1, 0, 0),
    }
    nodes = [Node(key, key, "person", 3) for key in "abc"]
    lines = parse(f"<svg>{drawn_of(Network(nodes, edges))['edges']}</svg>").xpath("//line")
    assert [line.get("class") for line in lines] == ["neither", "against"]
    # The thicker one is darker.
    thin, thick = ([float(one.get(name)) for name in ("stroke-width", "opacity")] for one in lines)
    assert thick > thin
    assert thick[1] > thin[1]


def test_thin_lines_are_left_out_of_a_crowd_until_all_are_asked_for():
    few, whole = drawn_of(crowd(12)), drawn_of(crowd(12), shows_all=True)

    assert few["edges"].count("<line") == 11
    assert (few["thin"], few["least"], few["is_cut"]) == (55, 3, True)
    assert whole["edges"].count("<line") == 66
    assert (whole["thin"], whole["is_cut"]) == (0, True)
    # The table has all of them, there and back.
    assert few["told"].count("<tr>") == 132
    assert "drawn=all" in few["other_url"]
    assert "drawn=all" not in whole["other_url"]


def test_the_same_network_is_always_drawn_the_same():
    network = crowd(20)
    one, other = (
        network_chart(network, {"rows": "kind"}, Project(pk=UUID(int=1))) for _time in range(2)
    )

    assert one == other


def test_a_crowd_has_a_higher_picture():
    assert drawn_of(crowd(FEW))["height"] < drawn_of(crowd(FEW + 10))["height"]


def test_dots_without_room_for_their_name_are_told_and_drawn_last():
    drawn = drawn_of(crowd(60))
    links = parse(f"<svg>{drawn['dots']}</svg>").xpath("//a")
    classes = [link.get("class") or "" for link in links]

    hidden = [n for n, one in enumerate(classes) if one == "unnamed"]
    assert hidden == list(range(60 - len(hidden), 60))
    named = {
        link.xpath("./title")[0].text.rpartition(":")[0]
        for link, c in zip(links, classes, strict=True)
        if not c
    }
    assert named | {node.name for node in drawn["unnamed"]} == {
        f"Speaker number {n}" for n in range(60)
    }
    assert len(named) + len(drawn["unnamed"]) == 60


def test_a_picture_from_the_right_is_the_mirror_of_one_from_the_left():
    def places(language):
        dots = parse(f"<svg>{drawn_of(crowd(12), language)['dots']}</svg>")
        return [
            (float(dot.get("cx")[:-1]), name.getparent().get("text-anchor"), float(name.get("dx")))
            for dot in dots.xpath("//circle")
            for name in dot.xpath("../text/tspan[1]")
        ]

    turned = {"start": "end", "end": "start", "middle": "middle"}
    left = [(round(100 - x, 2), turned[anchor], -dx) for x, anchor, dx in places("ar")]
    assert left == [(x, anchor, dx) for x, anchor, dx in places("en")]
    assert {anchor for _x, anchor, _dx in left} > {"middle"}


def test_the_first_month_and_each_january_say_their_year_where_there_is_room():
    def months(*days):
        drawn = calendar_chart(dict.fromkeys(days, 1), {}, Project(pk=uuid7()))
        return [words for _x, words in drawn["months"]]

    assert months(date(2025, 11, 3), date(2026, 2, 20)) == ["Nov 2025", "Dec", "Jan 2026", "Feb"]
    # The last of it is as wide as its days.
    assert months(date(2025, 12, 1), date(2026, 1, 4)) == ["Dec 2025", "Jan"]
    assert months(date(2026, 3, 2), date(2026, 3, 8)) == ["Mar"]
