import pytest

from annotations.actions.acts import Gone, undo
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.flags import put_flag, take_flag
from annotations.actions.spans import delete_annotation
from annotations.models import Act, Flag
from tests.actions.conftest import NOW


@pytest.fixture
def number(desk) -> int:
    return desk.mark("Both sides").annotation


def flags() -> list[int | None]:
    return list(Flag.objects.standing().order_by("annotation").values_list("annotation", flat=True))


def test_put_on_and_taken_off_as_often_as_one_likes(desk, number):
    for annotation in (number, None):
        where = {"project_article": desk.project_article, "by": desk.by, "annotation": annotation}
        for _ in range(2):
            put_flag(at=NOW, **where)
        assert flags() == [annotation]
        for _ in range(2):
            take_flag(**where)
        assert flags() == []


def test_it_is_no_annotation_and_no_act(desk, number):
    before = desk.coding

    put_flag(**desk.here, annotation=number)

    after = desk.coding
    assert (after.annotation_count, after.acts_done, after.changed_at) == (
        before.annotation_count,
        before.acts_done,
        before.changed_at,
    )
    assert Act.objects.count() == 1


def test_only_on_ones_own_annotations_that_are_there(desk, number, cast):
    places = Places([desk.place("shared work")])
    said = create_attribution(places=places, facts=Facts(mode="direct"), **desk.here)
    part = desk.coding.attributions.get().spans.get().number
    put_flag(**desk.here, annotation=said.annotation)

    for by, annotation in ((desk.by, 99), (desk.by, part), (cast.second, number)):
        with pytest.raises(Gone):
            put_flag(project_article=desk.project_article, by=by, at=NOW, annotation=annotation)
    assert flags() == [said.annotation]


def test_undo_brings_an_annotation_back_with_its_flag(desk, number):
    put_flag(**desk.here, annotation=number)
    delete_annotation(number=number, **desk.here)
    assert flags() == []

    undo(**desk.here)

    assert flags() == [number]
