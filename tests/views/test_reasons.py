import pytest

from annotations.actions.reasons import add_reason, start_reasons
from tests.factories.projects import make_project


@pytest.fixture
def base(cast):
    return f"/projects/{cast.project.pk}/adjudication/reasons/"


@pytest.fixture
def reason(cast):
    add_reason(project=cast.project, name="Too long", by=cast.manager)
    return add_reason(project=cast.project, name="Too short", by=cast.manager)


def names(cast):
    return [one.name for one in cast.project.rejection_reasons.in_use().in_order()]


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("manager", 200, 302),
        ("curator", 200, 403),
        ("owner", 200, 403),
        ("reader", 200, 403),
        ("stranger", 404, 404),
        (None, 302, 302),
    ],
)
def test_all_members_read_them_and_managers_keep_them(cast, as_, base, reason, who, reads, writes):
    client = as_(getattr(cast, who) if who else None)

    assert client.get(base).status_code == reads
    for address, data in (
        ("add/", {"name": "Marked twice"}),
        (f"{reason.pk}/rename/", {"name": "Far too short"}),
        (f"{reason.pk}/move/", {"up": "1"}),
        (f"{reason.pk}/retire/", {}),
        (f"{reason.pk}/restore/", {}),
    ):
        assert client.post(base + address, data).status_code == writes, address
        assert client.get(base + address).status_code in (405, 302)
    changed = ["Far too short", "Too long", "Marked twice"]
    assert names(cast) == (changed if who == "manager" else ["Too long", "Too short"])


def test_the_usual_ones_are_a_click_away(cast, as_, base):
    client = as_(cast.manager)
    assert "Begin with the usual ones" in client.get(base).content.decode()

    client.post(f"{base}add/", {"usual": "1"})

    assert len(names(cast)) == 6


def test_what_is_wrong_is_said(cast, as_, base, reason):
    client = as_(cast.manager)

    response = client.post(f"{base}add/", {"name": "too LONG"})
    assert response.status_code == 422
    assert "in the list already" in response.content.decode()
    for name in ("", "too LONG"):
        client.post(f"{base}{reason.pk}/rename/", {"name": name})
    assert names(cast) == ["Too long", "Too short"]


def test_a_reason_of_another_project_is_none(cast, as_, base):
    other = make_project("Another study")
    start_reasons(project=other, by=cast.admin)
    reason = other.rejection_reasons.first()

    assert as_(cast.manager).post(f"{base}{reason.pk}/retire/").status_code == 404
