"""What is typed while an article is taken in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import Details
from annotations.forms.languages import language_choices
from annotations.models import Draft


class UploadForm(forms.Form):
    """For several files at once; each of them is looked at by itself."""

    # Two forms on one page: the ids of their fields must differ.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "upload_%s"
        super().__init__(*args, **kwargs)

    source_name = forms.CharField(
        label=_("Source of these files"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
        help_text=_("Leave it empty where the files say it themselves."),
    )


class PasteForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "paste_%s"
        super().__init__(*args, **kwargs)

    words = forms.CharField(
        label=_("Text"),
        strip=False,
        help_text=_("As you read it, or the HTML of a page."),
        widget=forms.Textarea(attrs={"rows": 9, "dir": "auto", "class": "pasted"}),
        error_messages={"required": _("Paste the text of an article first.")},
    )
    source_name = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )


class FetchForm(forms.Form):
    """One address. What is wrong with it, fetching tells better than a pattern could."""

    url = forms.CharField(
        label=_("Address of the page"),
        max_length=2000,
        help_text=_("Such as https://example.org/news/1."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        error_messages={"required": _("Give the address of a page first.")},
    )
    source_name = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
        help_text=_("Leave it empty where the page says it itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "fetch_%s"
        super().__init__(*args, **kwargs)


class SourceForm(forms.Form):
    """One source for all drafts that have none."""

    source_name = forms.CharField(
        label=_("Source of those that name none"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "all_%s"
        super().__init__(*args, **kwargs)


class DraftForm(forms.Form):
    """What is said about an article. With `complete=False` it is kept for later as it is."""

    title = forms.CharField(
        label=_("Title"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    byline = forms.CharField(
        label=_("Byline"),
        max_length=300,
        required=False,
        help_text=_("Who wrote it, as the outlet prints it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    source_name = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Choose one, or name a new one."),
        error_messages={"required": _("Say which source the article is from.")},
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    published_on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    canonical_url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        required=False,
        assume_scheme="https",
        help_text=_("Of the page that it is from. The same address is the same article."),
    )

    def __init__(self, *args: Any, draft: Draft, complete: bool = True, **kwargs: Any) -> None:
        self.draft = draft
        kwargs["initial"] = {name: getattr(draft, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        choices = language_choices(draft.language)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        if not complete:
            for field in self.fields.values():
                field.required = False

    @property
    def details(self) -> Details:
        """What was typed, once `is_valid()`."""
        return Details(**self.cleaned_data, published_at=self.draft.published_at)
