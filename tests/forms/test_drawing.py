"""Fields as functions draw them, without a template for each."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from annotations.forms.drawing import INPUTS, Drawing
from annotations.forms.widgets import Day


class Letter(forms.Form):
    name = forms.CharField(label="Who & <where>", help_text="As in the <paper>.", max_length=9)
    day = forms.DateField(label="Day", required=False, widget=Day)
    sure = forms.BooleanField(label="Sure?", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, help_text="One."
    )


def drawn(name, data=None, **attrs):
    form = Letter(data)
    form.fields[name].widget.attrs.update(attrs)
    return form[name].as_field_group()


def test_label_help_and_control_are_tied_to_one_another():
    assert drawn("name") == (
        '<div class="field "><label for="id_name">Who &amp; &lt;where&gt;</label>'
        '<input type="text" name="name" maxlength="9" required aria-describedby="id_name_helptext" '
        'id="id_name"><div class="help" id="id_name_helptext">As in the &lt;paper&gt;.</div></div>'
    )


def test_what_is_optional_says_so_and_a_box_stands_before_its_words():
    assert '<label for="id_day">Day <span class="optional">(optional)</span></label>' in drawn(
        "day"
    )
    assert drawn("sure") == (
        '<div class="field "><label class="check" for="id_sure">'
        '<input type="checkbox" name="sure" id="id_sure"> Sure?</label></div>'
    )


def test_an_error_is_told_with_the_field_and_what_was_typed_stands_there_escaped():
    html = drawn("name", {"name": '"Ada" <Quill>, envoy'})

    assert 'value="&quot;Ada&quot; &lt;Quill&gt;, envoy"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"><li>' in html


def test_several_controls_are_a_group():
    html = drawn("kind")

    assert html.startswith('<fieldset class="field " aria-describedby="id_kind_helptext">')
    assert "<legend>Kind</legend>" in html
    assert html.endswith('id="id_kind_helptext">One.</div></fieldset>')


@pytest.mark.parametrize("template", sorted(INPUTS))
def test_inputs_are_what_django_s_templates_make_of_them(template):
    attrs = {"id": "x", "data-<y>": 'a "b" & c', "disabled": True, "hidden": False, "min": 3}
    attrs["title"] = mark_safe("Ada &amp; Bo")
    for value in (None, "", "0", "é <\"&'>", mark_safe("&lt;")):
        widget = {"type": "text", "name": "a<b", "value": value, "attrs": attrs}
        context = {"widget": widget}
        expected = TemplatesSetting().render(template, context)
        assert Drawing().render(template, context) == expected
