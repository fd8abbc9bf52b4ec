"""An agency measured: every number the rules and goals need."""

from collections.abc import Iterable, Sequence

import numpy as np

from planner.domain import COVERED_WEEKS, Agency, Case, Kind, Step, Worker, urgency_now
from planner.domain.calendar import is_on_duty
from planner.dose.budget import budgets
from planner.dose.case_dose import severe_tier
from planner.problem.absence import absent, days_away, first_day, response_day
from planner.problem.arrays import Bools, Ints
from planner.problem.moves import Movable
from planner.problem.problem import NOBODY, Problem
from planner.problem.surveyed import Surveyed, surveyed
from planner.problem.work import Leads, measure_work
from planner.risk.card import card_of
from planner.risk.sts import ScoreLine, average_line, score_line
from planner.units import DAYS_PER_WEEK


def measure(agency: Agency, known: Surveyed | None = None) -> Problem:
    """Return the agency with every number measured, or the part of it that `known` is of."""
    policy = agency.policy
    known = surveyed(agency) if known is None else known
    workers, weeks, tier_of = known.workers, known.weeks, known.tiers
    carried, moving = known.carried, known.moving
    decided = (*known.new, *(one.case for one in moving.values()))
    cases = tuple(sorted(decided, key=lambda c: c.id))

    place = {worker.id: index for index, worker in enumerate(workers)}
    tiers = tuple(tier_of[case.id] for case in cases)
    away = absent(agency, workers)
    absences, absence = np.unique(away, axis=0, return_inverse=True)
    absences = absences if workers else np.zeros((1, COVERED_WEEKS), dtype=bool)
    held_by = np.array([place.get(c.held_by or "", NOBODY) for c in cases], dtype=np.int64)
    held_by[[case.id in moving for case in cases]] = NOBODY
    leads = Leads(absences, absence.reshape(-1)[held_by] if len(workers) else held_by)
    work, straying = measure_work(agency, cases, tiers, leads, weeks)
    holder = np.array([_holder(moving.get(case.id), place) for case in cases], dtype=np.int64)
    budget = _budgets(agency, workers, known.usual)
    return Problem(
        agency=agency,
        cases=cases,
        workers=workers,
        weeks=weeks,
        tier=tiers,
        urgency=tuple(
            _urgency(agency, case, moving[case.id].assignment.worker if case.id in moving else None)
            for case in cases
        ),
        holder=holder,
        may_stay=_flags(case.id in moving and moving[case.id].may_stay for case in cases),
        wished=_flags(
            case.id in moving and moving[case.id].assignment.wish is not None for case in cases
        ),
        supporter=np.array([_supporter(moving.get(case.id), place) for case in cases], dtype=np.int64),
        extra_minutes=_extra_minutes(agency, cases, workers),
        response_day=np.array([response_day(agency, case) for case in cases], dtype=np.int64),
        on_duty=_on_duty(agency, cases, workers),
        **vars(work),
        **vars(straying),
        absent=away,
        absence=absence.reshape(-1),
        held_by=held_by,
        days_away=days_away(agency, workers),
        first_day=first_day(agency, workers),
        carried_minutes=carried.minutes,
        carried_dose=carried.dose,
        carried_variance=carried.variance,
        carried_windows=carried.windows,
        carried_load=carried.load,
        carried_cases=carried.cases,
        carried_ongoing=carried.ongoing,
        carried_severe=carried.severe,
        carried_severest=carried.severest,
        days_since_severest=carried.days_since_severest,
        new_ongoing=carried.new_ongoing,
        new_investigations=carried.new_investigations,
        severe_share=_severe_share(tier_of),
        start_load=known.start,
        room_minutes=np.array(
            [worker.week * policy.productive_share // 1000 for worker in workers], dtype=np.int64
        ),
        budget=budget,
        budget_load=budget[:, : policy.harm_weeks].sum(axis=1) // policy.harm_weeks,
        lines=tuple(line_of(agency, worker, own=policy.risk_weight) for worker in workers),
    )


def _flags(found: Iterable[bool]) -> Bools:
    return np.array(list(found), dtype=np.bool_)


def _holder(one: Movable | None, place: dict[str, int]) -> int:
    return NOBODY if one is None else place[one.assignment.worker]


def _extra_minutes(agency: Agency, cases: Sequence[Case], workers: Sequence[Worker]) -> Ints:
    """Return the minutes a week that interpreters and travel add, shape (cases, workers).

    See `planner.problem.carried.extra_minutes`.
    """
    policy = agency.policy
    spoken = {
        language: np.array([language not in worker.languages for worker in workers], dtype=bool)
        for language in {case.language for case in cases}
    }
    offices = np.array([agency.team_of[worker.team].office for worker in workers], dtype=object)
    away = {office: offices != office for office in {case.office for case in cases}}
    extra = np.zeros((len(cases), len(workers)), dtype=np.int64)
    for row, case in zip(extra, cases, strict=True):
        row[spoken[case.language]] += policy.interpreter_minutes
        row[away[case.office]] += policy.travel_minutes
    return extra


def _supporter(one: Movable | None, place: dict[str, int]) -> int:
    support = None if one is None else one.assignment.support
    return NOBODY if support is None else place[support]


def _urgency(agency: Agency, case: Case, holder: str | None) -> int:
    """Return the urgency of a case: waiting raises it; a leaver's counts in full in the last week."""
    if holder is not None:
        last_day = agency.worker_of[holder].last_day
        weeks = 0 if last_day is None else max(0, (last_day - agency.date).days // DAYS_PER_WEEK)
        return max(1, case.urgency - weeks)
    return urgency_now(case, agency.date, agency.policy)


def _budgets(agency: Agency, workers: Sequence[Worker], usual: Ints) -> Ints:
    """Return the dose budgets after the steps that workers chose, shape (workers, weeks)."""
    found = usual.copy()
    for row, worker in zip(found, workers, strict=True):
        if worker.id in agency.profile_of:
            row[:] = budgets(worker, agency.step_of(worker.id), agency.policy, len(row))
    return found


def _on_duty(agency: Agency, cases: Sequence[Case], workers: Sequence[Worker]) -> Bools:
    found = np.zeros((len(cases), len(workers)), dtype=bool)
    on_duty = [is_on_duty(worker, agency.date) for worker in workers]
    for row, case in enumerate(cases):
        due = case.response_deadline <= agency.date and case.first_met is None
        if case.kind is Kind.IMMEDIATE_RESPONSE and due and case.id not in agency.open_cases:
            found[row] = on_duty
    return found


def _severe_share(tier_of: dict[str, int]) -> int:
    severe = sum(map(severe_tier().__le__, tier_of.values()))  # there are thousands
    return severe * 1000 // max(1, len(tier_of))


def line_of(agency: Agency, worker: Worker, *, own: bool) -> ScoreLine:
    """Return the predicted STS of a worker as a line in dose, or the average one of the setting.

    The average one, too, where the agency's own card says that plans are not to be weighted by it.
    """
    team, card = agency.team_of[worker.team], card_of(agency.risk_card)
    if not (own and card.weighs):
        return average_line(team.setting, card).counted_in(agency.weights)
    shift = {
        Step.USUAL: 0,
        Step.LIGHTER: agency.policy.lighter_sts_shift,
        Step.REST: agency.policy.rest_sts_shift,
    }[agency.step_of(worker.id)]
    return score_line(worker, team, card, shift).counted_in(agency.weights)
