"""What a reader may set for themselves."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from annotations.domain.zones import known_zones
from annotations.forms.languages import language_choices
from annotations.models import (
    Article,
    LineHeight,
    Often,
    TextFont,
    TextSize,
    TextWidth,
    Theme,
    User,
)

# Names that a person would look for; the rest are aliases kept for old software.
REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a <select>, grouped by region: ("Europe", [("Europe/Vienna", "Vienna"), …])."""
    groups: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(known_zones()):
        region, _slash, place = name.partition("/")
        if place and region in groups:
            groups[region].append((name, place.replace("_", " ").replace("/", ", ")))
    return [("UTC", [("UTC", "UTC")]), *groups.items()]


def why_zone(zone: str, device: str) -> str:
    """Which zone times are shown in, and why that one."""
    if zone:
        return str(_("All times are shown in it, whatever device you use."))
    if device:
        words = _(
            "You chose none: times are shown in %(zone)s, as your device has it; in mails, UTC."
        )
        return words % {"zone": device}
    return str(_("You chose none, and no script has told that of your device: times are in UTC."))


def segments(label: Any, choices: type[TextChoices]) -> forms.ChoiceField:
    """A few choices side by side, of which one is taken."""
    return forms.ChoiceField(
        label=label,
        choices=choices.choices,
        widget=forms.RadioSelect(attrs={"class": "segments"}),
    )


class ReadingForm(forms.Form):
    """How articles are shown to a reader."""

    theme = segments(_("Light or dark"), Theme)
    text_size = segments(_("Size"), TextSize)
    text_width = segments(_("Width"), TextWidth)
    line_height = segments(_("Lines"), LineHeight)
    text_font = segments(_("Letters"), TextFont)
    shows_all_marks = forms.BooleanField(
        label=_("Show every mark to assistive technology"),
        required=False,
        help_text=_(
            "Long articles are otherwise prepared as you come to them, which is faster; "
            "a screen reader then finds only what is near."
        ),
    )

    def __init__(self, user: User, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        initial = {name: getattr(user, name) for name in self.base_fields}
        super().__init__(data, initial=initial, **more)

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in ReadingForm.base_fields]

    def as_menu(self) -> SafeString:
        """What a reader chose so far, beside each text that they open: put together once."""
        chosen = tuple(self.initial[name] for name in ReadingForm.base_fields)
        return _menu(get_language(), str(self.auto_id), chosen)


@lru_cache(maxsize=500)
def _menu(_language: str | None, auto_id: str, chosen: tuple[str | bool, ...]) -> SafeString:
    """The choices as HTML; Django takes some milliseconds to write them."""
    reader = User(**dict(zip(ReadingForm.base_fields, chosen, strict=True)))
    fields = ReadingForm(reader, auto_id=auto_id).choices
    return format_html_join("", "{}", ((field.as_field_group(),) for field in fields))


NO_MAIL = _("It needs an address of yours, which an admin enters, and a server that sends mail.")


def languages_for(user: User) -> list[tuple[str, str]]:
    """Those of the articles in the user's projects, and those that they ticked before."""
    seen = Article.objects.visible_to(user).exclude(language="").order_by()
    codes = {*seen.values_list("language", flat=True).distinct(), *user.languages}
    names = dict(language_choices())
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


class PreferencesForm(ReadingForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("How others see you; without it, your user name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
    )
    digest = forms.ChoiceField(
        label=_("Mail about what waits for me"),
        choices=Often,
        required=False,
        help_text=_("Sent in the morning, and only when something waits."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that I read"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You are given articles in these; in any where none is ticked."),
    )

    def __init__(
        self, user: User, data: Mapping[str, Any] | None = None, *, device: str = ""
    ) -> None:
        """`device` is the zone of the reader's device, where it is known."""
        super().__init__(user, data)
        self.fields["languages"].choices = languages_for(user)  # type: ignore[attr-defined]
        self.initial["time_zone"] = user.time_zone
        self.initial["digest"] = user.digest
        self.fields["digest"].disabled = not (settings.MAILS and user.email)
        if self.fields["digest"].disabled:
            self.fields["digest"].help_text = NO_MAIL
        # An admin may have set an alias that the list leaves out; saving must not change it.
        choices = time_zones()
        if user.time_zone and not any(
            user.time_zone == zone for _region, zones in choices for zone, _name in zones
        ):
            choices = [(user.time_zone, [(user.time_zone, user.time_zone)]), *choices]
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("That of my device")), *choices]
        field.help_text = why_zone(user.time_zone, device)

    def clean_digest(self) -> str:
        """What is not sent along stays as it is."""
        return self.cleaned_data["digest"] or self.initial["digest"]
