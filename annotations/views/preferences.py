"""What a reader sets for themselves: name, theme, time zone; the way to the password."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.users import CannotSetPreferences, set_preferences
from annotations.forms.preferences import PreferencesForm
from annotations.web.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    """Shows the form, and takes it back."""
    if request.method != "POST":
        return render(request, "preferences/edit.html", {"form": PreferencesForm(request.user)})
    form = PreferencesForm(request.user, request.POST)
    if form.is_valid():
        try:
            set_preferences(user=request.user, by=request.user, **form.cleaned_data)
        except CannotSetPreferences as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("preferences")
    return render(request, "preferences/edit.html", {"form": form}, status=422)
