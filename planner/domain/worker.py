"""Who can take a case, as a roster knows them: public facts only."""

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.domain.case import Mode
from planner.domain.noun import Code, Noun, WorkerId
from planner.units import Minutes, Thousandths

FIRST_YEAR_MONTHS = 12


class Days(Noun):
    """A run of days, both ends included."""

    first: date
    last: date


class StandingExposure(Noun):
    """Exposure of every coming week outside cases: hotline shifts, supervision given."""

    tier: Annotated[int, Field(ge=1, le=5)]
    mode: Mode
    minutes: Annotated[Minutes, Field(gt=0, le=60 * 60)]


class Worker(Noun):
    """A person who carries cases.

    `fte` is in thousandths of a full-time post, `week` in minutes of contract a week; years in the
    field are held in whole months. `offers` are attributes a client may ask for and the worker chose
    to offer. `conflicts` names cases or groups the worker must not be given. `last_day`: where the
    worker is known to leave. Nothing private is here.
    """

    id: WorkerId
    team: Code
    offices: tuple[Code, ...]
    fte: Annotated[Thousandths, Field(gt=0, le=1000)]
    week: Annotated[Minutes, Field(gt=0, le=60 * 60)]
    months_in_field: Annotated[int, Field(ge=0, le=12 * 60)]
    months_in_post: Annotated[int, Field(ge=0, le=12 * 60)]
    languages: tuple[Code, ...]
    interpreter: bool = True
    skills: tuple[Code, ...] = ()
    licences: tuple[Code, ...] = ()
    trainings: tuple[Code, ...] = ()
    supervisor: WorkerId | None = None
    supervision_last: date | None = None
    supervision_every_weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    peer_partner: WorkerId | None = None
    leave: tuple[Days, ...] = ()
    duty: tuple[Days, ...] = ()
    standing_exposure: tuple[StandingExposure, ...] = ()
    last_day: date | None = None
    conflicts: tuple[str, ...] = ()
    offers: tuple[Code, ...] = ()

    @property
    def first_year(self) -> bool:
        """Whether the worker is in the first year in the field."""
        return self.months_in_field < FIRST_YEAR_MONTHS
