"""Time is measured while somebody is there, and no longer."""

import pytest

from annotations.models import Sitting
from tests.browser.bench import make_bench_data

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_minute_after_the_last_key_nothing_more_is_counted(transactional_db, visit):
    row, user, _tags = make_bench_data()
    page = visit("/", user)
    # The page's clock goes only when it is told to.
    page.clock.install()
    page.goto(f"/articles/{row.pk}/")
    page.wait_for_selector("#workbench[data-ready]")
    page.clock.run_for(300_000)
    page.keyboard.press("j")
    with page.expect_response("**/time/") as told:
        page.clock.run_for(35_000)
    assert told.value.status == 204
    with page.expect_response("**/time/") as told:
        page.clock.run_for(3_600_000)

    assert told.value.status == 204
    assert 55 <= Sitting.objects.get().seconds <= 65
