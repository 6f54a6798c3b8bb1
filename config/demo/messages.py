"""Where the demo is and how to sign in to it."""

from config import file_locks
from config.bootstrap.trouble import SetupError
from config.demo import logins
from config.demo.address import Address
from config.demo.claim import Claim
from config.demo.screen import show
from config.demo.stopping import Stopping
from config.embedded.places import Places


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
