"""What preferences say of themselves as HTML."""

from annotations.forms.preferences import ReadingForm
from annotations.models import TextSize, User


def test_the_menu_beside_a_text_says_what_each_reader_chose():
    plain, large = User(), User(text_size=TextSize.LARGE)

    menus = [ReadingForm(user, auto_id="reading_%s").as_menu() for user in (plain, large, plain)]

    assert menus[0] == menus[2] != menus[1]
    written = "".join(
        str(field.as_field_group()) for field in ReadingForm(large, auto_id="reading_%s").choices
    )
    assert menus[1] == written
