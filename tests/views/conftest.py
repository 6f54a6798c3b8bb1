import pytest

from annotations.models import Tag
from tests.factories.projects import make_tag
from tests.views.workbench import Bench


@pytest.fixture
def tag(cast) -> Tag:
    return make_tag(cast.project.codebook, "Appeal", colour="teal", shortcut="p")


@pytest.fixture
def other_tag(cast) -> Tag:
    return make_tag(cast.project.codebook, "Threat", colour="red", shortcut="h")


@pytest.fixture
def bench(cast, as_, tag, other_tag) -> Bench:
    """The analyst's page, on which nothing is marked yet."""
    return Bench(as_(cast.owner), cast.project_article)
