import pytest

from annotations.domain.stories.copies import Text, is_copy
from annotations.domain.stories.words import words_of
from tests.domain.stories.wire import (
    INSERTED,
    OTHER,
    OTHER_PARAGRAPHS,
    PARAGRAPHS,
    WIRE,
    joined,
    twenty_copies,
)

BOILERPLATE = (
    "The Vell Courier is read in all eleven harbours. To support our work, become a member today:"
    " members read without advertisements and may comment under their own names. All rights are"
    " reserved, reproduction only with the written permission of the publisher."
)
CHINESE = (
    "六国使节周二结束了为期三天的会谈，没有签署部长们自秋天以来承诺的港口条约。"
    "草案将向所有签署国的渔船开放十一个港口，并设立共同的海岸警卫队。"
    "最大的国家坚持保留其领航员的特权，较小的国家称之为垄断。"
    "使节们将于五月在中立地点再次会晤。"
)
CHINESE_OTHER = (
    "上游山谷的磨坊主连续第二天关闭大门，抗议议会上周以一票之差通过的征税。"
    "法院将在周五之前决定是否可以征收，在此之前面包师同意分享他们拥有的面粉。"
)
ARABIC = (
    "اختتم مبعوثو ست دول ساحلية يوم الثلاثاء محادثات استمرت ثلاثة أيام دون توقيع معاهدة الموانئ"
    " التي وعد بها الوزراء منذ الخريف، وسيجتمع المبعوثون مرة أخرى في مايو على أرض محايدة لم تحدد"
    " بعد، بينما قال متحدث باسم أصحاب السفن إن المصيد قد يفسد إذا استمرت القوارب في الانتظار."
)


def copy(one, other):
    first, second = Text(words_of(one)), Text(words_of(other))
    assert is_copy(first, second) == is_copy(second, first)
    return is_copy(first, second)


@pytest.mark.parametrize("text", twenty_copies())
def test_whatever_a_newspaper_does_to_a_report_it_is_a_copy(text):
    assert copy(WIRE, text)


COPIES = {
    "cut to its head and first paragraph": (WIRE, joined(*PARAGRAPHS[:2])),
    "cut, with a head of its own": (WIRE, joined("No deal in Port Alder", *PARAGRAPHS[1:4])),
    "cut from the end in Chinese": (CHINESE, CHINESE[:70]),
    "other marks in Chinese": (CHINESE, CHINESE.replace("，", ", ").replace("。", ". ")),
    "one word changed in Arabic": (ARABIC, ARABIC.replace("محايدة", "اخرى")),
    "a sentence that is the same": ("Talks end in Port Alder.", "TALKS END IN PORT ALDER"),
}
NONE = {
    "another report": (WIRE, OTHER),
    "only the notice of the house": (joined(WIRE, BOILERPLATE), joined(OTHER, BOILERPLATE)),
    "only one quoted statement": (WIRE, joined(*OTHER_PARAGRAPHS, PARAGRAPHS[2])),
    "two paragraphs quoted": (
        WIRE,
        joined(*OTHER_PARAGRAPHS[:3], *PARAGRAPHS[4:6], *OTHER_PARAGRAPHS[3:]),
    ),
    "two paragraphs of a short report quoted": (
        joined(*PARAGRAPHS[1:4]),
        joined(*OTHER_PARAGRAPHS[:3], *PARAGRAPHS[2:4], *OTHER_PARAGRAPHS[3:]),
    ),
    "a short report in other words": (
        WIRE,
        "Three days of harbour talks in Port Alder have ended with no treaty, and the six coastal"
        " states will try again in May. Two people with knowledge of the draft said that it would"
        " open eleven harbours to all fleets. Ada Quill of Vell said that time had run out.",
    ),
    "one item of a digest": (
        joined(*PARAGRAPHS[1:4]),
        joined(*OTHER_PARAGRAPHS, INSERTED, BOILERPLATE, *PARAGRAPHS[1:4]),
    ),
    "a sentence that is nearly the same": ("Talks end in Port Alder.", "Talks end in Port Vell."),
    "a line of an article": (WIRE, PARAGRAPHS[0]),
    "another report in Chinese": (CHINESE, CHINESE_OTHER),
    "nothing at all": ("", ""),
    "nothing beside a report": ("", WIRE),
}


@pytest.mark.parametrize(("one", "other"), COPIES.values(), ids=COPIES)
def test_a_copy_is_one(one, other):
    assert copy(one, other)


@pytest.mark.parametrize(("one", "other"), NONE.values(), ids=NONE)
def test_what_is_no_copy_is_none(one, other):
    assert not copy(one, other)
