"""A question answered: many replications of an agency's year under each policy, in the same luck."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

from planner.domain.noun import Noun
from planner.errors import PlannerError
from planner.present.report.material import Assumption, Material
from planner.present.report.words import HEADLINES
from planner.present.simulation import SimulationAnswer
from planner.simulate.arms import Asked, Outcome
from planner.simulate.executors import Executor, results
from planner.simulate.parameters import Parameters, parameter_settings
from planner.simulate.series import dose_series, share_series, waiting_series
from planner.simulate.statistics import enough
from planner.simulate.tally import Tally


def simulate(  # noqa: PLR0913  (what, how often, where, and how its listeners are told)
    what: Asked,
    runs: int,
    executor: Executor,
    heard: Callable[[int, Mapping[str, Outcome]], None] = lambda *_: None,
    *,
    step: Callable[[], AbstractContextManager[None]] = nullcontext,
    until_precise: bool = False,
) -> Tally:
    """Return what the replications come to.

    `heard` is told each replication's number and what it came to, in order. Interrupted, or where no
    more can be had, what has come out so far is returned; if that is nothing, the reason is raised.
    `step`: entered while a replication is taken in, so that whoever interrupts can wait for its end.
    `until_precise`: stop where the leading arm's headline measures are as precise as its parameters say.
    """
    tally = Tally(what.lead)
    try:
        for number, found in enumerate(results(what, range(runs), executor)):
            with step():
                tally.add(found)
                heard(number, found)
            if until_precise and _precise(tally, what.leading.parameters):
                break
    except (KeyboardInterrupt, PlannerError) as reason:
        if not tally.runs:
            raise
        tally.cut_short = reason
    return tally


def _precise(tally: Tally, given: Parameters) -> bool:
    precision, confidence = given.precision / 1000, given.confidence / 1000
    found = (tally.arms[tally.lead].measures[measure] for measure in HEADLINES)
    return all(enough(values, precision, given.least_runs, confidence) for values in found)


def material(what: Asked, answer: SimulationAnswer, tally: Tally) -> Material:
    """Return everything the report of a question shows."""
    question, lead = what.question, what.leading
    in_force = dict(lead.parameters)
    settings = {
        name: setting.model_copy(update={"value": _value(in_force[name])})
        for name, setting in parameter_settings().items()
    }
    weeks = {arm.name: (tally.arms[arm.name].weeks, arm.agency.policy) for arm in what.arms}
    return Material(
        answer=answer,
        agency=lead.agency.name,
        weeks=lead.parameters.weeks,
        made=f"seed {question.seed}, {answer.runs} runs of {lead.parameters.weeks} weeks",
        dose=[dose_series(name, found, policy) for name, (found, policy) in weeks.items()],
        waiting=[waiting_series(name, found) for name, (found, _) in weeks.items()],
        shares=[share_series(name, found) for name, (found, _) in weeks.items()],
        assumptions=[Assumption(name, setting) for name, setting in settings.items()],
        changes=[f"{type(change).__name__}: {_told(change)}" for change in question.change],
        notes=[
            f"The leading policy is {lead.policy}.",
            "What the model leaves out stands in docs/simulation.md.",
        ],
    )


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _told(change: Noun) -> str:
    """Return what a change says, key by key, as its file has it."""
    told = change.model_dump(mode="json", exclude_defaults=True)
    return ", ".join(f"{name} {value}" for name, value in told.items())
