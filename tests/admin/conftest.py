import pytest

from tests.factories.users import make_user


@pytest.fixture
def staff(db):
    """May keep the registers, but no accounts."""
    return make_user("staff", is_staff=True)


@pytest.fixture
def by_history():
    """`by_history("Source")` is who wrote what of a model: [(label, user id), …], oldest first."""
    from django.apps import apps

    def written(model):
        events = apps.get_model("annotations", f"{model}Event").objects.order_by("pgh_id")
        return [
            (event.pgh_label, event.pgh_context and event.pgh_context.metadata.get("user"))
            for event in events
        ]

    return written
