"""What a worker has already been exposed to, week by week."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from planner.domain.case import Mode
from planner.domain.noun import Noun, WorkerId
from planner.units import Minutes


class Source(StrEnum):
    """What brought the exposure."""

    CASE = "case"
    SUPPORT = "support"
    SUPERVISION_GIVEN = "supervision-given"
    SHIFT = "shift"
    COURT = "court"
    HANDOVER = "handover"


class Exposure(Noun):
    """An event of the exposure ledger: minutes at a tier and mode in the week that began on `week`."""

    worker: WorkerId
    week: date
    minutes: Annotated[Minutes, Field(ge=0, le=7 * 24 * 60)]
    tier: Annotated[int, Field(ge=1, le=5)]
    mode: Mode
    source: Source
