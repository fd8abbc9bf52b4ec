"""What a JSON text says, where it can say only one thing."""

import json
import re
from collections.abc import Sequence
from math import isinf
from typing import Any, NoReturn

from planner.intake.cells import shown
from planner.intake.faults import refuse
from planner.intake.objects import texts_in
from planner.intake.text_file import MOST_BYTES, decoded

_NO_TEXT = re.compile("[\\0\ud800-\udfff]")


class _Ambiguous(ValueError):
    """Two programs could read the text differently, or a number or text in it is none."""


def read_json(text: str | bytes, file: str = "JSON") -> object:
    """Return what a JSON text says.

    Raises
    ------
    BadInput
        It is no JSON in UTF-8 of at most `MOST_BYTES`; or a key is there twice in one object; or it
        holds NaN, an infinity, a NUL character or half of a surrogate pair.
    """
    if len(text) > MOST_BYTES:
        raise refuse(file, "this is too large.", allowed=f"up to {MOST_BYTES // 1_000_000} MB")
    try:
        readable = decoded(text.encode() if isinstance(text, str) else text, file)
        data = json.loads(
            readable, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
        if "\\u" in readable and any(map(_NO_TEXT.search, texts_in(data))):
            raise _Ambiguous("a text holds a character that is none")
    except json.JSONDecodeError as error:
        raise refuse(file, f"this is not JSON: {error.msg}.", row=error.lineno) from None
    except _Ambiguous as error:
        raise refuse(file, f"{error}.") from None
    except UnicodeEncodeError:
        raise refuse(file, "a text holds a character that is none.") from None
    except (ValueError, RecursionError):
        raise refuse(file, "a number is too long or the nesting too deep.") from None
    return data


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise _Ambiguous(f"the key {shown(twice)} is there twice in one object")
    return found


def _no_number(text: str) -> NoReturn:
    raise _Ambiguous(f"{text} is not a number that can be counted with")


def _finite(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise _Ambiguous(f"{text[:20]} is too large a number")
    return number
