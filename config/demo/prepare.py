"""The steps that need Django, in a process of their own: `python -m config.demo.prepare STEP…`.

The launcher itself stays small and quick: a second start needs none of these.
"""

import json
import sys

from config.bootstrap.trouble import SetupError
from config.demo.screen import show


def main(steps: list[str]) -> int:
    """Do the steps in order. The passwords come by standard input, as {user name: password}."""
    import django

    from config import failures

    try:
        with failures.in_plain_words():
            django.setup()
            for step in steps:
                words, do = STEPS[step]
                show(words)
                do()
    except SetupError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    finally:
        if backend := sys.modules.get("config.embedded.backend.base"):
            backend.leave_all()
    return 0


def make_tables() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def collect_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def load_demo_data() -> None:
    from django.core.management import call_command, get_commands

    if "load_demo" in get_commands():
        call_command("load_demo", verbosity=0)


def set_passwords() -> None:
    from annotations.actions.demo_logins import set_demo_passwords

    set_demo_passwords(passwords=json.load(sys.stdin))


STEPS = {
    "tables": ("Making the tables …", make_tables),
    "static": ("Collecting and compressing the static files …", collect_static_files),
    "demo": ("Loading the demo's articles …", load_demo_data),
    "passwords": ("Setting the passwords …", set_passwords),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
