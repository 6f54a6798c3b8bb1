from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from annotations.domain.identifiers import uuid7
from annotations.models import Project
from annotations.queries.networks import Edge, Network, Node
from annotations.templatetags.calendars import calendar_chart
from annotations.templatetags.networks import anchor_at, network_chart
from tests.helpers.page import parse


@pytest.mark.parametrize(
    ("place", "anchor"), [(0.1, "start"), (0.2, "middle"), (0.8, "middle"), (0.9, "end")]
)
def test_a_name_near_an_edge_grows_away_from_it(place, anchor):
    assert anchor_at(place) == anchor


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


def test_the_first_month_and_each_january_say_their_year_where_there_is_room():
    def months(*days):
        drawn = calendar_chart(dict.fromkeys(days, 1), {}, Project(pk=uuid7()))
        return [words for _x, words in drawn["months"]]

    assert months(date(2025, 11, 3), date(2026, 2, 20)) == ["Nov 2025", "Dec", "Jan 2026", "Feb"]
    # The last of it is as wide as its days.
    assert months(date(2025, 12, 1), date(2026, 1, 4)) == ["Dec 2025", "Jan"]
    assert months(date(2026, 3, 2), date(2026, 3, 8)) == ["Mar"]
