"""What was done to the register in bulk, for whoever keeps it."""

from django.http import HttpResponse

from annotations.forms.deeds import RegisterDeedFilter
from annotations.permissions import can_keep_actors
from annotations.queries.register_deeds import (
    can_register_deed_be_taken_back,
    kind_of_register_deed,
    register_doers,
    register_tables,
)
from annotations.web.guards import demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of_several

SIZE = 40


@reading
def register_deed_list(request: Request) -> HttpResponse:
    demand(can_keep_actors(request.user))
    form = RegisterDeedFilter(request.GET, list(register_doers()))
    by, kind = form.sought()
    tables = register_tables(by, kind)
    page = page_of_several(tables, Key("id", descending=True), request.GET.get("page", ""), SIZE)
    context = {
        "form": form,
        "page": page,
        "deeds": [
            (deed, kind_of_register_deed(deed), can_register_deed_be_taken_back(deed))
            for deed in page.rows
        ],
        "is_filtering": bool(by or kind),
    }
    return render_page(request, "register_deeds/list.html", "register_deeds/_results.html", context)
