"""Prices kept in a file: with their seed, what they were made from, and when they may be used."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.domain import Agency
from planner.errors import PlannerError
from planner.intake.text_file import bytes_of
from planner.prices.numbers import shipped_numbers
from planner.prices.outlook import Outlook
from planner.prices.prices import Prices
from planner.units import DAYS_PER_WEEK

FORMAT = 1
_MOST_BYTES = 50_000_000
_OF_PEOPLE = {"id", "team", "offices", "fte", "week", "languages", "skills", "licences", "last_day"}
_MOST = 10**12  # cost points a unit; far above what any rate can give


class UnusablePrices(PlannerError):
    """A file of prices cannot be used for this agency on this day."""


class Row(BaseModel):
    """The prices of one worker, by week from `date` on."""

    model_config = ConfigDict(extra="forbid", strict=True)
    worker: str = Field(max_length=100)
    minutes: list[int] = Field(description="Cost points of a minute in each week.", max_length=520)
    dose: list[int] = Field(description="Cost points of a thousandth of weekly dose.", max_length=520)


class Book(BaseModel):
    """What `caseload prices` writes."""

    model_config = ConfigDict(extra="forbid")
    format: int = Field(description="Of this file.")
    date: date
    seed: int = Field(description="The futures were drawn by it.")
    made_from: str = Field(description="Hash of all that the prices were worked out from.")
    people: str = Field(description="Hash of the workers, teams and policy they hold for.")
    last: str | None = Field(default=None, description="`made_from` of the prices these were damped by.")
    prices: list[Row]

    def of(self, agency: Agency) -> Prices:
        """Return the prices as they are seen on an agency's date.

        Raises
        ------
        UnusablePrices
            They are of other people or another policy, too old, or of a day still to come.
        """
        age, most = (agency.date - self.date).days, shipped_numbers().days_good
        if self.people != people_hash(agency):
            raise UnusablePrices(
                "These prices are of other workers, teams or settings than the agency has now; make them"
                " anew with `caseload prices`."
            )
        if not 0 <= age <= most:
            raise UnusablePrices(
                f"These prices are of {self.date}, and the agency's date is {agency.date}; prices may be"
                f" used for {most} days. Make them anew with `caseload prices`."
            )
        prices = Prices(
            workers=tuple(row.worker for row in self.prices),
            minutes=_table([row.minutes for row in self.prices]),
            dose=_table([row.dose for row in self.prices]),
        )
        return prices.later(age // DAYS_PER_WEEK)


def _table(rows: list[list[int]]) -> np.ndarray:
    weeks = {len(row) for row in rows}
    if len(weeks) > 1 or 0 in weeks:
        raise UnusablePrices("These prices do not have the same weeks for every worker.")
    if any(not 0 <= price <= _MOST for row in rows for price in row):
        raise UnusablePrices("These prices hold a number below 0, or one that no prices come to.")
    return np.array(rows, dtype=np.int64).reshape(len(rows), max(weeks, default=1))


def booked(agency: Agency, prices: Prices, seed: int, outlook: Outlook, last: Book | None) -> Book:
    """Return prices with all that says what they are."""
    before = None if last is None else last.made_from
    return Book(
        format=FORMAT,
        date=agency.date,
        seed=seed,
        made_from=_made_from(outlook, seed, before),
        people=people_hash(agency),
        last=before,
        prices=[
            Row(worker=worker, minutes=minutes, dose=dose)
            for worker, minutes, dose in zip(
                prices.workers, prices.minutes.tolist(), prices.dose.tolist(), strict=True
            )
        ],
    )


def people_hash(agency: Agency) -> str:
    """Return a hash of an agency's policy, teams and what of its workers decides who can take what.

    Nothing private goes into it.
    """
    public = agency.public()
    parts = {
        "format": FORMAT,
        "policy": public.policy.model_dump(mode="json"),
        "teams": sorted(
            json.dumps(team.model_dump(mode="json"), sort_keys=True) for team in public.teams
        ),
        "workers": [
            worker.model_dump(mode="json", include=_OF_PEOPLE)
            for worker in sorted(public.workers, key=lambda worker: worker.id)
        ],
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _made_from(outlook: Outlook, seed: int, last: str | None) -> str:
    hashed = sha256(json.dumps([FORMAT, seed, last, list(outlook.workers)]).encode())
    hashed.update(repr(shipped_numbers()).encode())
    for name, part in vars(outlook).items():
        if name != "workers":
            hashed.update(
                name.encode() + str(part.shape).encode() + np.ascontiguousarray(part).tobytes()
            )
    return hashed.hexdigest()


def read_book(path: Path) -> Book:
    """Return the prices of a file.

    Raises
    ------
    UnusablePrices
        It is not such a file.
    """
    try:
        book = Book.model_validate_json(bytes_of(path, _MOST_BYTES))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UnusablePrices(f"{path.name}{', ' + place if place else ''}: {first['msg']}.") from None
    if book.format != FORMAT:
        raise UnusablePrices(f"{path.name} is of format {book.format}; only {FORMAT} is read.")
    return book
