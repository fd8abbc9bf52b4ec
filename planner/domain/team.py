"""Where a worker belongs: office, setting, and how STS-informed the unit is."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from planner.domain.noun import Code, Noun, WorkerId


class Setting(StrEnum):
    """The field a team works in; it chooses the risk card's population."""

    CHILD_WELFARE = "child-welfare"
    ANTI_TRAFFICKING = "anti-trafficking"
    VICTIM_SERVICES = "victim-services"
    BEHAVIOURAL_HEALTH = "behavioural-health"
    GENERAL_SOCIAL_WORK = "general-social-work"


FEWEST_RESPONDENTS = 5


class Team(Noun):
    """A unit with one supervisor.

    `sts_informed_score` is the anonymous unit mean of the STSI-OA (0 to 200), allowed only with five
    or more respondents, so that nobody's answer can be told.
    """

    id: Code
    office: Code
    setting: Setting
    supervisor: WorkerId | None = None
    sts_informed_score: Annotated[int, Field(ge=0, le=200)] | None = None
    sts_informed_respondents: Annotated[int, Field(ge=0, le=100_000)] = 0

    @model_validator(mode="after")
    def _enough_respondents(self) -> "Team":
        if self.sts_informed_score is not None and (self.sts_informed_respondents < FEWEST_RESPONDENTS):
            raise ValueError(
                "sts_informed_score needs sts_informed_respondents of five or more,"
                " so that no single answer can be told"
            )
        return self
