"""`--reset`: throw the demo's data away."""

import os
import shutil

from config import file_locks
from config.bootstrap.trouble import SetupError
from config.demo import stamps
from config.demo.screen import show
from config.embedded.cluster import STAGING
from config.embedded.places import Places
from config.embedded.server import ready


def reset(where: Places) -> None:
    """Throw the demo's data away. Raises SetupError while somebody else uses the database."""
    if os.environ.get("DATABASE_URL"):
        raise SetupError("--reset empties the embedded database only, and DATABASE_URL is set.")
    using = file_locks.open_lock(where.using)
    if not file_locks.take(using, wait=False) or ready(where):
        raise SetupError("Another command is using the database; --reset has to wait for its end.")
    show(f"Throwing away the database in {where.cluster} …")
    aside = where.home / f"{STAGING}thrown-away"
    if where.cluster.exists():
        # Gone at once, whatever interrupts the rest; what is left of it goes at the next start.
        where.cluster.rename(aside)
    for folder in (aside, where.data / "static"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (where.home / stamps.PREPARED, where.data / "static.json"):
        file.unlink(missing_ok=True)
    os.close(using)
