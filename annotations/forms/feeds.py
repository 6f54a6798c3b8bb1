"""Finding feeds, and saying what of each is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Feed, Project


class WordsField(forms.CharField):
    """Several words or names in one field, parted by commas; the value is a list."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [each.strip() for each in str(value or "").split(",") if each.strip()]


class FindFeedsForm(forms.Form):
    address = forms.CharField(
        label=_("Address of the home page or of a feed"),
        max_length=2000,
        widget=forms.URLInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


class FeedForm(forms.Form):
    """What of a feed is taken, and where it goes. An empty rule asks for nothing."""

    title = forms.CharField(label=_("Name"), max_length=200, required=False)
    project = forms.ModelChoiceField(
        label=_("Taken into the project"),
        queryset=Project.objects.current().in_alphabet(),
        empty_label=_("Choose"),
    )
    words = WordsField(
        label=_("Words"),
        required=False,
        help_text=_("Only what has one of them in its title or summary. Parted by commas."),
    )
    sections = WordsField(
        label=_("Sections"),
        required=False,
        help_text=_("Only what is in one of them, such as World. Parted by commas."),
    )
    languages = WordsField(
        label=_("Languages"),
        required=False,
        help_text=_("Only these, as codes of two letters, such as en, fr."),
    )

    def __init__(self, *args: Any, feed: Feed | None = None, **kwargs: Any) -> None:
        if feed is not None:
            kwargs["initial"] = {name: getattr(feed, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class NewFeedsForm(FeedForm):
    """Some of those that were found; each keeps the name that the page has for it."""

    field_order = ["addresses", "project", "words", "sections", "languages"]
    addresses = forms.MultipleChoiceField(
        label=_("Feeds"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one feed.")},
    )

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title"]
        self.fields["addresses"].choices = offers  # type: ignore[attr-defined]


class ImportFeedsForm(forms.Form):
    file = forms.FileField(label=_("OPML file"))
    project = forms.ModelChoiceField(
        label=_("Taken into the project"), queryset=Project.objects.current().in_alphabet()
    )
