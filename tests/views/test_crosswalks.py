import pytest
from django.urls import reverse

from annotations.actions.crosswalks import CannotKeepCrosswalk, set_crosswalk
from annotations.models import TagWay
from annotations.queries.crosswalks import crosswalk_of
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import join, make_project, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def to(cast):
    """Another codebook that the manager may read, with a tag of the same name."""
    project = make_project("Straits")
    join(project, cast.manager, "reader")
    make_tag(project.codebook, "Appeal")
    make_tag(project.codebook, "Coerce")
    return project.codebook


def of(cast, to):
    return reverse("crosswalk-detail", args=[cast.project.codebook_id, to.pk])


def sent(**ways):
    """`appeal=(relation, short name)`, by tags."""
    return {
        f"{part}-{tag.pk}": value
        for tag, pair in ways.values()
        for part, value in zip(("relation", "other"), pair, strict=True)
    }


def test_ways_are_said_and_what_is_lost_is_told(cast, as_, tag, other_tag, to):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides", tag)
    make_passage(coding, "shared work", other_tag)
    client = as_(cast.manager)
    offered = parse(client.get(of(cast, to)).content)

    response = client.post(
        of(cast, to),
        sent(a=(tag, ("exact", "appeal")), b=(other_tag, ("broader", "Coerce"))),
        follow=True,
    )

    assert offered.xpath("//input[@list]/@value") == ["appeal", ""]
    told = words_of(parse(response.content))
    assert "1 of 2 tags on annotations and articles come back as they went." in told
    assert "comes back as all that “Coerce” means" in told
    assert TagWay.objects.count() == 2
    client.post(of(cast, to), sent(a=(tag, ("none", ""))))
    assert [way.relation for way in TagWay.objects.all()] == ["none"]


def test_what_goes_together_comes_back_together(cast, tag, other_tag, to):
    appeal, coerce = to.tags.in_order()
    ways = {tag: ("broader", coerce), other_tag: ("exact", coerce)}

    set_crosswalk(codebook=tag.codebook, to=to, ways=ways, by=cast.manager)

    walk = crosswalk_of(tag.codebook, to)
    assert [line.fate for line in walk.lines] == ["together", "together"]
    assert walk.lines[0].mixed_with == [other_tag]
    assert walk.unreached == [appeal]


@pytest.mark.parametrize(
    ("relation", "typed", "sentence"),
    [
        ("exact", "nothing", "the other codebook has no tag “nothing”."),
        ("same", "appeal", "Choose one of the relations that are offered."),
    ],
)
def test_a_way_that_leads_nowhere_comes_back_as_typed(
    cast, as_, tag, to, relation, typed, sentence
):
    response = as_(cast.manager).post(of(cast, to), sent(a=(tag, (relation, typed))))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert parse(response.content).xpath("//input[@list]/@value") == [typed]
    assert not TagWay.objects.exists()


def test_ways_lead_from_the_one_to_the_other(cast, tag, other_tag, to):
    for codebook, there, ways in [
        (tag.codebook, tag.codebook, {}),
        (tag.codebook, to, {tag: ("exact", other_tag)}),
        (tag.codebook, to, {tag: ("exact", None)}),
        (to, tag.codebook, {tag: ("none", None)}),
    ]:
        with pytest.raises(CannotKeepCrosswalk):
            set_crosswalk(codebook=codebook, to=there, ways=ways, by=cast.manager)


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 403), ("reader", 403), ("stranger", 404), (None, 302)]
)
def test_nobody_else_says_ways(cast, as_, tag, to, who, status):
    client = as_(getattr(cast, who) if who else None)
    listed = reverse("crosswalk-list", args=[cast.project.codebook_id])

    assert client.get(listed).status_code == status
    assert client.get(of(cast, to)).status_code == status
    assert client.post(of(cast, to)).status_code == status


def test_to_a_codebook_out_of_sight_no_way_leads(cast, as_, tag):
    unseen = make_project("Unseen").codebook

    assert as_(cast.manager).get(of(cast, unseen)).status_code == 404
    assert as_(cast.manager).get(of(cast, tag.codebook)).status_code == 404
    listed = reverse("crosswalk-list", args=[cast.project.codebook_id])
    assert b"No other codebook" in as_(cast.manager).get(listed).content
    assert as_(cast.manager).post(listed).status_code == 405


def test_as_many_queries_for_many_tags_as_for_one(cast, as_, tag, to):
    client = as_(cast.manager)
    few = queries_of(lambda: client.get(of(cast, to)))
    for number in range(10):
        make_tag(tag.codebook, f"Tag {number}")
        make_tag(to, f"Tag {number}")

    assert_same_count(few, queries_of(lambda: client.get(of(cast, to))), at_most=13)
