"""Which ways an agency's year can go are compared, each replication in the same luck."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planner.domain import Agency
from planner.errors import PlannerError
from planner.present.simulation import AS_IT_IS
from planner.problem.arrays import Ints
from planner.simulate.changed import composed, parameters_of
from planner.simulate.changes import Surge
from planner.simulate.engine import Comings, run
from planner.simulate.kept.columns import amounts
from planner.simulate.luck import Luck, draw
from planner.simulate.measures import measures
from planner.simulate.parameters import Parameters
from planner.simulate.policies import POLICIES
from planner.simulate.question import Question
from planner.simulate.series import Weekly, weekly
from planner.simulate.templates import Templates, templates

USUAL = ("rotation", "fewest-open-cases", "caseload")


class UnknownPolicy(PlannerError):
    """A policy is asked for that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no policy {name!r}; these are: {', '.join(POLICIES)}.")


@dataclass(frozen=True)
class Arm:
    """One way an agency's year goes: who gives out cases, in which agency, and what happens there.

    Arms that are to share luck and templates hold the same agency, not an equal one.
    """

    name: str
    policy: str
    agency: Agency
    parameters: Parameters
    comings: Comings
    surges: tuple[Surge, ...]


class Outcome(NamedTuple):
    """What one replication of an arm came to."""

    measures: dict[str, float]
    weeks: Weekly
    rows: Ints | None = None  # every post's weeks, see `kept.columns`, where they are asked for


@dataclass(frozen=True)
class Asked:
    """What is run: the arms of a question, no two of one name, and which of them leads.

    The leading arm is compared with each of the others. `with_rows`: every post's weeks are told too.
    """

    question: Question
    arms: tuple[Arm, ...]
    lead: str
    with_rows: bool = False

    @property
    def leading(self) -> Arm:
        """The arm that is compared with each of the others."""
        return next(arm for arm in self.arms if arm.name == self.lead)

    @cached_property
    def tables(self) -> tuple[Templates, ...]:
        """What cases like those of each arm's agency bring and ask for; worked out once an agency."""
        agencies = {id(arm.agency): arm.agency for arm in self.arms}
        known = {place: templates(agency) for place, agency in agencies.items()}
        return tuple(known[id(arm.agency)] for arm in self.arms)

    def __call__(self, number: int) -> dict[str, Outcome]:
        """Return one replication: what each arm came to, all in the luck of the seed and the number."""
        drawn: dict[tuple[int, Parameters, tuple[Surge, ...]], Luck] = {}
        found = {}
        for arm, tables in zip(self.arms, self.tables, strict=True):
            same = id(arm.agency), arm.parameters, arm.surges
            if same not in drawn:
                drawn[same] = draw(arm.agency, arm.parameters, arm, self.question.seed, number)
            found[arm.name] = _outcome(arm, tables, drawn[same], with_rows=self.with_rows)
        return found


def _outcome(arm: Arm, tables: Templates, luck: Luck, *, with_rows: bool) -> Outcome:
    trace = run(arm.agency, arm.parameters, arm.policy, luck, arm.comings, tables)
    fte = [arm.agency.worker_of[post].fte for post in luck.posts]
    told = measures(trace, arm.parameters, arm.agency.policy, fte)
    rows = amounts(trace, arm.parameters.warm_up_weeks) if with_rows else None
    return Outcome(told, weekly(trace, arm.parameters), rows)


def asked(question: Question, agency: Agency, policies: Sequence[str] = ()) -> Asked:
    """Return what a question asks of an agency: an arm for each policy, the last one leading.

    Where the question changes something, the leading policy also runs on the agency as it is.

    Raises
    ------
    PlannerError
        A change cannot be made in this agency, or a policy is not known.
    """
    names = tuple(policies or question.policies or USUAL)
    for name in names:
        if name not in POLICIES:
            raise UnknownPolicy(name)
    public, lead = agency.public(), names[-1]
    nothing = question.model_copy(update={"change": ()})
    now = arms_of({AS_IT_IS: lead}, public, nothing) if question.change else ()
    return Asked(question, (*now, *arms_of({name: name for name in names}, public, question)), lead)


def arms_of(policies: dict[str, str], agency: Agency, question: Question) -> tuple[Arm, ...]:
    """Return an arm for each name and its policy, all of one agency as a question changes it.

    Raises
    ------
    PlannerError
        A change cannot be made in this agency.
    """
    whole, parameters = composed(agency, question), parameters_of(question)
    comings = Comings(whole.joins, whole.leaves)
    return tuple(
        Arm(name, policy, whole.agency, parameters, comings, question.surges)
        for name, policy in policies.items()
    )
