"""How much one file may hold. A register of a hundred thousand people fits twice."""

MAX_ROWS = 200_000
MAX_BYTES = 100 * 1024 * 1024
# Of what is packed, once it is unpacked.
MAX_UNPACKED = 512 * 1024 * 1024
