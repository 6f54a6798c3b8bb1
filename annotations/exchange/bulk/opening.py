"""Files of a machine, as commands name them: folders, and files that hold many articles."""

from collections.abc import Iterator
from pathlib import Path

from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.items import Item
from annotations.exchange.bulk.kinds import items_of, kind_of, layout_of
from annotations.exchange.files import STANDARD_INPUT, files_of, read_file, written


def holds_many(path: str) -> bool:
    return path != STANDARD_INPUT and (Path(path).is_dir() or kind_of(path) is not None)


def items_at(path: str) -> Iterator[tuple[str, Item]]:
    """Everything in the folder or file, each with a name by which it can be found again."""
    for one in files_of([path]):
        if kind_of(one) is None:
            yield written(one), _item_at(one)
            continue
        for item in _items_in(one):
            where = item.name or (item.line and f"line {item.line}")
            yield f"{written(one)}: {where}" if where else written(one), item


def _item_at(path: str) -> Item:
    try:
        return Item(written(path), data=read_file(path))
    except OSError as error:
        return Item(written(path), refusal=_unreadable(error))
    except CannotExtract as refusal:
        return Item(written(path), refusal=refusal)


def _items_in(path: str) -> Iterator[Item]:
    try:
        with Path(path).open("rb") as file:
            yield from items_of(file, layout_of(file, path))
    except OSError as error:
        yield Item(refusal=_unreadable(error))
    except CannotExtract as refusal:
        yield Item(refusal=refusal)


def _unreadable(error: OSError) -> CannotExtract:
    return CannotExtract("unreadable", detail=error.strerror or str(error))
