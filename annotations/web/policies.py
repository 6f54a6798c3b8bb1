"""django-csp's header, put together once instead of with every answer."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# What a view of django-csp's decorators leaves on its answer, and a nonce on its request.
ON_ANSWERS = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class PolicyMiddleware(CSPMiddleware):
    """One policy for all pages: the settings'. A page that asked for another one gets that."""

    @cached_property
    def _usual(self) -> str:
        return build_policy()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if (
            settings.DEBUG
            or hasattr(request, "_csp_nonce")
            or any(hasattr(response, name) for name in ON_ANSWERS)
        ):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response
