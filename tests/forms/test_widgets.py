from lxml import html

from annotations.forms.widgets import Menu


def test_a_menu_escapes_what_it_offers_and_knows_what_is_chosen():
    menu = Menu(choices=[("", "All"), ("a", 'Tom & "Ada" <b>'), ('"x', "X")])

    select = html.fragment_fromstring(menu.render("who", "a", {"id": "id_who"}))

    assert (select.get("name"), select.get("id")) == ("who", "id_who")
    assert select.xpath("option/text()") == ["All", 'Tom & "Ada" <b>', "X"]
    assert select.xpath("option[@selected]/@value") == ["a"]
    assert select.xpath("option/@value") == ["", "a", '"x']
