"""How a rule says no: a code and values; the sentence is made in the reader's language, outside."""

from typing import Any


class Refused(Exception):
    """A command that the rules do not allow: a code and values, no sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
