"""How PostgreSQL is run here: who may connect, and settings that fit a laptop."""

import os
from pathlib import Path

from config.embedded.account import name_of
from config.embedded.cluster import ROLE
from config.embedded.places import Places, adopt

SETTINGS = {
    # Nothing on the network, not even on loopback: the socket's folder is the only door.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    # Pages are small queries in large numbers; compiling one costs more than it gains.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    # No replica reads this log; less of it is written, and a restart replays less.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "16MB",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}
# For tests: a database that may be lost with the machine.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def command(programs: Path, where: Places, socket: Path, *, throwaway: bool) -> list[str]:
    """The command line of the server."""
    settings = SETTINGS | {
        "unix_socket_directories": str(socket),
        "hba_file": str(where.home / "pg_hba.conf"),
        "ident_file": str(where.home / "pg_ident.conf"),
    }
    if throwaway:
        settings |= THROWAWAY
    line = [str(programs / "postgres"), "-D", str(where.cluster)]
    for name, value in settings.items():
        line += ["-c", f"{name}={value}"]
    return line


def admit(where: Places) -> None:
    """Let PostgreSQL's user and the person who starts it in by the socket, and no one else.

    The files lie beside the database, not in it: there another user could have put links.
    """
    people = sorted({where.account.name, name_of(os.geteuid())})
    write(where.home / "pg_hba.conf", f"local all {ROLE} peer map=attache\n")
    write(where.home / "pg_ident.conf", "".join(f'attache "{who}" {ROLE}\n' for who in people))


def write(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.chmod(0o644)
    adopt(new)
    new.rename(path)
