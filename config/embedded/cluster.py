"""The database's files: made whole, or not at all."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from config.bootstrap.trouble import SetupError
from config.embedded.places import Places, say
from config.processes import die_with_parent

ROLE = "attache"
DATABASE = "attache"
STAGING = "postgres.new-"


def make(where: Places, programs: Path) -> None:
    """Make the database's files unless they exist. The caller holds the `starting` lock.

    They are made under another name and renamed when complete, so that an initdb that was cut
    off leaves nothing that looks like a database. Raises SetupError.
    """
    for old in where.home.glob(STAGING + "*"):
        shutil.rmtree(old, ignore_errors=True)
    if where.cluster.exists():
        check_release(where.cluster, programs)
        return
    say(f"Making the database in {where.cluster} …")
    if where.home != where.data:
        say(
            f"  (PostgreSQL must not run as root, and {where.account.name}, who runs it instead, "
            f"cannot enter {where.data}.)"
        )
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=where.home))
    where.account.own(staging)
    options = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    options += [f"--username={ROLE}", "--auth-local=peer", "--auth-host=reject", "--no-sync"]
    # Small pieces of log: a database of a few megabytes should not take a hundred on disk.
    options += ["--wal-segsize=4"]
    run(where, [str(programs / "initdb"), "-D", str(staging), *options])
    run(
        where,
        [str(programs / "postgres"), "--single", "-D", str(staging), "postgres"],
        f'CREATE DATABASE "{DATABASE}";\n',
    )
    os.sync()
    staging.rename(where.cluster)


def run(where: Places, command: list[str], standard_input: str = "") -> None:
    """Run one of PostgreSQL's programs as its user. Raises SetupError with its last words."""
    done = subprocess.run(
        command,
        input=standard_input,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env=environment(),
        preexec_fn=die_with_parent(signal.SIGKILL),
        check=False,
        **where.account.popen,
    )
    if done.returncode or "FATAL:" in done.stdout:
        last_words = "\n".join(done.stdout.strip().splitlines()[-8:])
        raise SetupError(
            f"The database could not be made. {Path(command[0]).name} says:\n{last_words}"
        )


def environment() -> dict[str, str]:
    """Nothing of the person's own: a stray PGDATA or LC_ALL would change what is made."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def check_release(cluster: Path, programs: Path) -> None:
    """Raises SetupError when another major release of PostgreSQL wrote these files."""
    try:
        found = (cluster / "PG_VERSION").read_text("ascii").strip()
    except OSError:
        raise SetupError(
            f"{cluster} is no database (it lacks PG_VERSION). Move it away and try again."
        ) from None
    words = subprocess.check_output([programs / "postgres", "--version"], text=True).split()
    ours = words[-1].partition(".")[0]
    if found != ours:
        raise SetupError(
            f"{cluster} was written by PostgreSQL {found}, and this is PostgreSQL {ours}. Dump it "
            f"with release {found} and load it again, or choose another folder with --data DIR."
        )
