"""What the set-up raises when it cannot go on."""


class SetupError(Exception):
    """The set-up cannot go on; the message is for the person at the terminal."""
