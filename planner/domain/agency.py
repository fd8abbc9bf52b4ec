"""A whole, consistent snapshot of an agency at a date: every id it mentions exists."""

from datetime import date
from functools import cached_property
from typing import Any

from pydantic import Field, model_validator

from planner.domain.assignment import Assignment
from planner.domain.case import Case, ReferralType
from planner.domain.consistency import inconsistencies
from planner.domain.exposure import Exposure
from planner.domain.noun import Noun
from planner.domain.policy import Policy
from planner.domain.private import PrivateProfile, Step
from planner.domain.team import Team
from planner.domain.weights import Weights, shipped_weights
from planner.domain.worker import Worker


class Agency(Noun):
    """Teams, workers, cases, assignments, exposure and policy, seen on one date.

    Raises
    ------
    ValueError
        Two records share an id, or a record mentions one that is not there.
    """

    name: str
    date: date
    synthetic: bool
    policy: Policy
    teams: tuple[Team, ...]
    referral_types: tuple[ReferralType, ...]
    workers: tuple[Worker, ...]
    cases: tuple[Case, ...]
    assignments: tuple[Assignment, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    profiles: tuple[PrivateProfile, ...] = ()
    weights: Weights = Field(default_factory=shipped_weights)
    risk_card: str = ""  # an own risk card as its TOML text; empty where the shipped one is used

    @model_validator(mode="after")
    def _consistent(self) -> "Agency":
        faults = list(inconsistencies(self))
        if faults:
            raise ValueError(
                "; ".join(f"{f.table} {f.index}, {f.column} {f.problem}" for f in faults[:20])
            )
        return self

    @cached_property
    def open_cases(self) -> frozenset[str]:
        """The ids of the cases somebody carries."""
        return frozenset(a.case for a in self.assignments)

    @cached_property
    def led_by(self) -> dict[str, list[Assignment]]:
        """The open cases of each worker who leads any."""
        found: dict[str, list[Assignment]] = {}
        for assignment in self.assignments:
            found.setdefault(assignment.worker, []).append(assignment)
        return found

    @cached_property
    def open_in_group(self) -> dict[str, tuple[Assignment, ...]]:
        """The open cases of each group, with who is on them."""
        found: dict[str, list[Assignment]] = {}
        for assignment in self.assignments:
            group = self.case_of[assignment.case].group
            if group:
                found.setdefault(group, []).append(assignment)
        return {group: tuple(assignments) for group, assignments in found.items()}

    @cached_property
    def new_cases(self) -> tuple[Case, ...]:
        """The cases nobody carries yet, sorted by id."""
        waiting = (c for c in self.cases if c.id not in self.open_cases)
        return tuple(sorted(waiting, key=lambda c: c.id))

    @cached_property
    def case_of(self) -> dict[str, Case]:
        """Each case by its id."""
        return {c.id: c for c in self.cases}

    @cached_property
    def worker_of(self) -> dict[str, Worker]:
        """Each worker by id."""
        return {w.id: w for w in self.workers}

    @cached_property
    def team_of(self) -> dict[str, Team]:
        """Each team by id."""
        return {t.id: t for t in self.teams}

    @cached_property
    def referral_type_of(self) -> dict[str, ReferralType]:
        """Each referral type by id."""
        return {r.id: r for r in self.referral_types}

    @cached_property
    def profile_of(self) -> dict[str, PrivateProfile]:
        """The private profiles in force on the agency's date, by worker."""
        return {p.worker: p for p in self.profiles if p.until is None or p.until >= self.date}

    def step_of(self, worker: str) -> Step:
        """Return the step a worker chose, the usual one where none is in force."""
        profile = self.profile_of.get(worker)
        return profile.step if profile else Step.USUAL

    def changed(self, **changes: Any) -> "Agency":
        """Return the agency with these fields replaced, checked afresh."""
        return Agency(**{name: getattr(self, name) for name in type(self).model_fields} | changes)

    def public(self) -> "Agency":
        """Return the agency as a manager may know it: usual steps and no private limits."""
        return self.changed(profiles=()) if self.profiles else self

    def known_to(self, worker: str) -> "Agency":
        """Return the agency as one worker may know it: of what is private, their own profile alone."""
        own = tuple(profile for profile in self.profiles if profile.worker == worker)
        return self.changed(profiles=own) if self.profiles != own else self
