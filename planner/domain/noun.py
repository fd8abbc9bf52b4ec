"""The ground all nouns stand on: frozen, closed to misspelt fields, opaque ids."""

import re
from functools import cache
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict

_OPAQUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LONGEST_NUMBER = 8
MOST_CHARACTERS = 40

OPAQUE_ID = (
    "letters, digits, - and _, at most 40, with a digit in it and no more than 8 digits alone,"
    " such as w-017; never a name, a phone or an identity number"
)
OPAQUE_PATTERN = (
    "^([A-Za-z][A-Za-z0-9_-]*[0-9]|[0-9][0-9_-]*[A-Za-z])[A-Za-z0-9_-]*$|^[0-9]([_-]*[0-9]){0,7}[_-]*$"
)
"""The same as a pattern, but for the length: a letter and a digit, or up to 8 digits alone."""

CODE = "small letters, digits, - and _, at most 40, such as forensic-interview"


class Noun(BaseModel):
    """A frozen value; a change is `noun.model_copy(update=...)`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def model_post_init(self, _context: Any, /) -> None:
        """Share one set of field names: nobody asks which were given, and large agencies have many."""
        object.__setattr__(self, "__pydantic_fields_set__", _names(type(self)))


@cache
def _names(noun: type[Noun]) -> set[str]:
    return set(noun.model_fields)


def opaque(text: str) -> str:
    """Return the id, or raise ValueError where it could be a name, a phone or an identity number."""
    named = not any(character.isdigit() for character in text)
    digits = text.replace("-", "").replace("_", "")
    numbered = digits.isdigit() and len(digits) > _LONGEST_NUMBER
    if not _OPAQUE.fullmatch(text) or named or numbered:
        raise ValueError(f"{text!r} is not an opaque id ({OPAQUE_ID})")
    return text


def code(text: str) -> str:
    """Return the code word, or raise ValueError where it is not one."""
    if not _CODE.fullmatch(text):
        raise ValueError(f"{text!r} is not a code ({CODE})")
    return text


WorkerId: TypeAlias = Annotated[str, AfterValidator(opaque)]
CaseId: TypeAlias = Annotated[str, AfterValidator(opaque)]
GroupId: TypeAlias = Annotated[str, AfterValidator(opaque)]
Code: TypeAlias = Annotated[str, AfterValidator(code)]
