"""A question answered: many replications of an agency's year under each policy, in the same luck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from planner.domain import Agency
from planner.domain.noun import Noun
from planner.errors import PlannerError
from planner.present.report.material import Assumption, Material
from planner.present.report.words import HEADLINES
from planner.present.simulation import AS_IT_IS, SimulationAnswer
from planner.simulate.changed import composed, parameters_of
from planner.simulate.engine import Comings, run
from planner.simulate.executors import Executor, results
from planner.simulate.luck import draw
from planner.simulate.measures import measures
from planner.simulate.own import in_force
from planner.simulate.parameters import Parameters
from planner.simulate.policies import POLICIES
from planner.simulate.question import Question
from planner.simulate.series import Weekly, dose_series, share_series, waiting_series, weekly
from planner.simulate.statistics import enough
from planner.simulate.templates import Templates, templates

USUAL = ("rotation", "fewest-open-cases", "caseload")


class UnknownPolicy(PlannerError):
    """A policy is asked for that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no policy {name!r}; these are: {', '.join(POLICIES)}.")


@dataclass(frozen=True)
class Asked:
    """What is run: the agency as the question changes it, its parameters, and the policies."""

    question: Question
    agency: Agency
    parameters: Parameters
    comings: Comings
    policies: tuple[str, ...]  # the last one leads: it is compared with the others
    unchanged: "Asked | None" = None  # the agency without the question's changes, under the leading one

    @property
    def names(self) -> tuple[str, ...]:
        """What is run, by name, the leading policy last."""
        return (*((AS_IT_IS,) if self.unchanged else ()), *self.policies)

    @cached_property
    def tables(self) -> Templates:
        """What cases like the agency's own bring and ask for."""
        return templates(self.agency)

    def __call__(self, number: int) -> dict[str, tuple[dict[str, float], Weekly]]:
        """Return one replication: each policy's measures and weeks."""
        luck = draw(self.agency, self.parameters, self.question, self.question.seed, number)
        fte = [self.agency.worker_of[post].fte for post in luck.posts]
        found = {}
        if self.unchanged:
            found[AS_IT_IS] = self.unchanged(number)[self.policies[-1]]
        for policy in self.policies:
            trace = run(self.agency, self.parameters, policy, luck, self.comings, self.tables)
            told = measures(trace, self.parameters, self.agency.policy, fte)
            found[policy] = told, weekly(trace, self.parameters)
        return found


@dataclass
class Runs:
    """What came out, by policy and in the order of the replications."""

    measures: dict[str, list[dict[str, float]]]
    weeks: dict[str, list[Weekly]]


def asked(question: Question, agency: Agency, policies: Sequence[str] = ()) -> Asked:
    """Return what a question asks of an agency.

    Raises
    ------
    PlannerError
        A change cannot be made in this agency, or a policy is not known.
    """
    names = tuple(policies or question.policies or USUAL)
    for name in names:
        if name not in POLICIES:
            raise UnknownPolicy(name)
    whole = composed(agency.public(), question)
    comings = Comings(whole.joins, whole.leaves)
    unchanged = None
    if question.change:
        nothing = question.model_copy(update={"change": ()})
        unchanged = asked(nothing, agency, names[-1:])
    return Asked(question, whole.agency, parameters_of(question), comings, names, unchanged)


def simulate(
    what: Asked,
    runs: int,
    executor: Executor,
    progress: Callable[[int], None] = lambda _: None,
    *,
    until_precise: bool = False,
) -> Runs:
    """Return the replications; `progress` is told after each how many are done.

    Interrupted, what has come out so far is returned. `until_precise`: stop where the leading policy's
    headline measures are as precise as the parameters wish.
    """
    out = Runs({name: [] for name in what.names}, {name: [] for name in what.names})
    try:
        for done, found in enumerate(results(what, range(runs), executor), 1):
            for policy, (told, weeks) in found.items():
                out.measures[policy].append(told)
                out.weeks[policy].append(weeks)
            progress(done)
            if until_precise and _precise(out.measures[what.policies[-1]], what.parameters):
                break
    except KeyboardInterrupt:
        if not out.measures[what.policies[-1]]:
            raise
    return out


def _precise(runs: Sequence[dict[str, float]], given: Parameters) -> bool:
    precision, confidence = given.precision / 1000, given.confidence / 1000
    columns = ([run[measure] for run in runs] for measure in HEADLINES)
    return all(enough(column, precision, given.least_runs, confidence) for column in columns)


def material(what: Asked, answer: SimulationAnswer, out: Runs) -> Material:
    """Return everything the report of a question shows."""
    question, lead = what.question, what.policies[-1]
    settings = in_force(Path(question.base), what.parameters)
    return Material(
        answer=answer,
        agency=what.agency.name,
        weeks=what.parameters.weeks,
        made=f"seed {question.seed}, {answer.runs} runs of {what.parameters.weeks} weeks",
        dose=[dose_series(name, runs, what.agency.policy) for name, runs in out.weeks.items()],
        waiting=[waiting_series(name, runs) for name, runs in out.weeks.items()],
        shares=[share_series(name, runs) for name, runs in out.weeks.items()],
        assumptions=[Assumption(name, setting) for name, setting in settings.items()],
        changes=[f"{type(change).__name__}: {_told(change)}" for change in question.change],
        notes=[f"The leading policy is {lead}. What the model leaves out stands in docs/simulation.md."],
    )


def _told(change: Noun) -> str:
    """Return what a change says, key by key, as its file has it."""
    told = change.model_dump(mode="json", exclude_defaults=True)
    return ", ".join(f"{name} {value}" for name, value in told.items())
