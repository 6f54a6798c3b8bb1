#!/usr/bin/env python3
"""The one door of the command line: `python3 manage.py demo`, `test`, `migrate` and the rest."""

import os
import sys

# Old Pythons must get as far as this sentence, so nothing above it may be newer than they are.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "This needs Python 3.11 or newer, and "
        + (sys.executable or "this one")
        + " is Python %d.%d. Try again with a newer one, such as: python3.12 manage.py"  # noqa: UP031
        % sys.version_info[:2]
    )

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from config.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
