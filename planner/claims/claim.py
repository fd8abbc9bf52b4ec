"""The claims an explanation is made of. Facts only; sentences are made elsewhere.

Every claim names what it is about by hashes: `instance`, the program of the agency on one side
(`planner.program.certificate.fingerprint`); `plan` and `prices`, what they say
(`planner.claims.hashes`).
`tolerance`, in the claim's unit, is how far the truth may be from `value`; `seen` is who may be told.
All numbers are whole: cost in cost points, the rest in the unit the claim names.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from planner.domain import Plan, Proposed
from planner.domain.noun import CaseId, WorkerId
from planner.program.certificate import Certificate, Prices

_Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
_Number = Annotated[int, Field(ge=-(1 << 62), le=1 << 62)]


class Seen(StrEnum):
    """Who may be told a claim; each of these may be told what those before may."""

    MANAGER = "manager"  # follows from public facts and the plan alone
    WORKER = "worker"  # about the worker's own lines
    AUDITOR = "auditor"


class Unit(StrEnum):
    """What a value counts."""

    COST_POINTS = "cost points"
    STEP = "cost step"  # 0 about the same, 1 more, 2 much more
    OF_RULE = "the rule's own unit"
    LIMITS = "limits"
    RULES = "rules"
    CHANGES = "changes"
    WORKERS = "workers"
    CASES = "cases"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Change(_Frozen):
    """One fact of a worker changed: a public lever, in its own unit.

    `lever`: `skill`, `training`, `licence`, `language` or `office` (added: `what`), a number of the
    worker that rises or falls (`what` is its field), or `away`: the worker is not there to be asked.
    `hire`: `worker`, who is not there yet, joins the team `what`: like its usual worker (the middle one
    by months in the field, then id, of those who do not supervise it; of an even number the later), but
    0 months in post, with no ledger, leave, duty, standing exposure, last day, conflict, peer partner or
    date of supervision.
    """

    worker: WorkerId
    lever: Literal["skill", "training", "licence", "language", "office", "number", "away", "hire"]
    what: str = ""
    before: _Number = 0
    after: _Number = 0
    step: _Number = 1


class Move(_Frozen):
    """Where a case goes in another plan: None is nobody, or staying with its lead."""

    case: CaseId
    before: Proposed | None
    after: Proposed | None


class Part(_Frozen):
    """What of a cost is one goal's."""

    goal: str
    value: _Number


class _About(_Frozen):
    instance: _Hash
    plan: _Hash
    prices: _Hash | None = None
    seen: Seen
    tolerance: Annotated[int, Field(ge=0)] = 0
    value: _Number
    unit: Unit


class Can(_About):
    """A worker could take a case: with nothing else new, or `beside` all else in the plan.

    `value` is 1. `given`: how, with whoever would help.
    """

    type: Literal["can"] = "can"
    case: CaseId
    worker: WorkerId
    beside: bool
    given: tuple[Proposed, ...]


class Cannot(_About):
    """A rule keeps a worker from a case: with nothing else new, or only `beside` the rest of the plan.

    `value` is what would be needed where the rule has a limit, else 0. It holds also where this rule is
    the only one kept.
    """

    type: Literal["cannot"] = "cannot"
    case: CaseId
    worker: WorkerId
    beside: bool
    rule: str
    what: str = ""
    week: int | None = None
    limit: _Number = 0


class CostStepClaim(_About):
    """Giving a case to a worker costs the plan about the same (0), more (1) or much more (2).

    Of plans that cover the same cases; 2 also where there is none.
    """

    type: Literal["cost-step"] = "cost-step"
    case: CaseId
    worker: WorkerId


class Delta(_About):
    """The cheapest plan that gives a case to a worker and covers the same costs `value` more.

    `moves` lead from the plan to one at exactly that cost; `parts` add up to it, goal by goal. Another
    plan may be cheaper by `tolerance` at most.
    """

    type: Literal["delta"] = "delta"
    case: CaseId
    worker: WorkerId
    parts: tuple[Part, ...]
    moves: tuple[Move, ...]


class LowerBound(_About):
    """Any plan that gives a case to a worker and covers as much costs at least `value` more.

    `duals`: the prices that prove it, of the program in which the case must go to the worker.
    """

    type: Literal["lower-bound"] = "lower-bound"
    case: CaseId
    worker: WorkerId
    duals: Prices


class Chain(_About):
    """If a worker takes a case, other cases move like this; `value` is how many of them."""

    type: Literal["chain"] = "chain"
    case: CaseId
    worker: WorkerId
    moves: tuple[Move, ...]


class Tie(_About):
    """Giving a case to any of these workers costs the same within the tolerance; `value`: how many."""

    type: Literal["tie"] = "tie"
    case: CaseId
    workers: tuple[WorkerId, ...]


class Counterfactual(_About):
    """With these changes a worker would be suggested for a case, all else as proposed.

    Nobody else would add less to the cost of the plan then; without any one of the changes, or with
    one step less of a number, the worker would not be suggested. `value`: how many changes.
    """

    type: Literal["counterfactual"] = "counterfactual"
    case: CaseId
    worker: WorkerId
    changes: tuple[Change, ...]


class Left(_About):
    """Nobody can take a left case beside all else in the plan; `value`: how many workers were asked."""

    type: Literal["left"] = "left"
    case: CaseId


class RepairClaim(_About):
    """The smallest change of limits that lets a worker take a left case, all else as proposed.

    `limits` are all that stand in the way; nobody has fewer, or as many and relatively less. `value`:
    how many.
    """

    type: Literal["repair"] = "repair"
    case: CaseId
    worker: WorkerId
    limits: tuple[Cannot, ...]


class Bottleneck(_About):
    """One step more of a fact lets a plan cost `value` less: found and bounded on another engine.

    `moves` lead from the plan to one that costs so much less once the change is made, and another may
    be cheaper by `tolerance` at most. One weight left costs the step of the program as it is, before
    and after; `instance` is that program.
    """

    type: Literal["bottleneck"] = "bottleneck"
    change: Change
    moves: tuple[Move, ...]


class Impossible(_About):
    """No plan keeps these rules and places what must be; without any one of them one does."""

    type: Literal["impossible"] = "impossible"
    rules: tuple[str, ...]
    must_assign: tuple[CaseId, ...]


class Optimal(_About):
    """Another plan may be better by `value` at most; the certificate's prices prove it."""

    type: Literal["optimal"] = "optimal"
    certificate: Certificate


Claim = Annotated[
    Can
    | Cannot
    | CostStepClaim
    | Delta
    | LowerBound
    | Chain
    | Tie
    | Counterfactual
    | Left
    | RepairClaim
    | Bottleneck
    | Impossible
    | Optimal,
    Field(discriminator="type"),
]


class Claims(_Frozen):
    """Claims about one plan, with it: the agency's folder is all that is needed beside to check them."""

    format: Literal["caseload claims 1"] = "caseload claims 1"
    plan: Plan
    claims: tuple[Claim, ...]
