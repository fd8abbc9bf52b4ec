"""How a benchmark file's whole numbers are read, one after the other, with their lines."""

import re
from pathlib import Path

from planner.errors import BadRow, PlannerError

_MOST_CHARACTERS = 50_000_000
_WHOLE = re.compile(r"\d{1,12}")


class Numbers:
    """The whole numbers of a file, 0 or more each, handed out in their order."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises
        ------
        PlannerError
            It is no text, or it is too long.
        """
        if path.stat().st_size > _MOST_CHARACTERS:
            raise PlannerError(f"{path.name} is too long for a benchmark file.")
        try:
            text = path.read_text(encoding="ascii")
        except UnicodeDecodeError:
            raise PlannerError(f"{path.name} is not plain text of whole numbers.") from None
        lines = enumerate(text.splitlines(), start=1)
        self._words = [(line, word) for line, words in lines for word in words.split()]
        self._name, self._at = path.name, 0

    def next(self, what: str, least: int = 0) -> int:
        """Return the next number.

        Raises
        ------
        PlannerError
            The file ends before it, or what stands there is no whole number or too small.
        """
        if self._at == len(self._words):
            last = self._words[-1][0] if self._words else 1
            raise PlannerError(str(BadRow(self._name, last, what, "the file ends before it.")))
        line, word = self._words[self._at]
        if not _WHOLE.fullmatch(word) or int(word) < least:
            allowed = f"a whole number, {least} or more"
            raise PlannerError(str(BadRow(self._name, line, what, f"{word!r} is given.", allowed)))
        self._at += 1
        return int(word)

    def several(self, count: int, what: str) -> list[int]:
        """Return so many numbers."""
        return [self.next(what) for _ in range(count)]

    def end(self) -> None:
        """Refuse what comes after the last number.

        Raises
        ------
        PlannerError
            There is more.
        """
        if self._at < len(self._words):
            line, word = self._words[self._at]
            raise PlannerError(f"{self._name}, row {line}: {word!r} comes after the last number.")
