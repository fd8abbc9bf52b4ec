"""What `run.json` says of a kept run: what was asked of which agency, and what was answered."""

from hashlib import sha256
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from planner.domain import Agency
from planner.domain.noun import Noun
from planner.present.simulation import SimulationAnswer
from planner.simulate.arms import Arm, Asked
from planner.simulate.changes import Change

Value: TypeAlias = int | list[int]
Table: TypeAlias = Literal["csv", "parquet"]


class KeptArm(Noun):
    """An arm: `agency_hash` of its agency as changed; `parameters` that are not the leading arm's."""

    name: str
    policy: str
    posts: int
    agency_hash: str
    parameters: dict[str, Value]


class Record(Noun):
    """A kept run. `changes` as the question's file has them; `answer` is null until the run is over."""

    caseload: str = Field(description="the version that ran it")
    question: str
    changes: list[dict[str, Any]]
    agency: str
    agency_hash: str
    seed: int
    runs_wished: int
    runs_done: int
    confidence: Annotated[int, Field(gt=0, lt=1000)]  # thousandths: how sure the intervals are
    lead: str
    arms: list[KeptArm]
    parameters: dict[str, Value]
    table: Table
    answer: SimulationAnswer | None


def record(what: Asked, agency: Agency, runs_wished: int, table: Table, version: str) -> Record:
    """Return what is known of a run before it begins. `agency`: as it was read."""
    lead = what.leading
    return Record(
        caseload=version,
        question=what.question.question,
        changes=[_told(change) for change in what.question.change],
        agency=agency.name,
        agency_hash=fingerprint(agency),
        seed=what.question.seed,
        runs_wished=runs_wished,
        runs_done=0,
        confidence=lead.parameters.confidence,
        lead=what.lead,
        arms=[_kept(arm, lead) for arm in what.arms],
        parameters=_values(lead),
        table=table,
        answer=None,
    )


def fingerprint(agency: Agency) -> str:
    """Return a hash of what a manager may know of an agency; equal data, equal hash."""
    return sha256(agency.public().model_dump_json().encode()).hexdigest()


def _told(change: Change) -> dict[str, Any]:
    """Return a change as a file would have it."""
    return {"do": change.do} | change.model_dump(mode="json", exclude_defaults=True)


def _kept(arm: Arm, lead: Arm) -> KeptArm:
    shared = _values(lead)
    return KeptArm(
        name=arm.name,
        policy=arm.policy,
        posts=len(arm.agency.workers),
        agency_hash=fingerprint(arm.agency),
        parameters={name: value for name, value in _values(arm).items() if value != shared[name]},
    )


def _values(arm: Arm) -> dict[str, Value]:
    return arm.parameters.model_dump(mode="json")
