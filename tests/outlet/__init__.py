"""The test outlet: a real HTTP server on loopback, with pages, feeds, edits, failures and malice."""

from tests.outlet.server import Outlet, Request

__all__ = ["Outlet", "Request"]
