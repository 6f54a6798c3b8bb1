"""The options of `manage.py demo`."""

import argparse
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Options:
    host: str
    port: int
    data: Path | None
    reset: bool


def parse(arguments: list[str]) -> Options:
    """Read the words after `demo`; argparse ends the process itself on nonsense and --help."""
    parser = argparse.ArgumentParser(
        prog="python3 manage.py demo",
        description="Set everything up and run Attaché with demo data on this machine. "
        "Everything that you do in it is there again at the next start.",
    )
    parser.add_argument(
        "--host",
        default=DEFAULT_HOST,
        help="address to listen on; others than this machine's own get random passwords "
        "(default: %(default)s)",
    )
    parser.add_argument(
        "--port", type=port, default=DEFAULT_PORT, help="port to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="folder for the database and all else (var/)"
    )
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")
    return Options(**vars(parser.parse_args(arguments)))


def port(text: str) -> int:
    """A port number; 0 means any that is free."""
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port between 0 and 65535")
    return number
