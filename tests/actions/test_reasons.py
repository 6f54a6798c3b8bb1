from datetime import UTC, datetime

import pytest

from annotations.actions.reasons import (
    CannotKeepReason,
    add_reason,
    move_reason,
    rename_reason,
    restore_reason,
    retire_reason,
    start_reasons,
)

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def reasons(cast):
    return [
        add_reason(project=cast.project, name=name, by=cast.manager)
        for name in ("Too long", " Too  short ", "Not said")
    ]


def names(project):
    return [one.name for one in project.rejection_reasons.in_use().in_order()]


def test_they_are_kept_in_the_order_in_which_they_came(cast, reasons):
    assert names(cast.project) == ["Too long", "Too short", "Not said"]


@pytest.mark.parametrize("name", ["", "  ", "too LONG"])
def test_each_has_a_name_of_its_own(cast, reasons, name):
    with pytest.raises(CannotKeepReason):
        add_reason(project=cast.project, name=name, by=cast.manager)
    with pytest.raises(CannotKeepReason):
        rename_reason(reason=reasons[1], name=name, by=cast.manager)


@pytest.mark.parametrize(
    ("which", "up", "expected"),
    [
        (0, True, ["Too long", "Too short", "Not said"]),
        (0, False, ["Too short", "Too long", "Not said"]),
        (2, True, ["Too long", "Not said", "Too short"]),
        (2, False, ["Too long", "Too short", "Not said"]),
    ],
)
def test_they_move_among_one_another(cast, reasons, which, up, expected):
    move_reason(reason=reasons[which], up=up, by=cast.manager)

    assert names(cast.project) == expected


def test_a_retired_one_is_out_of_the_way_until_it_comes_back(cast, reasons):
    retire_reason(reason=reasons[1], at=NOW, by=cast.manager)
    assert names(cast.project) == ["Too long", "Not said"]
    move_reason(reason=reasons[0], up=False, by=cast.manager)
    move_reason(reason=reasons[1], up=True, by=cast.manager)
    assert names(cast.project) == ["Not said", "Too long"]

    restore_reason(reason=reasons[1], by=cast.manager)

    assert sorted(names(cast.project)) == ["Not said", "Too long", "Too short"]


def test_the_usual_ones_come_once_even_after_all_were_retired(cast):
    start_reasons(project=cast.project, by=cast.curator)
    usual = names(cast.project)
    for reason in cast.project.rejection_reasons.all():
        retire_reason(reason=reason, at=NOW, by=cast.manager)

    start_reasons(project=cast.project, by=cast.curator)

    assert len(usual) == 6
    assert names(cast.project) == []
