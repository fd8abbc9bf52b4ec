"""Which services an agency's workers can turn to: contacts.toml beside agency.toml.

Read only for the self-check. Phone numbers and addresses are refused everywhere else; here they are
those of services, so they are what the file is for.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from planner.domain import Contact, ContactKind
from planner.intake.cells import said, shown
from planner.intake.columns import unknown_column
from planner.intake.faults import Faults, refuse
from planner.intake.reading import Record, read_rows
from planner.intake.row import Row
from planner.intake.tables import Table
from planner.intake.text_file import bytes_of, decoded
from planner.intake.values import Allowed, Text

CONTACTS = "contacts.toml"
_ENTRY = "contact"
_MOST_BYTES = 100_000
_MOST = 20
_LONGEST_KEY = 60
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]{1,28}[0-9]")
_EMAIL = re.compile(r"[^\s@<>\"'?&]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_WEBSITE = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?(/[^\s<>\"']*)?")
_A_NUMBER = "a number such as 0800 123 456"
_AN_EMAIL = "an address such as help@service.example"
_A_WEBSITE = "an address that begins with https://, such as https://service.example/help"


def _like(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def checked(text: str) -> str:
        if not pattern.fullmatch(text):
            raise said(f"{shown(text)} is no {what}")
        return text

    return AfterValidator(checked)


_SHORT = Field(min_length=1, max_length=200)
Number: TypeAlias = Annotated[str, _SHORT, _like(_NUMBER, "phone number"), Allowed(_A_NUMBER)]
Email: TypeAlias = Annotated[str, _SHORT, _like(_EMAIL, "e-mail address"), Allowed(_AN_EMAIL)]
Website: TypeAlias = Annotated[str, _SHORT, _like(_WEBSITE, "address of a website"), Allowed(_A_WEBSITE)]


class ContactRow(Row):
    """A service: `[[contact]]` in contacts.toml."""

    kind: ContactKind = Field(description="What it is for.", examples=["crisis"])
    name: Text = Field(description="The service's name.", examples=["Night line of the region"])
    phone: Number | None = Field(default=None, description="Its phone.", examples=["0800 123 456"])
    text: Number | None = Field(default=None, description="The number to text.", examples=["85258"])
    email: Email | None = Field(
        default=None, description="Its e-mail address.", examples=["help@service.example"]
    )
    website: Website | None = Field(
        default=None, description="Its website.", examples=["https://service.example/help"]
    )
    hours: Text | None = Field(
        default=None, description="When somebody is there.", examples=["day and night"]
    )

    @model_validator(mode="after")
    def _can_be_reached(self) -> "ContactRow":
        if not (self.phone or self.text or self.email or self.website):
            raise ValueError("it cannot be reached: give phone, text, email or website")
        return self

    def noun(self) -> Contact:
        """Return the contact."""
        return Contact(**{name: value for name, value in self if value is not None})


TABLE = Table("contacts", ContactRow, ContactRow.noun, ("name",))


def read_contacts(folder: Path) -> tuple[Contact, ...]:
    """Return the contacts that an agency's folder holds, in their order; none without a file.

    Raises
    ------
    BadInput
        The file cannot be read, or holds what is not known; every fault is listed.
    """
    path = folder / CONTACTS
    if not path.exists():
        return ()
    try:
        data = tomllib.loads(decoded(bytes_of(path, _MOST_BYTES), CONTACTS))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is too deep"
        raise refuse(CONTACTS, f"this is not TOML: {reason}.") from None
    faults = Faults()
    for key in data.keys() - {_ENTRY}:
        faults.add(CONTACTS, 0, key[:_LONGEST_KEY], unknown_column(key, [_ENTRY]))
    entries = data.get(_ENTRY, [])
    if not isinstance(entries, list):
        raise refuse(CONTACTS, f"this is not a list: write [[{_ENTRY}]] before each {_ENTRY}.")
    if len(entries) > _MOST:
        raise refuse(CONTACTS, f"there are more than {_MOST} contacts, too many to choose from.")
    records = [
        Record(f"{CONTACTS}, {_ENTRY} {place + 1}", 0, entry) for place, entry in enumerate(entries)
    ]
    found = read_rows(TABLE, records, faults, cells=False)
    faults.raise_any()
    return tuple(found.nouns)
