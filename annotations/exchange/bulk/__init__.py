"""Many articles in one file: a zip, JSON lines, or a table as CSV. Read one by one, memory flat."""

from annotations.exchange.bulk.items import Item
from annotations.exchange.bulk.kinds import Kind, Layout, items_of, kind_of, layout_of

__all__ = ["Item", "Kind", "Layout", "items_of", "kind_of", "layout_of"]
