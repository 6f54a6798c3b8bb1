"""How much is read of one article."""

MAX_BYTES = 25 * 1024 * 1024
MAX_CHARACTERS = 5_000_000  # code points
