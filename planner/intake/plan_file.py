"""Which plan somebody's file proposes, and what the file claims of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from planner.domain import COVERED_WEEKS, Agency, Cover, Plan, Proposed
from planner.errors import UnknownReference
from planner.intake.cells import said
from planner.intake.faults import Faults
from planner.intake.json_text import read_json
from planner.intake.row import Row
from planner.intake.text_file import bytes_of
from planner.intake.values import ACase, AWorker
from planner.intake.words import column, in_words

Claims: TypeAlias = dict[str, Any]

MOST_PROPOSED = 200_000
MOST_CLAIMED = 10**18


def _finite(value: Any) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is None or (number and abs(value) <= MOST_CLAIMED):
        return value
    raise said("this is not a number")


Amount: TypeAlias = Annotated[Any, AfterValidator(_finite)]


class CoverRow(Row):
    """Who covers for the lead worker in a coming week."""

    week: int = Field(ge=1, le=COVERED_WEEKS, description="The coming week, from 1.", examples=[2])
    worker: AWorker = Field(description="The cover worker.", examples=["w-020"])


class ProposedRow(Row):
    """A case with who is to take it."""

    case: ACase = Field(description="The id of the case.", examples=["c-0412"])
    worker: AWorker = Field(description="The lead worker.", examples=["w-017"])
    support: AWorker | None = Field(
        default=None, description="The supporting worker.", examples=["w-020"]
    )
    cover: list[CoverRow] = Field(
        default=[],
        max_length=COVERED_WEEKS,
        description="Who covers while the lead worker is on leave, week by week.",
    )
    moved_from: Any = Field(default=None, description="Who led an open case before; a claim.")
    conditions: Any = Field(default=None, description="What the proposal asks for; a claim.")

    def noun(self) -> Proposed:
        """Return the proposal."""
        cover = tuple(Cover(week=each.week, worker=each.worker) for each in self.cover)
        return Proposed(case=self.case, worker=self.worker, support=self.support, cover=cover)


class NamedValue(Row):
    """What a plan reaches in one goal."""

    name: str = Field(max_length=60, description="The goal's name.")
    value: Amount = Field(default=None, description="What is reached, in the goal's unit.")
    unit: str = Field(default="", max_length=200, description="The goal's unit.")


class PlanBody(Row):
    """A plan as `caseload plan --json` prints it; all but `assignments` are claims, not facts."""

    assignments: list[ProposedRow] = Field(max_length=MOST_PROPOSED, description="Who takes what.")
    ending: str | None = Field(default=None, max_length=40, description="How the search ended.")
    unassigned: list[Any] = Field(default=[], description="The cases left.")
    cost: Amount = Field(default=None, description="The plan's cost.")
    bound: Amount = Field(default=None, description="What no plan can cost less than.")
    greedy_cost: Amount = Field(default=None, description="The cost of the first simple plan.")
    goals: list[NamedValue] = Field(default=[], description="What the plan reaches, goal by goal.")
    seconds: Amount = Field(default=None, description="How long the search took.")
    measures: dict[str, Amount] = Field(default={}, description="What else was measured.")
    why_none: Any = Field(default=None, description="Why there was no plan.")


_ROWS: dict[str | int, type[Row]] = {"assignments": ProposedRow, "cover": CoverRow, "goals": NamedValue}


def read_plan(path: Path, agency: Agency) -> tuple[Plan, Claims]:
    """Return the plan of a JSON file, and what the file claims of it beside.

    Raises
    ------
    BadInput
        The file is no JSON of a plan.
    UnknownReference
        It names a worker or a case that is not in the agency.
    """
    return plan_from_json(read_json(bytes_of(path), path.name), agency, path.name)


def plan_from_json(data: object, agency: Agency, file: str = "plan") -> tuple[Plan, Claims]:
    """Return the plan of a parsed JSON object, and what the object claims of it beside.

    That the plan keeps the rules is not looked at here: that is what the check is for.

    Raises
    ------
    BadInput
        It is not a plan.
    UnknownReference
        It names a worker or a case that is not in the agency.
    """
    body = _read(data, file)
    for place, row in enumerate(body.assignments):
        mention = f"{file}, assignments[{place}]"
        _known("case", row.case, agency.case_of, mention)
        for worker in filter(None, (row.worker, row.support, *(each.worker for each in row.cover))):
            _known("worker", worker, agency.worker_of, mention)
    for place, left in enumerate(body.unassigned):
        case = left.get("case") if isinstance(left, dict) else left
        _known("case", str(case), agency.case_of, f"{file}, unassigned[{place}]")
    plan = Plan(assignments=tuple(row.noun() for row in body.assignments))
    return plan, body.model_dump(exclude={"assignments"}, exclude_unset=True)


def read_plan_before(path: Path) -> tuple[Plan, tuple[str, ...]]:
    """Return an earlier plan of a JSON file, and the cases it said were left.

    Its cases and workers need not be in the agency any more.

    Raises
    ------
    BadInput
        The file is no JSON of a plan.
    """
    return plan_before_from_json(read_json(bytes_of(path), path.name), path.name)


def plan_before_from_json(data: object, file: str = "before") -> tuple[Plan, tuple[str, ...]]:
    """Return an earlier plan of a parsed JSON object, and the cases it said were left.

    Raises
    ------
    BadInput
        It is not a plan.
    """
    body = _read(data, file)
    left = (each.get("case") if isinstance(each, dict) else each for each in body.unassigned)
    return Plan(assignments=tuple(row.noun() for row in body.assignments)), tuple(map(str, left))


def _read(data: object, file: str) -> PlanBody:
    faults = Faults()
    try:
        return PlanBody.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where, words = _in_words(fault)
            faults.add(file, 0, where, *words)
        faults.raise_any()
        raise


def _in_words(fault: ErrorDetails) -> tuple[str, tuple[str, str]]:
    place = fault["loc"]
    where = column(place, cells=False)
    row: type[Row] = PlanBody
    while len(place) > 1 and place[0] in _ROWS:
        row, place = _ROWS[place[0]], place[2:]
    fault["loc"] = place
    return where, in_words(fault, row)


def _known(kind: str, id: str, known: Mapping[str, object], mentioned_by: str) -> None:
    if id not in known:
        raise UnknownReference(kind, id, mentioned_by, known)
