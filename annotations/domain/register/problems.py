class CannotRead(ValueError):
    """A file or one of its rows makes no sense: why, as a code, and what fills its sentence in.

    The sentences are in annotations/forms/register_files.py, where gettext finds them.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code
