"""`manage.py demo`, from the first word to the last."""

import os
import shutil
from pathlib import Path

from config import bootstrap, file_locks, local
from config.bootstrap.trouble import SetupError
from config.demo import logins, options, stamps, supervisor
from config.demo.address import Address, listen
from config.demo.claim import Claim
from config.demo.parts import Part
from config.demo.screen import show
from config.demo.steps import Steps
from config.demo.stopping import Stopping
from config.embedded.places import Places, places
from config.embedded.server import Use, ready


def run(root: Path, argv: list[str]) -> int:
    """Run the demo until it is stopped. Answers the exit code; raises SetupError."""
    chosen = options.parse(argv[2:])
    bootstrap.ensure(root, argv)
    stopping = Stopping()
    data = chosen.data or local.data_folder(root, os.environ)
    where = places(data)
    claim = Claim(where.data)
    if not claim.take():
        if chosen.reset:
            raise SetupError("The demo is running with this data; stop it first, then --reset.")
        return point_to_the_other(claim, where, stopping)
    if chosen.reset:
        reset(where)
        where = places(data)
    address = listen(chosen.host, chosen.port)
    # Up to here Ctrl-C simply ends the process: nothing runs yet, and a question may be open.
    stopping.listen()
    try:
        serve(root, where, address, claim, stopping)
    except SetupError:
        # What was broken off by Ctrl-C has not failed.
        if not stopping.wanted():
            raise
    show("Stopped. Everything is kept for the next start.")
    return 0


def serve(root: Path, where: Places, address: Address, claim: Claim, stopping: Stopping) -> None:
    """Everything between the open socket and the last good-bye."""
    known = logins.passwords(where.data, is_public=not address.is_loopback)
    surroundings = environment(where, address)
    embedded = not surroundings.get("DATABASE_URL")
    database = Use(where.data) if embedded else None
    logs = where.data / "logs"
    web = Part(
        "web server",
        ["-m", "gunicorn", "--config", "python:config.demo.web", "config.wsgi"],
        root=root,
        log=logs / "web.log",
        environment=surroundings | {"ATTACHE_LISTENER": str(address.listener.fileno())},
    )
    web.handles = (address.listener.fileno(), claim.handle)
    worker = Part(
        "background worker",
        [str(root / "manage.py"), "procrastinate", "worker", "--shutdown-graceful-timeout=4"],
        root=root,
        log=logs / "worker.log",
        environment=surroundings,
    )
    worker.handles = (claim.handle,)
    steps = Steps(root, where, known)
    try:
        with supervisor.running([web, worker]):
            due = steps.due(embedded=embedded)
            if not due:
                # Loading the app takes longer than starting PostgreSQL: do both at once.
                web.start()
            if database:
                database.socket(stopping.wanted)
            if due:
                steps.do(due, surroundings, stopping)
                web.start()
            supervisor.wait_for_page(web, address, stopping)
            if not stopping.wanted():
                claim.tell(url=address.url, public="" if address.is_loopback else "yes")
                show(welcome(where, address, known))
                worker.start()
            supervisor.watch([web, worker], database, stopping)
            show("\nStopping …")
    finally:
        claim.tell()
        if database:
            database.leave()


def environment(where: Places, address: Address) -> dict[str, str]:
    """What the demo's processes find in their environment."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    return given | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ATTACHE_MODE": "local",
        "ATTACHE_DATA": str(where.data),
        "ATTACHE_STATIC_ROOT": str(where.data / "static"),
        # Where others can reach it, the well-known password opens nothing.
        "ATTACHE_DEMO": "yes" if address.is_loopback else "no",
        "SECRET_KEY": local.secret_key(where.data),
        "ALLOWED_HOSTS": address.allowed_hosts,
        "DEBUG": "no",
    }


def welcome(where: Places, address: Address, known: dict[str, str]) -> str:
    lines = ["", f"Attaché is ready at  {address.url}"]
    if address.is_everywhere:
        lines.append(f"(from other machines: this machine's name or address, port {address.port})")
    lines += ["", "Sign in as", logins.table(known), "", f"Data and logs: {where.data}"]
    if where.home != where.data:
        lines.append(f"Database: {where.home} (run by {where.account.name}, not by root)")
    return "\n".join([*lines, "Ctrl-C stops everything and keeps the data.", ""])


def point_to_the_other(claim: Claim, where: Places, stopping: Stopping) -> int:
    """Say where the demo that has this data folder runs, once it does."""
    told = claim.told()
    if not told.get("url"):
        show(
            f"Another start of the demo (process {told.get('pid')}) is under way; waiting for it …"
        )
    while not (url := claim.told().get("url")):
        if stopping.wait(0.2):
            return 0
        if not file_locks.is_held(claim.path):
            raise SetupError("The other demo ended before it was ready. Start it again.")
    told = claim.told()
    known = logins.passwords(where.data, is_public=bool(told.get("public")))
    show(
        f"The demo is running already, with this data, at  {url}\n"
        f"(process {told.get('pid')}, data in {where.data})\n\n"
        f"Sign in as\n{logins.table(known)}\n\n"
        "For a second one beside it, give it a folder of its own: --data DIR"
    )
    return 0


def reset(where: Places) -> None:
    """Throw the demo's data away. Raises SetupError while somebody else uses the database."""
    if os.environ.get("DATABASE_URL"):
        raise SetupError("--reset empties the embedded database only, and DATABASE_URL is set.")
    using = file_locks.open_lock(where.using)
    if not file_locks.take(using, wait=False) or ready(where):
        raise SetupError("Another command is using the database; --reset has to wait for its end.")
    show(f"Throwing away the database in {where.cluster} …")
    for folder in (where.cluster, where.data / "static"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (where.home / stamps.PREPARED, where.data / "static.json"):
        file.unlink(missing_ok=True)
    os.close(using)
