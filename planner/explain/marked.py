"""Which sentences of sentences.toml are to be translated? For Babel's `pybabel extract`."""

import tomllib
from collections.abc import Iterator
from typing import BinaryIO

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def sentences(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[Found]:
    """Yield every sentence as Babel asks: line, function, message or messages, comments.

    A list of two is one sentence, for one and for many. What else Babel hands over plays no part.
    """
    for rule, parts in tomllib.loads(file.read().decode()).items():
        for part, told in parts.items():
            for text in told.values() if isinstance(told, dict) else (told,):
                note = [f"{rule}, {part}"]
                if isinstance(text, list):
                    yield 0, "ngettext", tuple(text), note
                else:
                    yield 0, None, text, note
