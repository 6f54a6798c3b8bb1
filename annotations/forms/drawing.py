"""How fields and plain inputs are drawn: by functions.

Through a template for each, and some within it, nine fields above a list took as long as the list.
"""

from html import escape
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# What Django draws by templates that say nothing but input.html.
INPUTS = {
    f"django/forms/widgets/{kind}.html"
    for kind in (
        "checkbox",
        "color",
        "date",
        "datetime",
        "email",
        "hidden",
        "input",
        "number",
        "password",
        "search",
        "tel",
        "text",
        "time",
        "url",
    )
}


class Drawing(TemplatesSetting):
    """Draws the field and its input; all else is in templates."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        if template_name == self.field_template_name:
            return field_group(context["field"])
        if template_name in INPUTS:
            return plain_input(context["widget"])
        return SafeString(super().render(template_name, context, request))


def field_group(field: BoundField) -> SafeString:
    """Label, help and error, tied to the control for those who listen."""
    label = str(conditional_escape(field.label))
    named = label
    if not field.field.required:
        named = f'{label} <span class="optional">{escape(_("(optional)"))}</span>'
    below = ""
    if field.help_text:
        words = conditional_escape(field.help_text)
        below = f'<div class="help" id="{field.auto_id}_helptext">{words}</div>'
    if errors := field.errors:
        below += str(errors)
    classes = f"field {escape(field.css_classes())}"
    if field.use_fieldset:
        described = field.aria_describedby
        told = f' aria-describedby="{escape(described)}"' if described else ""
        return SafeString(
            f'<fieldset class="{classes}"{told}><legend>{named}</legend>{field}{below}</fieldset>'
        )
    control = escape(field.id_for_label)
    if field.widget_type == "checkbox":
        inner = f'<label class="check" for="{control}">{field} {label}</label>'
    else:
        inner = f'<label for="{control}">{named}</label>{field}'
    return SafeString(f'<div class="{classes}">{inner}{below}</div>')


def plain_input(widget: dict[str, Any]) -> SafeString:
    """An <input>. False as an attribute is none, True is one without a value."""
    value = widget["value"]
    parts = [f'<input type="{_escaped(widget["type"])}" name="{_escaped(widget["name"])}"']
    if value is not None:
        parts.append(f' value="{_escaped(value)}"')
    for name, one in widget["attrs"].items():
        if one is True:
            parts.append(f" {_escaped(name)}")
        elif one is not False:
            parts.append(f' {_escaped(name)}="{_escaped(one)}"')
    return SafeString("".join([*parts, ">"]))


def _escaped(value: Any) -> str:
    """Words that are safe as they are stay so, as in a template."""
    return str(conditional_escape(value))
