import pytest

from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.queries import queries_of

FULL = "{base}?machine=on"


def base(cast):
    return f"/projects/{cast.project.pk}/agreement/"


@pytest.fixture
def coded(cast):
    """Two analysts are done with the cast's article, and differ in one statement."""
    words = cast.project_article.article.revisions.get().text[:20].strip()
    for analyst, mode in ((cast.owner, "direct"), (cast.second, "mixed")):
        coding = make_coding(cast.project_article, analyst=analyst, state="done")
        make_attribution(coding, words, mode=mode)
    return words


@pytest.mark.parametrize("rest", ["", "differences/", "differences/?question=mode&machine=on"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("curator", 200),
        ("reader", 200),
        # Analysts work blind.
        ("owner", 403),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_who_may_compare(cast, as_, coded, rest, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(base(cast) + rest).status_code == status


@pytest.mark.parametrize("rest", ["", "differences/"])
def test_it_is_only_read(cast, as_, rest):
    assert as_(cast.manager).post(base(cast) + rest).status_code == 405


def test_figures_lead_to_the_places(cast, as_, coded):
    client = as_(cast.manager)
    page = client.get(base(cast)).content.decode()

    assert "1 article, 2 coders." in page
    assert f"{base(cast)}differences/?question=mode" in page
    places = client.get(base(cast) + "differences/?question=mode").content.decode()
    assert coded in places
    assert "Direct" in places
    assert "Mixed" in places


def test_nothing_to_compare_says_what_to_do(cast, as_):
    page = as_(cast.manager).get(base(cast)).content.decode()

    assert "Nothing to compare yet" in page
    assert f"/projects/{cast.project.pk}/articles/" in page


@pytest.mark.parametrize("query", ["question=nonsense", "article=nonsense", "machine=2&question="])
def test_a_wrong_question_is_no_error(cast, as_, coded, query):
    assert as_(cast.manager).get(f"{base(cast)}differences/?{query}").status_code == 200


def test_the_project_leads_there_who_may_compare(cast, as_):
    page = f"/projects/{cast.project.pk}/"

    assert base(cast) in as_(cast.manager).get(page).content.decode()
    assert base(cast) not in as_(cast.owner).get(page).content.decode()


def test_queries(cast, as_, coded):
    client = as_(cast.manager)

    assert len(queries_of(lambda: client.get(base(cast)))) <= 14
