"""What readers set for themselves: name, theme, text, time zone, keys; the way to the password."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keys import CannotSetKeys, set_keys
from annotations.actions.users import CannotSetPreferences, set_preferences
from annotations.forms.keys import KeysForm
from annotations.forms.preferences import PreferencesForm, ReadingForm
from annotations.models import Project
from annotations.web.guards import acting
from annotations.web.htmx import is_fragment
from annotations.web.http import Request
from annotations.web.reader import device_zone


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    """Shows the form, and takes it back."""
    if request.method != "POST":
        return _page(request, _form(request))
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            set_preferences(user=request.user, by=request.user, **form.cleaned_data)
        except CannotSetPreferences as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("preferences")
    return _page(request, form, status=422)


def _form(request: Request, data: QueryDict | None = None) -> PreferencesForm:
    zone = device_zone(request)
    return PreferencesForm(request.user, data, device=zone.key if zone else "")


def _page(request: Request, form: PreferencesForm, status: int = 200) -> HttpResponse:
    projects = Project.objects.visible_to(request.user).in_alphabet()
    context = {"form": form, "projects": projects if request.user.feed_token else []}
    return render(request, "preferences/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def keys_edit(request: Request) -> HttpResponse:
    """The keys of the annotating page; `usual` among what is sent brings all of them back."""
    if request.method != "POST":
        return render(request, "preferences/keys.html", {"form": KeysForm(request.user)})
    form = KeysForm(request.user, request.POST)
    wants_usual = "usual" in request.POST
    if wants_usual or form.is_valid():
        keys = {} if wants_usual else form.cleaned_data
        try:
            set_keys(user=request.user, keys=keys, by=request.user)
        except CannotSetKeys as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("keys-edit")
    return render(request, "preferences/keys.html", {"form": form}, status=422)


@acting
def reading_update(request: Request) -> HttpResponse:
    """From the menu beside a text, which is not left: `next` is the page that it stands on."""
    form = ReadingForm(request.user, request.POST)
    if form.is_valid():
        set_preferences(user=request.user, by=request.user, **form.cleaned_data)
    if is_fragment(request):
        status = 200 if form.is_valid() else 422
        return render(request, "preferences/_reading_saved.html", {"form": form}, status=status)
    if not form.is_valid():
        messages.error(request, _("There is no such choice. Nothing was changed."))
    return redirect(page_before(request))


def page_before(request: Request) -> str:
    """Where the reader was, on this site; else the preferences."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return "preferences"
