"""What must hold of learned models whatever the code says, and which of them reads."""

import pytest
from django.db import IntegrityError, transaction

from annotations.models import LearnedModel, LearningState
from annotations.models.learning import MOST_BYTES, label_of, present_engine
from tests.factories.learning import WHEN, make_learned
from tests.factories.projects import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make_project()


def test_one_at_most_is_on_in_a_project(project):
    make_learned(project, 1, is_on=True)
    make_learned(make_project("Another"), 1, is_on=True)

    with pytest.raises(IntegrityError, match="one_learned_model_on"), transaction.atomic():
        make_learned(project, 2, is_on=True)


def test_one_at_most_is_being_learned_in_a_project(project):
    make_learned(project, 1, state="training")

    with pytest.raises(IntegrityError, match="one_learning_at_a_time"), transaction.atomic():
        make_learned(project, 2, state="training")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "failed", "is_on": True}, "on_when_ready"),
        ({"state": "ready", "weights": None}, "ready_with_weights"),
        ({"state": "failed", "weights": b"x"}, "ready_with_weights"),
        ({"state": "ready", "finished_at": None}, "learning_until_finished"),
        ({"state": "training", "finished_at": WHEN}, "learning_until_finished"),
        ({"progress": 101}, "progress_in_hundredths"),
        ({"weights": b"x" * (MOST_BYTES + 1)}, "weights_bounded"),
        ({"number": 1}, "learned_number_once"),
    ],
)
def test_what_cannot_be(project, fields, constraint):
    make_learned(project, 1)
    good = {"engine": "rules 1", "created_at": WHEN, "finished_at": WHEN, "weights": b"x"}
    good |= {"number": 2, "state": "ready"}
    if fields.get("state") == "failed":
        good["weights"] = None
    if fields.get("state") == "training":
        good |= {"weights": None, "finished_at": None}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LearnedModel.objects.create(project=project, **good | fields)


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"is_on": True}, f"{label_of(None)} + learned 3"),
        ({"is_on": False}, label_of(None)),
        ({"is_on": True, "engine": "rules 0"}, label_of(None)),
    ],
)
def test_the_machine_is_called_by_what_reads(project, fields, label):
    make_learned(project, 3, **fields)

    assert present_engine(project.pk) == label
    assert present_engine(make_project("Another").pk) == label_of(None)


def test_members_see_it(cast):
    make_learned(cast.project)

    assert LearnedModel.objects.visible_to(cast.reader).get().state == LearningState.READY
    assert not LearnedModel.objects.visible_to(cast.stranger).exists()
