"""The agency with every number the rules and goals need, all whole numbers.

Rows of cases are new cases, rows of workers all workers, both sorted by id, so that the order of the
input changes nothing. Columns are the coming weeks, 7 days each from the agency's date.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.domain import Agency, Case, GroupRule, Plan, Step, Worker
from planner.dose.budget import budgets
from planner.dose.case_dose import tier, weekly_dose, weekly_minutes, weights
from planner.dose.ledger import fading, past_equivalents, weekly_equivalents
from planner.risk.card import sts_card
from planner.risk.sts import ScoreLine, average_line, score_line
from planner.units import ROUNDING_NOISE

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Problem:
    """What is known of each new case and each worker.

    Shapes: C new cases, W workers, T weeks. Doses are weekly equivalents in thousandths of an
    exposure unit, rounded up once; budgets are rounded down. `load` is the mean dose over the coming
    `harm_weeks`.
    """

    agency: Agency
    cases: tuple[Case, ...]
    workers: tuple[Worker, ...]
    weeks: int
    tier: tuple[int, ...]  # of each case
    minutes: Ints  # (C, T) of work a week, on the lead
    support_minutes: Ints  # (C, T), on a supporting worker
    dose: Ints  # (C, T) on the lead
    support_dose: Ints  # (C, T)
    load: Ints  # (C,)
    support_load: Ints  # (C,)
    carried_minutes: Ints  # (W, T)
    carried_dose: Ints  # (W, T)
    carried_load: Ints  # (W,)
    carried_severest: Ints  # (W,)
    room_minutes: Ints  # (W,) a week for cases
    budget: Ints  # (W, T)
    budget_load: Ints  # (W,) mean budget over the coming harm weeks
    lines: tuple[ScoreLine, ...]  # predicted STS of each worker

    @cached_property
    def case_at(self) -> dict[str, int]:
        """The place of each new case."""
        return {case.id: place for place, case in enumerate(self.cases)}

    @cached_property
    def worker_at(self) -> dict[str, int]:
        """The place of each worker."""
        return {worker.id: place for place, worker in enumerate(self.workers)}

    def severe(self, case: int) -> bool:
        """Whether a new case is severe."""
        return self.tier[case] >= weights().severe_tier

    def severest(self, case: int) -> bool:
        """Whether a new case is of the severest tier."""
        return self.tier[case] >= weights().severest_tier

    def may_have_support(self, case: int) -> bool:
        """Whether a supporting worker may be asked for beside the lead."""
        return self.severe(case) or self.cases[case].two_workers

    @cached_property
    def sibling_workers(self) -> dict[str, frozenset[str]]:
        """The workers who lead an open case of each group that is not to be kept apart."""
        found: dict[str, set[str]] = {}
        for assignment in self.agency.assignments:
            case = self.agency.case_of[assignment.case]
            if case.group and case.group_rule is not GroupRule.APART:
                found.setdefault(case.group, set()).add(assignment.worker)
        return {group: frozenset(workers) for group, workers in found.items()}

    def added(self, plan: Plan) -> dict[int, list[tuple[int, bool]]]:
        """Return the new cases of each worker in a plan: (place of the case, whether as lead)."""
        added: dict[int, list[tuple[int, bool]]] = {}
        for proposed in plan.assignments:
            case = self.case_at[proposed.case]
            added.setdefault(self.worker_at[proposed.worker], []).append((case, True))
            if proposed.support is not None:
                added.setdefault(self.worker_at[proposed.support], []).append((case, False))
        return added

    def added_load(self, plan: Plan) -> dict[int, int]:
        """Return the mean dose of the coming harm weeks that a plan adds to each worker."""
        return {
            worker: sum(int((self.load if leads else self.support_load)[case]) for case, leads in cases)
            for worker, cases in self.added(plan).items()
        }


def measure(agency: Agency) -> Problem:
    """Return the agency with every number measured."""
    workers = tuple(sorted(agency.workers, key=lambda w: w.id))
    cases = agency.new_cases
    policy = agency.policy
    weeks = max([policy.harm_weeks, *(case.weeks for case in cases)])
    place = {worker.id: index for index, worker in enumerate(workers)}
    harm = slice(0, policy.harm_weeks)

    tiers = tuple(_tier(agency, case) for case in cases)
    minutes = _table([weekly_minutes(case) for case in cases], weeks)
    fresh = _table([weekly_dose(c, t) for c, t in zip(cases, tiers, strict=True)], weeks)
    equivalents = weekly_equivalents(fresh, policy.half_life_weeks)
    share = policy.support_share / 1000

    carried_minutes = np.zeros((len(workers), weeks))
    carried_fresh = np.zeros((len(workers), weeks))
    severest = np.zeros(len(workers), dtype=np.int64)
    for assignment in agency.assignments:
        case = agency.case_of[assignment.case]
        case_tier = _tier(agency, case)
        work = np.array(weekly_minutes(case)[:weeks])
        dose = np.array(weekly_dose(case, case_tier)[:weeks])
        if case.language not in agency.worker_of[assignment.worker].languages:
            carried_minutes[place[assignment.worker], : len(work)] += policy.interpreter_minutes
        for worker, part in ((assignment.worker, 1.0), (assignment.support, share)):
            if worker is not None:
                carried_minutes[place[worker], : len(work)] += part * work
                carried_fresh[place[worker], : len(dose)] += part * dose
                severest[place[worker]] += case_tier >= weights().severest_tier
    past = past_equivalents(agency.exposures, agency.date, policy.half_life_weeks)
    carried = weekly_equivalents(carried_fresh, policy.half_life_weeks)
    carried += fading([past.get(worker.id, 0.0) for worker in workers], policy.half_life_weeks, weeks)
    budget = np.array(
        [budgets(worker, agency.step_of(worker.id), policy, weeks) for worker in workers],
        dtype=np.int64,
    ).reshape(len(workers), weeks)
    return Problem(
        agency=agency,
        cases=cases,
        workers=workers,
        weeks=weeks,
        tier=tiers,
        minutes=minutes,
        support_minutes=_up(share * minutes),
        dose=_up(equivalents),
        support_dose=_up(share * equivalents),
        load=_up(equivalents[:, harm].mean(axis=1)),
        support_load=_up(share * equivalents[:, harm].mean(axis=1)),
        carried_minutes=_up(carried_minutes),
        carried_dose=_up(carried),
        carried_load=_up(carried[:, harm].mean(axis=1)),
        carried_severest=severest,
        room_minutes=np.array(
            [worker.week * policy.productive_share // 1000 for worker in workers], dtype=np.int64
        ),
        budget=budget,
        budget_load=budget[:, harm].sum(axis=1) // policy.harm_weeks,
        lines=tuple(_line(agency, worker) for worker in workers),
    )


def _tier(agency: Agency, case: Case) -> int:
    return tier(case, agency.referral_type_of[case.referral_type])


def _table(rows: list[list[int]], weeks: int) -> Ints:
    table = np.zeros((len(rows), weeks), dtype=np.int64)
    for index, row in enumerate(rows):
        table[index, : len(row)] = row[:weeks]
    return table


def _up(amounts: npt.NDArray[np.floating]) -> Ints:
    whole: Ints = np.ceil(amounts - ROUNDING_NOISE).astype(np.int64)
    return whole


def _line(agency: Agency, worker: Worker) -> ScoreLine:
    team = agency.team_of[worker.team]
    if not agency.policy.risk_weight:
        return average_line(team.setting, sts_card())
    shift = {
        Step.USUAL: 0,
        Step.LIGHTER: agency.policy.lighter_sts_shift,
        Step.REST: agency.policy.rest_sts_shift,
    }[agency.step_of(worker.id)]
    return score_line(worker, team, sts_card(), shift)
