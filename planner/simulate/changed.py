"""What an agency is once a question has changed it, and what happens there in later weeks."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.domain import Agency, Team
from planner.errors import PlannerError, UnknownReference
from planner.intake.faults import Faults
from planner.intake.policy_settings import read_policy
from planner.simulate.changed_people import (
    hired,
    new_people,
    part_time,
    someone,
    supervision_span,
    teams_of,
)
from planner.simulate.changes import (
    CloseOffice,
    Growth,
    Hire,
    Leave,
    NewPeople,
    OrganisationalScore,
    ParameterValues,
    PartTime,
    PolicySettings,
    SupervisionSpan,
    Surge,
)
from planner.simulate.own import own_parameters
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.question import Question

ASKS = "The question"
_MOST_SCORE = 200
_WHOLE = 100  # percent
_PER_PERCENT = 10  # thousandths


@dataclass(frozen=True)
class Composed:
    """An agency with everybody it will have by the changes, and who joins or leaves in which week.

    `joins` names those who are not there from the start; whoever leaves is in the agency.
    """

    agency: Agency
    joins: dict[str, int] = field(default_factory=dict)
    leaves: dict[str, int] = field(default_factory=dict)


class BadParameter(PlannerError):
    """A question puts a parameter to a value it cannot have."""


def composed(agency: Agency, question: Question) -> Composed:
    """Return an agency with every change made in its order.

    Raises
    ------
    PlannerError
        A change names what the agency does not have, or cannot be made there.
    """
    so_far = Composed(agency)
    for change in question.change:
        so_far = _MAKE[type(change)](so_far, change)
    return so_far


def parameters_of(question: Question, base: Parameters | None = None) -> Parameters:
    """Return the parameters of a question: the agency's own, what it says of them, then its changes.

    `base`: in the stead of those of the agency's folder.

    growth: (1 + growth) = (1 + growth so far) x (1 + change's growth), a year

    Raises
    ------
    BadParameter
        A value is out of its bounds.
    BadInput
        The parameters of the agency's folder cannot be read.
    """
    given: dict[str, Any] = dict(base or own_parameters(Path(question.base)))
    given |= question.parameters
    given["weeks"] = question.weeks
    for change in question.change:
        if isinstance(change, ParameterValues):
            given |= change.set
        elif isinstance(change, Growth):
            so_far = 1000 + given["arrivals_growth"]
            grown = so_far * (1000 + _PER_PERCENT * change.percent_a_year) / 1000
            given["arrivals_growth"] = round(grown) - 1000
    try:
        return parameters(**given)
    except ValueError as error:
        reasons = [e["msg"] for e in getattr(error, "errors", list)()] or [str(error)]
        said = "; ".join(reason.removeprefix("Value error, ") for reason in reasons)
        raise BadParameter(f"{ASKS} cannot be simulated: {said}.") from None


def _hire(before: Composed, change: Hire) -> Composed:
    new = hired(before.agency, change)
    later = {worker.id: change.week for worker in new if change.week}
    agency = before.agency.changed(workers=(*before.agency.workers, *new))
    return replace(before, agency=agency, joins=before.joins | later)


def _leave(before: Composed, change: Leave) -> Composed:
    leaving = {someone(before.agency, named).id: change.week for named in change.workers}
    return replace(before, leaves=before.leaves | leaving)


def _settings(before: Composed, change: PolicySettings) -> Composed:
    return replace(before, agency=_put(before.agency, change.set, change.percent))


def _put(agency: Agency, put: dict[str, Any], percent: dict[str, int]) -> Agency:
    given: dict[str, Any] = {n: list(v) if isinstance(v, tuple) else v for n, v in agency.policy}
    given |= put
    for name, part in percent.items():
        given[name] = _part(given[name], part)
    faults = Faults()
    policy = read_policy(given, "change of policy", faults)
    faults.raise_any()
    if policy is None:
        raise AssertionError("a policy that is not read has a fault")
    return agency.changed(policy=policy)


def _part(value: Any, percent: int) -> Any:
    """Return a percentage of a setting, halves up; of what is no amount, the value itself."""
    if isinstance(value, list):
        return [_part(amount, percent) for amount in value]
    if isinstance(value, bool):
        return value
    return (2 * value * percent + _WHOLE) // (2 * _WHOLE)


def _score(before: Composed, change: OrganisationalScore) -> Composed:
    agency = before.agency
    chosen = teams_of(agency, change.teams)
    if not any(t.id in chosen and t.sts_informed_score is not None for t in agency.teams):
        raise PlannerError(f"{ASKS} adds to an organisational score, and no such team has one.")

    def risen(team: Team) -> Team:
        if team.id not in chosen or team.sts_informed_score is None:
            return team
        score = min(_MOST_SCORE, max(0, team.sts_informed_score + change.add))
        return team.model_copy(update={"sts_informed_score": score})

    return replace(before, agency=agency.changed(teams=tuple(map(risen, agency.teams))))


def _close(before: Composed, change: CloseOffice) -> Composed:
    agency = before.agency
    known = {team.office for team in agency.teams} | {case.office for case in agency.cases}
    known.update(office for worker in agency.workers for office in worker.offices)
    for office in (change.office, change.to):
        if office not in known:
            raise UnknownReference("office", office, ASKS)
    new = {office: change.to if office == change.office else office for office in known}
    teams = (team.model_copy(update={"office": new[team.office]}) for team in agency.teams)
    cases = (case.model_copy(update={"office": new[case.office]}) for case in agency.cases)
    workers = (
        worker.model_copy(update={"offices": tuple(dict.fromkeys(new[o] for o in worker.offices))})
        for worker in agency.workers
    )
    moved = agency.changed(teams=tuple(teams), cases=tuple(cases), workers=tuple(workers))
    return replace(before, agency=moved)


def _part_time(before: Composed, change: PartTime) -> Composed:
    return replace(before, agency=part_time(before.agency, change))


def _new_people(before: Composed, change: NewPeople) -> Composed:
    return replace(before, agency=new_people(before.agency, change, frozenset(before.joins)))


def _span(before: Composed, change: SupervisionSpan) -> Composed:
    agency = supervision_span(before.agency, change, frozenset(before.joins))
    return replace(before, agency=_put(agency, {change.setting: change.workers}, {}))


def _elsewhere(before: Composed, _: Surge | ParameterValues | Growth) -> Composed:
    """Leave the agency as it is: luck and the parameters read this change."""
    return before


_MAKE: dict[type, Callable[[Composed, Any], Composed]] = {
    Hire: _hire,
    Leave: _leave,
    PolicySettings: _settings,
    OrganisationalScore: _score,
    CloseOffice: _close,
    PartTime: _part_time,
    NewPeople: _new_people,
    SupervisionSpan: _span,
    Surge: _elsewhere,
    ParameterValues: _elsewhere,
    Growth: _elsewhere,
}
