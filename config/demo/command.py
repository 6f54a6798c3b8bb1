"""`manage.py demo`, from the first word to the last."""

import os
from pathlib import Path

from config import bootstrap, local
from config.bootstrap.trouble import SetupError
from config.demo import logins, options, supervisor
from config.demo.address import Address, listen
from config.demo.claim import Claim
from config.demo.messages import point_to_the_other, welcome
from config.demo.parts import Part
from config.demo.reset import reset
from config.demo.screen import show
from config.demo.steps import Steps
from config.demo.stopping import Stopping
from config.embedded.places import Places, places
from config.embedded.server import Use


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
